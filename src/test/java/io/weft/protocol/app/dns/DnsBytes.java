package io.weft.protocol.app.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.bytes.Hex;
import java.io.ByteArrayOutputStream;

/** Writes DNS messages for the tests. */
final class DnsBytes {
  static final int RESPONSE = 0x8180;
  static final int QUERY = 0x0100;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static DnsBytes header(int id, int flags, int... counts) {
    DnsBytes message = new DnsBytes().u16(id).u16(flags);
    for (int i = 0; i < 4; i++) {
      message.u16(i < counts.length ? counts[i] : 0);
    }
    return message;
  }

  /** A query for the address of a name. */
  static byte[] query(int id, String name) {
    return header(id, QUERY, 1).question(name, 1).bytes();
  }

  /** A response with one address. */
  static byte[] response(int id, String name, String address) {
    return header(id, RESPONSE, 1, 1).question(name, 1).pointer(12).record(1, 60, address).bytes();
  }

  DnsBytes u8(int value) {
    bytes.write(value);
    return this;
  }

  DnsBytes u16(int value) {
    return u8(value >> 8).u8(value);
  }

  DnsBytes u32(long value) {
    return u16((int) (value >> 16) & 0xFFFF).u16((int) value & 0xFFFF);
  }

  DnsBytes raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /** Dots part the labels. */
  DnsBytes name(String name) {
    for (String label : name.split("\\.")) {
      if (!label.isEmpty()) {
        string(label);
      }
    }
    return u8(0);
  }

  /** Characters behind their length. */
  DnsBytes string(String text) {
    return u8(text.length()).raw(text.getBytes(ISO_8859_1));
  }

  DnsBytes pointer(int to) {
    return u16(0xC000 | to);
  }

  DnsBytes question(String name, int type) {
    return name(name).u16(type).u16(1);
  }

  /** What follows a record's name: class IN, data in hexadecimal. */
  DnsBytes record(int type, long ttl, String data) {
    return record(type, ttl, hex(data));
  }

  DnsBytes record(int type, long ttl, byte[] data) {
    return u16(type).u16(1).u32(ttl).u16(data.length).raw(data);
  }

  static byte[] hex(String digits) {
    String packed = digits.replace(" ", "");
    byte[] bytes = new byte[packed.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(packed.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return Hex.of(bytes());
  }
}
