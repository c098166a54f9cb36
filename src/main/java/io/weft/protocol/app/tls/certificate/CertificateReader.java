package io.weft.protocol.app.tls.certificate;

import io.weft.bytes.Hex;
import io.weft.bytes.IpAddress;
import io.weft.bytes.Text;
import io.weft.protocol.app.Asn1Time;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads a certificate as far as it is whole. */
public final class CertificateReader {
  /** Most names of a subject that are kept, of all kinds together. */
  private static final int MAX_NAMES = 256;

  /** Most extensions that are looked at. */
  private static final int MAX_EXTENSIONS = 128;

  /** Most bytes of a serial number that are kept; RFC 5280 allows 20. */
  private static final int MAX_SERIAL = 64;

  private static final int EMAIL = 0x81;
  private static final int DNS = 0x82;
  private static final int URI = 0x86;
  private static final int IP = 0x87;

  private static final int SECONDS_LENGTH = "1970-01-01T00:00:00".length();

  private final byte[] bytes;
  private final int from;
  private final int to;

  private boolean malformed;
  private String subject;
  private String issuer;
  private String serial;
  private Integer version;
  private Long notBefore;
  private Long notAfter;
  private Certificate.Key key;
  private String signature;
  private Boolean ca;
  private Integer pathLength;
  private Boolean selfIssued;
  private final List<String> dns = new ArrayList<>(2);
  private final List<String> ip = new ArrayList<>(0);
  private final List<String> email = new ArrayList<>(0);
  private final List<String> uri = new ArrayList<>(0);

  /** The certificate as it was given out last; null before. */
  private Certificate last;

  private CertificateReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    read();
  }

  /** Reads the certificate that is all of the bytes, which must not change any more. */
  CertificateReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /**
   * Reads the certificate in some bytes.
   *
   * @param nanos when it was captured, in nanoseconds since the epoch: its validity is judged then
   */
  public static Certificate read(byte[] bytes, int from, int to, long nanos) {
    return new CertificateReader(bytes, from, to).certificate(nanos);
  }

  private void read() {
    DerReader outer = new DerReader(bytes, from, to);
    if (!outer.next(DerReader.SEQUENCE)) {
      malformed = true;
      return;
    }
    DerReader parts = outer.inside();
    if (!parts.next(DerReader.SEQUENCE)) {
      malformed = true;
      return;
    }
    readBody(parts.inside());
    if (parts.next(DerReader.SEQUENCE)) {
      signature = algorithm(parts.inside());
    }
    malformed |= !parts.next(DerReader.BIT_STRING) || outer.hasMore();
  }

  private void readBody(DerReader body) {
    version = 1;
    if (body.peek() == DerReader.constructed(0) && body.next()) {
      DerReader number = body.inside();
      version = number.next(DerReader.INTEGER) ? (int) Math.min(99, number.number()) + 1 : null;
    }
    if (body.next(DerReader.INTEGER)) {
      serial = body.hex(MAX_SERIAL);
    }
    body.next(DerReader.SEQUENCE); // the signature's algorithm, once more
    int issuerFrom = 0;
    int issuerTo = 0;
    if (body.next(DerReader.SEQUENCE)) {
      issuerFrom = body.from();
      issuerTo = body.to();
      issuer = name(body.inside());
    }
    if (body.next(DerReader.SEQUENCE)) {
      readValidity(body.inside());
    }
    if (body.next(DerReader.SEQUENCE)) {
      subject = name(body.inside());
      selfIssued = DerReader.same(bytes, issuerFrom, issuerTo, body.from(), body.to());
    }
    if (body.next(DerReader.SEQUENCE)) {
      key = key(body.inside());
    }
    while (body.next()) {
      if (body.tag() == DerReader.constructed(3)) {
        readExtensions(body.inside());
      }
    }
    malformed |= body.isBad();
  }

  private String name(DerReader parts) {
    DistinguishedName name = DistinguishedName.read(parts);
    malformed |= name.isBad();
    return name.text();
  }

  private void readValidity(DerReader times) {
    notBefore = nextTime(times);
    notAfter = nextTime(times);
    malformed |= notBefore == null || notAfter == null;
  }

  private static Long nextTime(DerReader times) {
    if (!times.next()) {
      return null;
    }
    long seconds = Asn1Time.seconds(times.tag(), times.bytes(), times.from(), times.to());
    return seconds == Asn1Time.NONE ? null : seconds;
  }

  private String algorithm(DerReader parts) {
    String identifier = parts.next() ? ObjectId.read(parts) : null;
    malformed |= identifier == null;
    return ObjectId.algorithm(identifier);
  }

  private Certificate.Key key(DerReader parts) {
    if (!parts.next(DerReader.SEQUENCE)) {
      malformed = true;
      return null;
    }
    DerReader how = parts.inside();
    String algorithm = algorithm(how);
    String curve = null;
    if (how.next() && how.tag() == DerReader.OBJECT_IDENTIFIER) {
      curve = ObjectId.algorithm(ObjectId.read(how));
    }
    boolean isWhole = parts.next(DerReader.BIT_STRING) && parts.length() > 1;
    malformed |= !isWhole;
    if (algorithm == null || !isWhole) {
      return new Certificate.Key(algorithm, null, null, curve);
    }
    int bits = parts.from() + 1; // behind the number of unused bits
    return switch (algorithm) {
      case "rsaEncryption", "rsassaPss" -> rsa(algorithm, new DerReader(bytes, bits, parts.to()));
      case "id-ecPublicKey" ->
          new Certificate.Key(algorithm, sizeOfCurve(curve, parts.to() - bits), null, curve);
      case "dsaEncryption" -> new Certificate.Key(algorithm, dsaBits(how), null, null);
      case "Ed25519", "X25519" -> new Certificate.Key(algorithm, 256, null, null);
      case "Ed448", "X448" -> new Certificate.Key(algorithm, 456, null, null);
      default -> new Certificate.Key(algorithm, null, null, curve);
    };
  }

  private Certificate.Key rsa(String algorithm, DerReader outer) {
    Integer size = null;
    Long exponent = null;
    if (outer.next(DerReader.SEQUENCE)) {
      DerReader numbers = outer.inside();
      size = numbers.next(DerReader.INTEGER) ? bits(numbers) : null;
      long number = numbers.next(DerReader.INTEGER) ? numbers.number() : -1;
      exponent = number < 0 ? null : number;
    }
    malformed |= size == null;
    return new Certificate.Key(algorithm, size, exponent, null);
  }

  /** The length of DSA's prime, which is the first of the parameters. */
  private static Integer dsaBits(DerReader how) {
    if (how.tag() != DerReader.SEQUENCE) {
      return null;
    }
    DerReader numbers = how.inside();
    return numbers.next(DerReader.INTEGER) ? bits(numbers) : null;
  }

  /** How many bits the number has that the reader stands at. */
  private static int bits(DerReader number) {
    for (int i = number.from(); i < number.to(); i++) {
      int each = number.bytes()[i] & 0xFF;
      if (each != 0) {
        return (number.to() - i) * Byte.SIZE - Integer.numberOfLeadingZeros(each) + 24;
      }
    }
    return 0;
  }

  /**
   * Bits of a curve's numbers, by its name, else by the length of a point that is not compressed.
   */
  private Integer sizeOfCurve(String curve, int pointLength) {
    if (curve != null) {
      StringBuilder digits = new StringBuilder();
      for (int i = 0; i < curve.length() && (digits.length() == 0 || isDigit(curve, i)); i++) {
        if (isDigit(curve, i)) {
          digits.append(curve.charAt(i));
        }
      }
      if (digits.length() == 3 && !curve.startsWith("1.")) {
        return Integer.valueOf(digits.toString());
      }
    }
    return pointLength > 1 && pointLength % 2 == 1 ? (pointLength - 1) / 2 * Byte.SIZE : null;
  }

  private static boolean isDigit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private void readExtensions(DerReader outer) {
    if (!outer.next(DerReader.SEQUENCE)) {
      malformed = true;
      return;
    }
    DerReader extensions = outer.inside();
    for (int i = 0; i < MAX_EXTENSIONS && extensions.next(DerReader.SEQUENCE); i++) {
      DerReader extension = extensions.inside();
      String identifier = extension.next() ? ObjectId.read(extension) : null;
      if (extension.peek() == DerReader.BOOLEAN) {
        extension.next();
      }
      if (identifier == null || !extension.next(DerReader.OCTET_STRING)) {
        malformed = true;
        continue;
      }
      if (identifier.equals(ObjectId.SUBJECT_ALTERNATIVE_NAME)) {
        readNames(extension.inside());
      } else if (identifier.equals(ObjectId.BASIC_CONSTRAINTS)) {
        readConstraints(extension.inside());
      }
    }
    malformed |= extensions.isBad();
  }

  private void readConstraints(DerReader outer) {
    if (!outer.next(DerReader.SEQUENCE)) {
      malformed = true;
      return;
    }
    DerReader parts = outer.inside();
    ca = false;
    while (parts.next()) {
      if (parts.tag() == DerReader.BOOLEAN) {
        ca = parts.isTrue();
      } else if (parts.tag() == DerReader.INTEGER) {
        long length = parts.number();
        pathLength = length < 0 || length > Integer.MAX_VALUE ? null : (int) length;
      }
    }
    malformed |= parts.isBad();
  }

  private void readNames(DerReader outer) {
    if (!outer.next(DerReader.SEQUENCE)) {
      malformed = true;
      return;
    }
    DerReader names = outer.inside();
    for (int i = 0; i < MAX_NAMES && names.next(); i++) {
      switch (names.tag()) {
        case DNS -> dns.add(text(names));
        case EMAIL -> email.add(text(names));
        case URI -> uri.add(text(names));
        case IP -> readAddress(names);
        default -> {} // a name of the directory or of another kind
      }
    }
    malformed |= names.isBad();
  }

  private static String text(DerReader at) {
    return Text.of(at.bytes(), at.from(), Math.min(at.to(), at.from() + 512));
  }

  private void readAddress(DerReader at) {
    if (at.length() == 4 || at.length() == 16) {
      ip.add(IpAddress.of(Arrays.copyOfRange(at.bytes(), at.from(), at.to())).toString());
    } else {
      malformed = true;
    }
  }

  /**
   * The certificate that was read; the same object as long as its validity is the same.
   *
   * @param nanos when it was captured, in nanoseconds since the epoch: its validity is judged then
   */
  Certificate certificate(long nanos) {
    String validity = validity(Math.floorDiv(nanos, 1_000_000_000L));
    if (last == null || !Objects.equals(last.validity(), validity)) {
      last = certificate(validity);
    }
    return last;
  }

  private Certificate certificate(String validity) {
    Certificate.Names names =
        dns.isEmpty() && ip.isEmpty() && email.isEmpty() && uri.isEmpty()
            ? null
            : new Certificate.Names(list(dns), list(ip), list(email), list(uri));
    return new Certificate(
        subject,
        issuer,
        serial,
        version,
        time(notBefore),
        time(notAfter),
        validity,
        names,
        key,
        signature,
        ca,
        pathLength,
        selfIssued,
        digest("SHA-1"),
        digest("SHA-256"),
        malformed ? Boolean.TRUE : null);
  }

  private static List<String> list(List<String> texts) {
    return texts.isEmpty() ? null : List.copyOf(texts);
  }

  private static String time(Long seconds) {
    return seconds == null
        ? null
        : Instant.ofEpochSecond(seconds).toString().substring(0, SECONDS_LENGTH) + ".000000000Z";
  }

  private String validity(long now) {
    if (notBefore == null || notAfter == null) {
      return null;
    }
    return now < notBefore ? "not_yet_valid" : now > notAfter ? "expired" : "valid";
  }

  private String digest(String algorithm) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(bytes, from, to - from);
      return Hex.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
