package io.weft.capture;

import io.weft.capture.open.Captures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Capture files written byte by byte, in either order, right or wrong as a test wants them. */
public final class CaptureBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ByteOrder order;

  private CaptureBytes(ByteOrder order) {
    this.order = order;
  }

  public static CaptureBytes in(ByteOrder order) {
    return new CaptureBytes(order);
  }

  public static CaptureBytes littleEndian() {
    return new CaptureBytes(ByteOrder.LITTLE_ENDIAN);
  }

  public CaptureBytes order(ByteOrder next) {
    order = next;
    return this;
  }

  public int size() {
    return out.size();
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  public CaptureBytes u8(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  public CaptureBytes u16(int value) {
    return raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
  }

  public CaptureBytes u32(long value) {
    return raw(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
  }

  public CaptureBytes u64(long value) {
    return raw(ByteBuffer.allocate(8).order(order).putLong(value).array());
  }

  public CaptureBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public CaptureBytes text(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  public CaptureBytes pad() {
    while (out.size() % 4 != 0) {
      out.write(0);
    }
    return this;
  }

  public CaptureBytes pcapHeader(int magic, int major, int minor, long snaplen, int link) {
    return u32(magic).u16(major).u16(minor).u32(0).u32(0).u32(snaplen).u32(link);
  }

  /** A pcap file header as everybody writes it: microseconds, Ethernet. */
  public CaptureBytes pcapHeader() {
    return pcapHeader(0xA1B2C3D4, 2, 4, 262_144, LinkType.ETHERNET);
  }

  public CaptureBytes pcapRecord(long seconds, long fraction, byte[] packet) {
    return u32(seconds).u32(fraction).u32(packet.length).u32(packet.length).raw(packet);
  }

  /** Any pcapng block, with padding and both lengths. */
  public CaptureBytes block(long type, byte[] body) {
    int total = 12 + (body.length + 3) / 4 * 4;
    u32(type).u32(total).raw(body);
    for (int i = body.length; i % 4 != 0; i++) {
      u8(0);
    }
    return u32(total);
  }

  public CaptureBytes section(byte[]... options) {
    return block(0x0A0D0D0A, body().u32(0x1A2B3C4D).u16(1).u16(0).u64(-1).options(options).bytes());
  }

  public CaptureBytes describe(int linkType, int snaplen, byte[]... options) {
    return block(1, body().u16(linkType).u16(0).u32(snaplen).options(options).bytes());
  }

  public CaptureBytes enhanced(int interfaceId, long ticks, byte[] packet, byte[]... options) {
    return block(
        6,
        body()
            .u32(interfaceId)
            .u32(ticks >>> 32)
            .u32(ticks)
            .u32(packet.length)
            .u32(packet.length)
            .raw(packet)
            .pad()
            .options(options)
            .bytes());
  }

  /** An option with its padding, in this file's order. */
  public byte[] option(int code, byte[] value) {
    return body().u16(code).u16(value.length).raw(value).pad().bytes();
  }

  public byte[] option(int code, String value) {
    return option(code, value.getBytes(StandardCharsets.UTF_8));
  }

  public CaptureBytes options(byte[]... options) {
    for (byte[] option : options) {
      raw(option);
    }
    return options.length == 0 ? this : u32(0);
  }

  /** For a part of this file. */
  public CaptureBytes body() {
    return new CaptureBytes(order);
  }

  /** A packet whose bytes count up from {@code first}. */
  public static byte[] packet(int length, int first) {
    byte[] packet = new byte[length];
    for (int i = 0; i < length; i++) {
      packet[i] = (byte) (first + i);
    }
    return packet;
  }

  public static ReadableByteChannel channel(byte[] file) {
    return Channels.newChannel(new ByteArrayInputStream(file));
  }

  public PacketSource open() throws IOException {
    return Captures.open(channel(bytes()), "test");
  }

  public Contents read() throws IOException {
    return read(bytes());
  }

  public static Contents read(byte[] file) throws IOException {
    try (PacketSource source = Captures.open(channel(file), "test")) {
      return Contents.of(source);
    }
  }

  /** All that was in a capture, copied. */
  public record Contents(
      List<Copy> records, CaptureEnd end, CaptureInfo info, List<CaptureInterface> faces) {
    public static Contents of(PacketSource source) throws IOException {
      List<Copy> records = new ArrayList<>();
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        records.add(Copy.of(packet));
      }
      return new Contents(records, source.end(), source.info(), source.interfaces());
    }

    public Copy only() {
      if (records.size() != 1) {
        throw new AssertionError(records.size() + " packets, " + end);
      }
      return records.get(0);
    }

    public CaptureEnd.Damage damage() {
      if (end.damages().size() != 1) {
        throw new AssertionError("damages: " + end.damages());
      }
      return end.damages().get(0);
    }
  }

  /** A packet, copied; the bytes as ISO 8859-1 text so that records compare. */
  public record Copy(
      long number,
      String bytes,
      int original,
      long nanos,
      boolean timed,
      int linkType,
      int interfaceId,
      String comment) {
    public static Copy of(CapturedPacket packet) {
      return new Copy(
          packet.number(),
          latin1(packet.bytes(), packet.offset(), packet.capturedLength()),
          packet.originalLength(),
          packet.timeNanos(),
          packet.hasTime(),
          packet.linkType(),
          packet.interfaceId(),
          packet.comment());
    }
  }

  public static String latin1(byte[] bytes) {
    return latin1(bytes, 0, bytes.length);
  }

  private static String latin1(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }
}
