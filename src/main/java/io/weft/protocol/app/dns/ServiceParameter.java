package io.weft.protocol.app.dns;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import java.util.Arrays;
import java.util.Base64;

/** Writes a parameter of an SVCB or HTTPS record (RFC 9460 section 7 and 14.3). */
final class ServiceParameter {
  private static final String[] KEYS = {
    "mandatory",
    "alpn",
    "no-default-alpn",
    "port",
    "ipv4hint",
    "ech",
    "ipv6hint",
    "dohpath",
    "ohttp"
  };

  static final int MANDATORY = 0;
  static final int ALPN = 1;
  static final int PORT = 3;
  static final int IPV4_HINT = 4;
  static final int ECH = 5;
  static final int IPV6_HINT = 6;

  private ServiceParameter() {}

  /**
   * Appends a blank and {@code key=value}. A value that its key does not allow is written as text
   * in quotes.
   */
  static void append(StringBuilder text, int key, byte[] bytes, int from, int to) {
    text.append(' ').append(name(key));
    if (from == to) {
      return;
    }
    text.append('=');
    int length = to - from;
    if (key == MANDATORY && length % 2 == 0) {
      for (int at = from; at < to; at += 2) {
        text.append(at > from ? "," : "").append(name(BigEndian.u16(bytes, at)));
      }
    } else if (key == ALPN && isStrings(bytes, from, to)) {
      text.append('"');
      for (int at = from; at < to; at += 1 + (bytes[at] & 0xFF)) {
        text.append(at > from ? "," : "");
        for (int i = 0; i < (bytes[at] & 0xFF); i++) {
          DnsName.escape(text, bytes[at + 1 + i], '"');
        }
      }
      text.append('"');
    } else if (key == PORT && length == 2) {
      text.append(BigEndian.u16(bytes, from));
    } else if (key == IPV4_HINT && length % 4 == 0) {
      for (int at = from; at < to; at += 4) {
        text.append(at > from ? "," : "").append(Addresses.ipv4(BigEndian.i32(bytes, at)));
      }
    } else if (key == IPV6_HINT && length % 16 == 0) {
      for (int at = from; at < to; at += 16) {
        long high = BigEndian.i64(bytes, at);
        text.append(at > from ? "," : "")
            .append(Addresses.ipv6(high, BigEndian.i64(bytes, at + 8)));
      }
    } else if (key == ECH) {
      text.append(Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to)));
    } else {
      text.append('"');
      for (int at = from; at < to; at++) {
        DnsName.escape(text, bytes[at], '"');
      }
      text.append('"');
    }
  }

  /** The key of a parameter: {@code alpn}; {@code key1234} where none is registered. */
  static String name(int key) {
    return key < KEYS.length ? KEYS[key] : "key" + key;
  }

  private static boolean isStrings(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      at += 1 + (bytes[at] & 0xFF);
    }
    return at == to;
  }
}
