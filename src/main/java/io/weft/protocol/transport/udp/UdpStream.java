package io.weft.protocol.transport.udp;

import io.weft.dissect.Packet;
import io.weft.dissect.field.ChecksumHolder;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/**
 * Which of the capture's UDP streams a datagram belongs to, found out by those who track flows. It
 * is attached to the datagram's layer, and reused for later packets.
 */
public final class UdpStream implements ChecksumHolder {
  private static final Field STREAM =
      Field.u32("udp.stream", "Stream index").generated().announced();

  private static final Field SINCE_FIRST =
      Field.relativeTime("udp.time_relative", "Time since first frame").generated().announced();

  private static final Field SINCE_BEFORE =
      Field.relativeTime("udp.time_delta", "Time since previous frame").generated().announced();

  private long number;
  private boolean hasTimes;
  private long sinceFirst;
  private long sinceBefore;
  private ChecksumStatus checksum;

  /** The fields of what is attached; a datagram whose flow was not asked for has none. */
  static LayerFields fields() {
    return LayerFields.of(UdpStream::read, STREAM, SINCE_FIRST, SINCE_BEFORE);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    if (!(packet.attached(layer) instanceof UdpStream stream)) {
      return;
    }
    if (sink.wants(STREAM)) {
      sink.number(STREAM, stream.number, 0, 0);
    }
    if (stream.hasTimes && sink.wants(SINCE_FIRST)) {
      sink.span(SINCE_FIRST, stream.sinceFirst, 0, 0);
    }
    if (stream.hasTimes && sink.wants(SINCE_BEFORE)) {
      sink.span(SINCE_BEFORE, stream.sinceBefore, 0, 0);
    }
  }

  /**
   * Sets what is known.
   *
   * @param stream number of the stream, from 0
   * @param status result of verifying the checksum; null where it was not verified
   */
  public void set(long stream, ChecksumStatus status) {
    number = stream;
    checksum = status;
    hasTimes = false;
  }

  /**
   * Sets when the datagram came, in nanoseconds.
   *
   * @param afterFirst since the stream's first datagram
   * @param afterBefore since the datagram before; below 0 where that is later
   */
  public void times(long afterFirst, long afterBefore) {
    hasTimes = true;
    sinceFirst = afterFirst;
    sinceBefore = afterBefore;
  }

  @Override
  public ChecksumStatus checksum() {
    return checksum;
  }
}
