package io.weft.protocol.network.icmp;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/**
 * The time that most programs put in front of what they send in an echo request: seconds since the
 * epoch and microseconds, four bytes each, in the byte order of the machine. Nothing tells it from
 * other data; so it is taken for one where it lies within a day of the packet's own, as Wireshark
 * does.
 */
final class PingTime {
  /** Length in bytes. */
  static final int LENGTH = 8;

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;

  private static final Field TIME =
      Field.absoluteTime("icmp.data_time", "Timestamp from icmp data");
  private static final Field AGE =
      Field.relativeTime("icmp.data_time_relative", "Timestamp from icmp data (relative)");

  static final LayerFields FIELDS = LayerFields.of(PingTime::read, TIME, AGE);

  private PingTime() {}

  /** Does such a time stand there? */
  static boolean stands(Packet packet, byte[] bytes, int at, int end) {
    return end - at >= LENGTH
        && (fits(packet, BigEndian.u32(bytes, at), BigEndian.u32(bytes, at + 4))
            || fits(packet, LittleEndian.u32(bytes, at), LittleEndian.u32(bytes, at + 4)));
  }

  private static boolean fits(Packet packet, long seconds, long micros) {
    long now = Math.floorDiv(packet.timeNanos(), NANOS_PER_SECOND);
    return packet.hasTime()
        && Math.abs(seconds - now) < SECONDS_PER_DAY
        && micros < MICROS_PER_SECOND;
  }

  /** Reads the time behind the header of an echo message, where it belongs to its layer. */
  private static void read(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer) + Icmp.HEADER_LENGTH;
    if (packet.payload(layer) - at != LENGTH || !(sink.wants(TIME) || sink.wants(AGE))) {
      return;
    }
    byte[] bytes = packet.bytes(layer);
    long seconds = BigEndian.u32(bytes, at);
    long micros = BigEndian.u32(bytes, at + 4);
    if (!fits(packet, seconds, micros)) {
      seconds = LittleEndian.u32(bytes, at);
      micros = LittleEndian.u32(bytes, at + 4);
    }
    long nanos = seconds * NANOS_PER_SECOND + micros * (NANOS_PER_SECOND / MICROS_PER_SECOND);
    if (sink.wants(TIME)) {
      sink.time(TIME, nanos, at, LENGTH);
    }
    if (sink.wants(AGE)) {
      sink.span(AGE, packet.timeNanos() - nanos, at, LENGTH);
    }
  }
}
