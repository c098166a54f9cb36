package io.weft.dissect.field;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/**
 * What a capture says of a packet, as a layer that stands outside the packet's layer table: it has
 * fields as every protocol's layers have, and no bytes.
 */
public final class Frame {
  public static final Protocol PROTOCOL = Protocol.of("frame", "Frame");

  /** The layer's index for {@link LayerFields#read}. */
  public static final int LAYER = -1;

  public static final Field NUMBER = Field.u32("frame.number", "Frame Number");

  /** When the packet was captured. */
  public static final Field TIME = Field.absoluteTime("frame.time", "Arrival Time");

  /** The same as a span since 1970-01-01T00:00:00Z. */
  private static final Field EPOCH_TIME = Field.relativeTime("frame.time_epoch", "Epoch Time");

  /** By how much a user of Wireshark has moved the packet's time, which never happens here. */
  private static final Field SHIFT =
      Field.relativeTime("frame.offset_shift", "Time shift for this packet").generated();

  private static final Field SINCE_PREVIOUS =
      Field.relativeTime("frame.time_delta", "Time delta from previous captured frame").generated();

  private static final Field SINCE_DISPLAYED =
      Field.relativeTime("frame.time_delta_displayed", "Time delta from previous displayed frame")
          .generated();

  private static final Field SINCE_FIRST =
      Field.relativeTime("frame.time_relative", "Time since first frame").generated();

  /** Which header the frame begins with. */
  private static final Field ENCAPSULATION =
      Field.u16("frame.encap_type", "Encapsulation type").named(Encapsulations.NAMES);

  // Users of Wireshark mark packets; here they are there so that its filters mean the same.
  private static final Field MARKED = Field.flag("frame.marked", "Frame is marked").generated();
  private static final Field IGNORED = Field.flag("frame.ignored", "Frame is ignored").generated();

  public static final Field LENGTH = Field.u32("frame.len", "Frame length on the wire");

  public static final Field CAPTURED_LENGTH =
      Field.u32("frame.cap_len", "Frame length stored into the capture file");

  public static final Field INTERFACE = Field.u32("frame.interface_id", "Interface id");

  public static final Field INTERFACE_NAME = Field.text("frame.interface_name", "Interface name");

  /** The comments of a pcapng file on the packet, joined by line feeds. */
  public static final Field COMMENT = Field.text("frame.comment", "Comment");

  /** The names of all layers, with colons between them. */
  private static final Field PROTOCOLS =
      Field.text("frame.protocols", "Protocols in frame").generated().tracked();

  public static final LayerFields FIELDS =
      LayerFields.of(
          (packet, layer, sink) -> read(packet, sink),
          NUMBER,
          TIME,
          SHIFT,
          EPOCH_TIME,
          SINCE_PREVIOUS,
          SINCE_DISPLAYED,
          SINCE_FIRST,
          LENGTH,
          CAPTURED_LENGTH,
          INTERFACE,
          INTERFACE_NAME,
          ENCAPSULATION,
          MARKED,
          IGNORED,
          COMMENT,
          PROTOCOLS);

  private Frame() {}

  private static void read(Packet packet, FieldSink sink) {
    number(NUMBER, packet.number(), sink);
    if (packet.hasTime()) {
      times(packet, sink);
    }
    number(LENGTH, packet.originalLength(), sink);
    number(CAPTURED_LENGTH, packet.capturedLength(), sink);
    number(INTERFACE, packet.interfaceId(), sink);
    text(INTERFACE_NAME, packet.interfaceName(), sink);
    int encapsulation = Encapsulations.ofLinkType(packet.linkType());
    if (encapsulation != Encapsulations.NONE) {
      number(ENCAPSULATION, encapsulation, sink);
    }
    no(MARKED, sink);
    no(IGNORED, sink);
    text(COMMENT, packet.comment(), sink);
    if (sink.wants(PROTOCOLS)) {
      sink.text(PROTOCOLS, packet.protocols(), 0, 0);
    }
  }

  private static void times(Packet packet, FieldSink sink) {
    long nanos = packet.timeNanos();
    if (sink.wants(TIME)) {
      sink.time(TIME, nanos, 0, 0);
    }
    span(SHIFT, 0, sink);
    span(EPOCH_TIME, nanos, sink);
    span(SINCE_PREVIOUS, nanos - packet.previousNanos(), sink);
    if (packet.displayedNanos() != Packet.NO_TIME) {
      span(SINCE_DISPLAYED, nanos - packet.displayedNanos(), sink);
    }
    span(SINCE_FIRST, nanos - packet.firstNanos(), sink);
  }

  private static void span(Field field, long nanos, FieldSink sink) {
    if (sink.wants(field)) {
      sink.span(field, nanos, 0, 0);
    }
  }

  private static void no(Field field, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, false, 0, 0);
    }
  }

  private static void text(Field field, String value, FieldSink sink) {
    if (value != null && sink.wants(field)) {
      sink.text(field, value, 0, 0);
    }
  }

  private static void number(Field field, long value, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, 0, 0);
    }
  }
}
