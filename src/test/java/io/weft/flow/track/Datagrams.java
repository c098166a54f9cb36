package io.weft.flow.track;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.bytes.BigEndian;
import io.weft.protocol.Frames;

/**
 * IP datagrams between any addresses, made from the inside out: {@code ipv4(a, b, 6, tcp(…))}.
 * Lengths are right, checksums are left at zero.
 */
public final class Datagrams {
  public static final byte[] NO_BYTES = {};

  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int TCP_HEADER = 20;

  private Datagrams() {}

  public static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  public static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** Dotted decimal as a number. */
  public static int address(String dotted) {
    int address = 0;
    for (String part : dotted.split("\\.", -1)) {
      address = address << 8 | Integer.parseInt(part);
    }
    return address;
  }

  /** An Ethernet II frame of IPv4 or IPv6, whichever the payload is. */
  public static byte[] ethernet(byte[] ip) {
    return Frames.ethernet((ip[0] & 0xF0) == 0x60 ? Frames.IPV6 : Frames.IPV4, ip);
  }

  public static byte[] ipv4(String from, String to, int protocol, byte[] payload) {
    byte[] header = new byte[IPV4_HEADER];
    header[0] = 0x45;
    BigEndian.putU16(header, 2, IPV4_HEADER + payload.length);
    header[8] = 64;
    header[9] = (byte) protocol;
    BigEndian.putI32(header, 12, address(from));
    BigEndian.putI32(header, 16, address(to));
    return join(header, payload);
  }

  /** Addresses are {@code fe80::n}, named by n. */
  public static byte[] ipv6(int from, int to, int protocol, byte[] payload) {
    byte[] header = new byte[IPV6_HEADER];
    header[0] = 0x60;
    BigEndian.putU16(header, 4, payload.length);
    header[6] = (byte) protocol;
    header[7] = 64;
    BigEndian.putU16(header, 8, 0xFE80);
    BigEndian.putI32(header, 20, from);
    BigEndian.putU16(header, 24, 0xFE80);
    BigEndian.putI32(header, 36, to);
    return join(header, payload);
  }

  /**
   * @param options a multiple of four bytes
   */
  public static byte[] tcp(
      int from,
      int to,
      int sequence,
      int acknowledgment,
      int flags,
      int window,
      byte[] options,
      byte[] payload) {
    byte[] header = new byte[TCP_HEADER];
    BigEndian.putU16(header, 0, from);
    BigEndian.putU16(header, 2, to);
    BigEndian.putI32(header, 4, sequence);
    BigEndian.putI32(header, 8, acknowledgment);
    BigEndian.putU16(header, 12, ((TCP_HEADER + options.length) / 4) << 12 | flags);
    BigEndian.putU16(header, 14, window);
    return join(header, options, payload);
  }
}
