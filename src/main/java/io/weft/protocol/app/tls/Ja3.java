package io.weft.protocol.app.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.bytes.Hex;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * JA3 and JA3S, older fingerprints of clients and servers: the MD5 of some numbers of a hello in
 * their order. Clients that shuffle their extensions have many values of JA3.
 */
final class Ja3 {
  private Ja3() {}

  static String of(ClientHello hello) {
    return md5(text(hello));
  }

  /** JA3S. */
  static String of(ServerHello hello) {
    return md5(text(hello));
  }

  /** What JA3S is the digest of. */
  static String text(ServerHello hello) {
    return hello.legacyVersion() + "," + hello.cipher() + "," + join(hello.extensions());
  }

  /** What JA3 is the digest of. */
  static String text(ClientHello hello) {
    byte[] formats = hello.pointFormats();
    int[] points = new int[formats.length];
    Arrays.setAll(points, i -> formats[i] & 0xFF);
    return hello.version()
        + ","
        + join(hello.ciphers())
        + ","
        + join(hello.extensions())
        + ","
        + join(hello.groups())
        + ","
        + join(points);
  }

  private static String join(int[] numbers) {
    return Arrays.stream(IntList.withoutGrease(numbers))
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("-"));
  }

  /** The digest of a text, in lower case. */
  static String md5(String text) {
    try {
      return Hex.of(MessageDigest.getInstance("MD5").digest(text.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
