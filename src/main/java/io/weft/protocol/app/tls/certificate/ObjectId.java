package io.weft.protocol.app.tls.certificate;

import java.util.Map;

/** Object identifiers in dotted form, and the names of those that certificates commonly have. */
final class ObjectId {
  static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  static final String BASIC_CONSTRAINTS = "2.5.29.19";
  static final String COMMON_NAME = "2.5.4.3";

  /** Longest identifier that is read, in bytes. */
  private static final int MAX_BYTES = 64;

  /** Short names of attributes (RFC 4514 section 3, and RFC 4519). */
  private static final Map<String, String> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("2.5.4.3", "CN"),
          Map.entry("2.5.4.4", "SN"),
          Map.entry("2.5.4.5", "serialNumber"),
          Map.entry("2.5.4.6", "C"),
          Map.entry("2.5.4.7", "L"),
          Map.entry("2.5.4.8", "ST"),
          Map.entry("2.5.4.9", "street"),
          Map.entry("2.5.4.10", "O"),
          Map.entry("2.5.4.11", "OU"),
          Map.entry("2.5.4.12", "title"),
          Map.entry("2.5.4.13", "description"),
          Map.entry("2.5.4.15", "businessCategory"),
          Map.entry("2.5.4.17", "postalCode"),
          Map.entry("2.5.4.42", "GN"),
          Map.entry("2.5.4.43", "initials"),
          Map.entry("2.5.4.46", "dnQualifier"),
          Map.entry("2.5.4.65", "pseudonym"),
          Map.entry("2.5.4.97", "organizationIdentifier"),
          Map.entry("0.9.2342.19200300.100.1.1", "UID"),
          Map.entry("0.9.2342.19200300.100.1.25", "DC"),
          Map.entry("1.2.840.113549.1.9.1", "emailAddress"),
          Map.entry("1.2.840.113549.1.9.2", "unstructuredName"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"));

  /** Algorithms of keys and signatures, by the names of their standards, and named curves. */
  private static final Map<String, String> ALGORITHMS =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.1.1", "rsaEncryption"),
          Map.entry("1.2.840.113549.1.1.2", "md2WithRSAEncryption"),
          Map.entry("1.2.840.113549.1.1.4", "md5WithRSAEncryption"),
          Map.entry("1.2.840.113549.1.1.5", "sha1WithRSAEncryption"),
          Map.entry("1.2.840.113549.1.1.10", "rsassaPss"),
          Map.entry("1.2.840.113549.1.1.11", "sha256WithRSAEncryption"),
          Map.entry("1.2.840.113549.1.1.12", "sha384WithRSAEncryption"),
          Map.entry("1.2.840.113549.1.1.13", "sha512WithRSAEncryption"),
          Map.entry("1.2.840.113549.1.1.14", "sha224WithRSAEncryption"),
          Map.entry("1.3.14.3.2.29", "sha1WithRSA"),
          Map.entry("1.2.840.10040.4.1", "dsaEncryption"),
          Map.entry("1.2.840.10040.4.3", "dsaWithSHA1"),
          Map.entry("2.16.840.1.101.3.4.3.1", "dsa_with_SHA224"),
          Map.entry("2.16.840.1.101.3.4.3.2", "dsa_with_SHA256"),
          Map.entry("1.2.840.10046.2.1", "dhpublicnumber"),
          Map.entry("1.2.840.10045.2.1", "id-ecPublicKey"),
          Map.entry("1.2.840.10045.4.1", "ecdsa-with-SHA1"),
          Map.entry("1.2.840.10045.4.3.1", "ecdsa-with-SHA224"),
          Map.entry("1.2.840.10045.4.3.2", "ecdsa-with-SHA256"),
          Map.entry("1.2.840.10045.4.3.3", "ecdsa-with-SHA384"),
          Map.entry("1.2.840.10045.4.3.4", "ecdsa-with-SHA512"),
          Map.entry("1.3.101.110", "X25519"),
          Map.entry("1.3.101.111", "X448"),
          Map.entry("1.3.101.112", "Ed25519"),
          Map.entry("1.3.101.113", "Ed448"),
          Map.entry("2.16.840.1.101.3.4.3.17", "id-ml-dsa-44"),
          Map.entry("2.16.840.1.101.3.4.3.18", "id-ml-dsa-65"),
          Map.entry("2.16.840.1.101.3.4.3.19", "id-ml-dsa-87"),
          Map.entry("1.2.643.7.1.1.1.1", "gost3410-2012-256"),
          Map.entry("1.2.643.7.1.1.3.2", "gost3410-2012-256-with-streebog256"),
          Map.entry("1.2.643.2.2.19", "gost3410-2001"),
          Map.entry("1.2.643.2.2.3", "gost3411-94-with-gost3410-2001"),
          Map.entry("1.2.156.10197.1.501", "sm2sign-with-sm3"),
          Map.entry("1.2.156.10197.1.301", "curveSM2"),
          Map.entry("1.2.840.10045.3.1.1", "secp192r1"),
          Map.entry("1.2.840.10045.3.1.7", "secp256r1"),
          Map.entry("1.3.132.0.1", "sect163k1"),
          Map.entry("1.3.132.0.10", "secp256k1"),
          Map.entry("1.3.132.0.16", "sect283k1"),
          Map.entry("1.3.132.0.33", "secp224r1"),
          Map.entry("1.3.132.0.34", "secp384r1"),
          Map.entry("1.3.132.0.35", "secp521r1"),
          Map.entry("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
          Map.entry("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
          Map.entry("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"));

  private ObjectId() {}

  /** The identifier that the reader stands at, in dotted form; null where it is none. */
  static String read(DerReader at) {
    int length = at.length();
    if (at.tag() != DerReader.OBJECT_IDENTIFIER || length == 0 || length > MAX_BYTES) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    long value = 0;
    boolean isFirst = true;
    for (int i = at.from(); i < at.to(); i++) {
      if (value > Long.MAX_VALUE >> 8) {
        return null;
      }
      value = (value << 7) | (at.bytes()[i] & 0x7F);
      if (at.bytes()[i] >= 0) {
        if (isFirst) {
          long root = Math.min(value / 40, 2);
          text.append(root).append('.').append(value - root * 40);
          isFirst = false;
        } else {
          text.append('.').append(value);
        }
        value = 0;
      }
    }
    return at.bytes()[at.to() - 1] < 0 ? null : text.toString();
  }

  /** The short name of an attribute; where it has none the identifier itself. */
  static String attribute(String identifier) {
    return ATTRIBUTES.getOrDefault(identifier, identifier);
  }

  /** The name of an algorithm or a curve; where it has none the identifier itself. */
  static String algorithm(String identifier) {
    return identifier == null ? null : ALGORITHMS.getOrDefault(identifier, identifier);
  }
}
