package io.weft.protocol;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Builds packets for tests, from the inside out: {@code ethernet(IPV4, ipv4(UDP, udp(1000, 53,
 * data(4))))}. Addresses and numbers that do not matter have fixed values. Checksums are 0.
 */
public final class Frames {
  public static final int IPV4 = 0x0800;
  public static final int IPV6 = 0x86DD;

  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int GRE = 47;
  public static final int ICMPV6 = 58;

  public static final int CLIENT = 0x0A000001;
  public static final int SERVER = 0x0A000002;

  /** Don't confuse: in IPv4's field the flag stands above an offset in units of eight bytes. */
  public static final int MORE_FRAGMENTS = 0x2000;

  private static final String MACS = "02000000000a02000000000b";
  private static final String IPV6_ADDRESSES =
      "20010db8000000000000000000000001" + "20010db8000000000000000000000002";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Frames() {}

  public static Frames bytes() {
    return new Frames();
  }

  public Frames u8(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  public Frames u16(int... values) {
    for (int value : values) {
      u8(value >> 8, value);
    }
    return this;
  }

  public Frames u32(int... values) {
    for (int value : values) {
      u16(value >> 16, value);
    }
    return this;
  }

  /** Spaces are ignored. */
  public Frames hex(String digits) {
    return add(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  public Frames add(byte[]... more) {
    for (byte[] part : more) {
      out.writeBytes(part);
    }
    return this;
  }

  public byte[] build() {
    return out.toByteArray();
  }

  /** {@code length} bytes that count from 1. */
  public static byte[] data(int length) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i + 1);
    }
    return data;
  }

  /** Type or length, as the value says. */
  public static byte[] ethernet(int type, byte[] payload) {
    return bytes().hex(MACS).u16(type).add(payload).build();
  }

  /** Without the type that announces the tag. */
  public static byte[] vlan(int id, int type, byte[] payload) {
    return bytes().u16(id, type).add(payload).build();
  }

  public static byte[] ipv4(int protocol, byte[] payload) {
    return ipv4Fragment(protocol, 1, 0, payload);
  }

  /**
   * @param flagsAndOffset as they stand in the header
   */
  public static byte[] ipv4Fragment(
      int protocol, int identification, int flagsAndOffset, byte[] payload) {
    return bytes()
        .u8(0x45, 0)
        .u16(20 + payload.length, identification, flagsAndOffset)
        .u8(64, protocol)
        .u16(0)
        .u32(CLIENT, SERVER)
        .add(payload)
        .build();
  }

  public static byte[] ipv6(int nextHeader, byte[] payload) {
    return bytes()
        .u32(0x60000000)
        .u16(payload.length)
        .u8(nextHeader, 64)
        .hex(IPV6_ADDRESSES)
        .add(payload)
        .build();
  }

  /**
   * @param length of the header in bytes, a multiple of 8
   */
  public static byte[] extension(int nextHeader, int length, byte[] payload) {
    return bytes().u8(nextHeader, length / 8 - 1).add(new byte[length - 2]).add(payload).build();
  }

  /**
   * @param offset in bytes, a multiple of 8
   */
  public static byte[] fragmentHeader(
      int nextHeader, int identification, int offset, boolean more, byte[] payload) {
    return bytes()
        .u8(nextHeader, 0)
        .u16(offset | (more ? 1 : 0))
        .u32(identification)
        .add(payload)
        .build();
  }

  public static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
    return bytes().u16(sourcePort, destinationPort, 8 + payload.length, 0).add(payload).build();
  }

  /** A segment with SYN and no options. */
  public static byte[] tcp(int sourcePort, int destinationPort, byte[] payload) {
    return bytes()
        .u16(sourcePort, destinationPort)
        .u32(1000, 0)
        .u8(0x50, 0x02)
        .u16(8192, 0, 0)
        .add(payload)
        .build();
  }

  /** Any ICMP or ICMPv6 message; {@code rest} is what the type makes of the second word. */
  public static byte[] icmp(int type, int code, int rest, byte[] payload) {
    return bytes().u8(type, code).u16(0).u32(rest).add(payload).build();
  }

  /** A whole packet to put into tunnels. */
  public static byte[] innerPacket() {
    return ipv4(TCP, tcp(4000, 80, data(3)));
  }

  /** A whole frame to put into tunnels. */
  public static byte[] innerFrame() {
    return ethernet(IPV4, innerPacket());
  }
}
