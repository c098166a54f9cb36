package io.weft.protocol.app.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.bytes.Hex;
import io.weft.protocol.app.tls.number.Extension;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * JA4, a fingerprint of clients that does not depend on the order of ciphers and extensions: {@code
 * a_b_c}, of which {@code a} is readable and the others are cut hashes.
 */
final class Ja4 {
  private static final char STREAM = 't';
  private static final char DATAGRAMS = 'd';
  private static final char QUIC = 'q';
  private static final int MAX_COUNT = 99;
  private static final int HASH_DIGITS = 12;
  private static final String NO_HASH = "000000000000";

  private Ja4() {}

  static String of(ClientHello hello) {
    return of(hello, hashes(hello), false);
  }

  /**
   * The fingerprint of a hello whose hashes are known.
   *
   * @param hashes as {@link #hashes} gives them
   * @param inDatagrams is it a hello of DTLS?
   */
  static String of(ClientHello hello, String hashes, boolean inDatagrams) {
    return readable(hello, inDatagrams ? DATAGRAMS : STREAM) + "_" + hashes;
  }

  /** The fingerprint of a hello that QUIC carries. */
  static String overQuic(ClientHello hello) {
    return readable(hello, QUIC) + "_" + hashes(hello);
  }

  /**
   * The part behind the readable one. Nothing of it depends on the server to which the client
   * speaks.
   */
  static String hashes(ClientHello hello) {
    int[] ciphers = IntList.withoutGrease(hello.ciphers());
    int[] extensions = IntList.withoutGrease(hello.extensions());
    return hash(sorted(ciphers)) + "_" + hashOfExtensions(hello, extensions);
  }

  /**
   * @param carrier one of {@link #STREAM}, {@link #DATAGRAMS}, {@link #QUIC}
   */
  private static String readable(ClientHello hello, char carrier) {
    return carrier
        + version(hello, carrier == DATAGRAMS)
        + (hello.has(Extension.SERVER_NAME) ? "d" : "i")
        + count(IntList.countWithoutGrease(hello.ciphers()))
        + count(IntList.countWithoutGrease(hello.extensions()))
        + alpn(hello.firstAlpn());
  }

  /**
   * @param inDatagrams are later versions lower numbers, as in DTLS?
   */
  private static String version(ClientHello hello, boolean inDatagrams) {
    int[] versions = IntList.withoutGrease(hello.versions());
    int highest = versions.length == 0 ? hello.version() : versions[0];
    for (int version : versions) {
      highest = inDatagrams ? Math.min(highest, version) : Math.max(highest, version);
    }
    return switch (highest) {
      case 0x0304 -> "13";
      case 0x0303 -> "12";
      case 0x0302 -> "11";
      case 0x0301 -> "10";
      case 0x0300 -> "s3";
      case 0x0002 -> "s2";
      case 0xFEFF -> "d1";
      case 0xFEFD -> "d2";
      case 0xFEFC -> "d3";
      default -> "00";
    };
  }

  private static String count(int number) {
    int shown = Math.min(number, MAX_COUNT);
    return (shown < 10 ? "0" : "") + shown;
  }

  /**
   * First and last character of the first protocol; where one of them is no letter or digit, first
   * and last digit of the protocol in base 16.
   */
  static String alpn(byte[] protocol) {
    if (protocol.length == 0) {
      return "00";
    }
    char first = (char) (protocol[0] & 0xFF);
    char last = (char) (protocol[protocol.length - 1] & 0xFF);
    if (isAlphanumeric(first) && isAlphanumeric(last)) {
      return "" + first + last;
    }
    String hex = Hex.of(protocol);
    return "" + hex.charAt(0) + hex.charAt(hex.length() - 1);
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static String hashOfExtensions(ClientHello hello, int[] extensions) {
    if (extensions.length == 0) {
      return NO_HASH;
    }
    IntList counted = new IntList();
    for (int type : extensions) {
      if (type != Extension.SERVER_NAME && type != Extension.ALPN) {
        counted.add(type);
      }
    }
    int[] schemes = IntList.withoutGrease(hello.signatureSchemes());
    String text = sorted(counted.toArray());
    return hash(schemes.length == 0 ? text : text + "_" + join(schemes));
  }

  private static String sorted(int[] numbers) {
    int[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return join(sorted);
  }

  private static String join(int[] numbers) {
    StringBuilder text = new StringBuilder(5 * numbers.length);
    for (int number : numbers) {
      text.append(text.length() == 0 ? "" : ",");
      for (int shift = 12; shift >= 0; shift -= 4) {
        text.append(Character.forDigit((number >> shift) & 0xF, 16));
      }
    }
    return text.toString();
  }

  private static String hash(String text) {
    if (text.isEmpty()) {
      return NO_HASH;
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
      return Hex.of(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
