package io.weft.protocol.link;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;

/**
 * The fields of what stands in a frame behind its payload: padding, a trailer, a frame check
 * sequence. Nothing marks them; which of them the bytes are is told by Wireshark's rules.
 */
public final class TrailerFields {
  /** Least length of a frame without its check sequence (IEEE 802.3, clause 3.2.8). */
  private static final int MIN_FRAME = 60;

  private static final int CHECK_LENGTH = 4;

  private static final Field PADDING = Field.bytes("eth.padding", "Padding");
  private static final Field DOUBTFUL =
      Field.presence("eth.padding_bad", "Padding that is not all zero").generated();
  private static final Field CHECK = Field.u32("eth.fcs", "Frame check sequence").hexadecimal();
  private static final Field STATUS =
      Field.u8("eth.fcs.status", "FCS Status")
          .named(ValueNames.from0("Bad", "Good", "Unverified", "Not present"))
          .generated();
  private static final int UNVERIFIED = 2;

  private final Field trailer;
  private final boolean mayHaveCheck;

  private TrailerFields(Field trailer, boolean mayHaveCheck) {
    this.trailer = trailer;
    this.mayHaveCheck = mayHaveCheck;
  }

  /**
   * The fields behind the payload of a frame of Ethernet, which may end in a check sequence.
   *
   * @param trailer the protocol's own field for bytes that are neither
   */
  public static LayerFields ofFrame(Field trailer) {
    return LayerFields.of(
        new TrailerFields(trailer, true)::read, PADDING, DOUBTFUL, trailer, CHECK, STATUS);
  }

  /**
   * The fields behind the payload of a tag within a frame of Ethernet, or of a header that a system
   * has put in the place of Ethernet's.
   *
   * @param trailer the protocol's own field for bytes that are no padding
   */
  public static LayerFields ofTag(Field trailer) {
    return LayerFields.of(new TrailerFields(trailer, false)::read, PADDING, DOUBTFUL, trailer);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    int next = layer + 1;
    if (next >= packet.layerCount()
        || packet.sourceNumber(next) != packet.sourceNumber(layer)
        || packet.wireLimit(next) >= packet.wireLimit(layer)) {
      return;
    }
    byte[] bytes = packet.bytes(layer);
    int at = packet.wireLimit(next);
    int wireEnd = packet.wireLimit(layer);
    int end = packet.limit(layer);
    // The frame as captured counts, not the one that a tunnel carries.
    int unpadded = packet.originalLength() - (wireEnd - at);
    if (packet.originalLength() >= MIN_FRAME && unpadded < MIN_FRAME) {
      int padded = Math.min(at + MIN_FRAME - unpadded, end);
      if (isZero(bytes, at, padded)) {
        bytes(PADDING, bytes, at, padded, sink);
        at = Math.max(at, padded);
      } else if (sink.wants(DOUBTFUL)) {
        sink.flag(DOUBTFUL, true, 0, 0);
      }
    }
    boolean hasCheck =
        mayHaveCheck
            && wireEnd - packet.start(layer) >= MIN_FRAME + CHECK_LENGTH
            && wireEnd - at >= CHECK_LENGTH;
    int trailerEnd = hasCheck ? wireEnd - CHECK_LENGTH : wireEnd;
    bytes(trailer, bytes, at, Math.min(trailerEnd, end), sink);
    if (hasCheck && wireEnd <= end) {
      check(bytes, trailerEnd, sink);
    }
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] != 0) {
        return false;
      }
    }
    return true;
  }

  private static void bytes(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (from < to && sink.wants(field)) {
      sink.bytes(field, bytes, from, to - from);
    }
  }

  private static void check(byte[] bytes, int at, FieldSink sink) {
    if (sink.wants(CHECK)) {
      sink.number(CHECK, BigEndian.u32(bytes, at), at, CHECK_LENGTH);
    }
    if (sink.wants(STATUS)) {
      sink.number(STATUS, UNVERIFIED, 0, 0);
    }
  }
}
