package io.weft.protocol.app.tls.certificate;

import io.weft.bytes.MemorySize;
import java.io.Serializable;
import java.util.List;

/**
 * A certificate (RFC 5280). What a damaged one does not tell is null; so is a list without entries.
 * Texts are untrusted and may hold any character.
 *
 * @param subject as RFC 4514 writes names, the last part first; empty where it has none
 * @param issuer in the same form
 * @param serial in base 16, at most 64 bytes of it
 * @param version 1 to 3
 * @param notBefore RFC 3339 in UTC, with nine digits behind the point as all times
 * @param notAfter in the same form; the year may be 9999
 * @param validity at the time of the packet: {@code valid}, {@code expired} or {@code
 *     not_yet_valid}
 * @param names other names of the subject; null where there are none
 * @param key the subject's
 * @param signature algorithm of the issuer's signature: {@code ecdsa-with-SHA256}
 * @param ca may the subject issue certificates?
 * @param pathLength how many more issuers may follow the subject
 * @param selfIssued are subject and issuer the same?
 * @param sha1 fingerprint, in base 16
 * @param sha256 fingerprint, in base 16
 * @param malformed true where something in it is not as it should be; else null
 */
public record Certificate(
    String subject,
    String issuer,
    String serial,
    Integer version,
    String notBefore,
    String notAfter,
    String validity,
    Names names,
    Key key,
    String signature,
    Boolean ca,
    Integer pathLength,
    Boolean selfIssued,
    String sha1,
    String sha256,
    Boolean malformed)
    implements Serializable {

  private static final int BYTES = 640;

  /** Estimated memory of the certificate, in bytes. */
  public int memory() {
    return BYTES
        + MemorySize.of(subject)
        + MemorySize.of(issuer)
        + MemorySize.of(serial)
        + (names == null ? 0 : names.memory());
  }

  /**
   * Alternative names of the subject (RFC 5280 section 4.2.1.6); a list is null where it is empty.
   */
  public record Names(List<String> dns, List<String> ip, List<String> email, List<String> uri)
      implements Serializable {
    private int memory() {
      return of(dns) + of(ip) + of(email) + of(uri);
    }

    private static int of(List<String> list) {
      int bytes = 0;
      if (list != null) {
        for (String each : list) {
          bytes += 8 + MemorySize.of(each);
        }
      }
      return bytes;
    }
  }

  /**
   * A public key.
   *
   * @param algorithm by its standard's name: {@code rsaEncryption}
   * @param bits length of the modulus, the prime or the curve's numbers; null where unknown
   * @param exponent of an RSA key, where it fits four bytes
   * @param curve the named one of an elliptic key
   */
  public record Key(String algorithm, Integer bits, Long exponent, String curve)
      implements Serializable {}

  /**
   * Is this certificate for a host of that name (RFC 6125 section 6.4)? Its common name counts only
   * where it has no DNS names.
   */
  public boolean isFor(String host) {
    if (names != null && names.dns() != null) {
      for (String name : names.dns()) {
        if (fits(host, name)) {
          return true;
        }
      }
      return false;
    }
    String commonName = commonName();
    return commonName != null && fits(host, commonName);
  }

  /** A name of a host that the certificate is for, or null; never one with a wildcard. */
  public String hostName() {
    if (names != null && names.dns() != null) {
      return names.dns().stream().filter(name -> !name.startsWith("*")).findFirst().orElse(null);
    }
    return commonName();
  }

  private String commonName() {
    if (subject == null) {
      return null;
    }
    int before = ("," + subject).indexOf(",CN=");
    if (before < 0) {
      return null;
    }
    int from = before + "CN=".length();
    int to = subject.indexOf(',', from);
    return subject.substring(from, to < 0 ? subject.length() : to);
  }

  private static boolean fits(String host, String name) {
    if (!name.startsWith("*.")) {
      return name.equalsIgnoreCase(host);
    }
    int dot = host.indexOf('.');
    return dot > 0 && host.substring(dot).equalsIgnoreCase(name.substring(1));
  }
}
