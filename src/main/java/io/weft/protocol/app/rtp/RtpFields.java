package io.weft.protocol.app.rtp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The fields of a packet of media, by Wireshark's names. */
final class RtpFields {
  /** Elements of an extension header have a header of one byte (RFC 8285 section 4.2). */
  private static final int ONE_BYTE = 0xBEDE;

  /** They have one of two bytes; the lowest four bits are the application's (section 4.3). */
  private static final int TWO_BYTES = 0x1000;

  /** The identifier behind which there are no more elements. */
  private static final int STOP = 15;

  private static final int EXTENSION_HEADER = 4;

  private static final Field SETUP = Field.u32("rtp.setup-frame", "Setup frame").generated();
  private static final Field METHOD = Field.text("rtp.setup-method", "Setup Method").generated();
  private static final Field EXTENDED =
      Field.u32("rtp.extseq", "Extended sequence number").generated();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("rtp.version", "Version").masked(0xC0)),
          at(0, Field.flag("rtp.padding", "Padding", 8, Rtp.PADDING)),
          at(0, Field.flag("rtp.ext", "Extension", 8, Rtp.EXTENSION)),
          at(0, Field.u8("rtp.cc", "Contributing source identifiers count").masked(0x0F)),
          at(1, Field.flag("rtp.marker", "Marker", 8, 0x80)),
          at(1, Field.u8("rtp.p_type", "Payload type").masked(0x7F).named(Rtp.PAYLOADS)),
          at(Rtp.SEQUENCE, Field.u16("rtp.seq", "Sequence number")),
          at(Rtp.TIMESTAMP, Field.u32("rtp.timestamp", "Timestamp")),
          at(Rtp.SOURCE, Field.u32("rtp.ssrc", "Synchronization Source identifier").hexadecimal()));
  private static final FieldSequence CONTRIBUTING =
      FieldSequence.of(Field.u32("rtp.csrc.item", "CSRC item").hexadecimal().repeating());
  private static final FieldSequence EXTENSION =
      FieldSequence.of(
          Field.u16("rtp.ext.profile", "Defined by profile").hexadecimal(),
          Field.u16("rtp.ext.len", "Extension length"));
  private static final FieldSequence WORDS =
      FieldSequence.of(Field.u32("rtp.hdr_ext", "Header extension").hexadecimal().repeating());

  private static final Field ELEMENT = Field.group("rtp.ext.rfc5285", "Element");
  private static final Field IDENTIFIER =
      Field.u8("rtp.ext.rfc5285.id", "Identifier").within(ELEMENT);
  private static final Field LENGTH = Field.u8("rtp.ext.rfc5285.len", "Length").within(ELEMENT);
  private static final Field VALUE =
      Field.bytes("rtp.ext.rfc5285.data", "Extension Data").within(ELEMENT);

  private static final Field PAYLOAD = Field.bytes("rtp.payload", "Payload");
  private static final Field PADDING = Field.bytes("rtp.padding.data", "Padding data");
  private static final Field PADDED = Field.u8("rtp.padding.count", "Padding count");

  private RtpFields() {}

  static LayerFields all() {
    return LayerFields.of(
        RtpFields::read,
        List.of(HEAD),
        SETUP,
        METHOD,
        EXTENDED,
        CONTRIBUTING.declared().get(0),
        EXTENSION.declared().get(0),
        EXTENSION.declared().get(1),
        WORDS.declared().get(0),
        ELEMENT,
        IDENTIFIER,
        LENGTH,
        VALUE,
        PAYLOAD,
        PADDING,
        PADDED);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    if (packet.attached(layer) instanceof RtpStream stream) {
      if (sink.wants(SETUP)) {
        sink.number(SETUP, stream.setup(), 0, 0);
      }
      if (sink.wants(METHOD) && stream.method() != null) {
        sink.text(METHOD, stream.method(), 0, 0);
      }
      if (sink.wants(EXTENDED)) {
        sink.number(EXTENDED, stream.sequence(), 0, 0);
      }
    }
    HEAD.read(bytes, start, limit, sink);
    int sources = start + Rtp.HEADER_LENGTH;
    int at = Math.min(limit, sources + (bytes[start] & 0x0F) * Integer.BYTES);
    CONTRIBUTING.readAll(packet, layer, sources, at, sink);
    if ((bytes[start] & Rtp.EXTENSION) != 0) {
      at = extension(packet, layer, at, limit, sink);
    }
    payload(packet, layer, at, limit, sink);
  }

  /** Reads the extension of the header, and returns the index behind it. */
  private static int extension(Packet packet, int layer, int from, int limit, FieldSink sink) {
    int at = EXTENSION.read(packet, layer, from, limit, sink);
    if (at == FieldSequence.CUT) {
      return limit;
    }
    byte[] bytes = packet.bytes(layer);
    int profile = BigEndian.u16(bytes, from);
    int length = BigEndian.u16(bytes, from + EXTENSION_HEADER / 2) * Integer.BYTES;
    int end = Math.min(limit, at + length);
    if (profile == ONE_BYTE) {
      elements(bytes, at, end, false, sink);
    } else if ((profile & 0xFFF0) == TWO_BYTES) {
      elements(bytes, at, end, true, sink);
    } else {
      WORDS.readAll(packet, layer, at, end, sink);
    }
    return end;
  }

  private static void elements(byte[] bytes, int from, int end, boolean isLong, FieldSink sink) {
    int header = isLong ? 2 : 1;
    for (int at = from; at + header <= end; ) {
      int first = BigEndian.u8(bytes, at);
      int identifier = isLong ? first : first >> 4;
      int length = isLong ? BigEndian.u8(bytes, at + 1) : (first & 0xF) + 1;
      if (first == 0) {
        at++; // between elements
        continue;
      }
      if (at + header + length > end || (!isLong && identifier == STOP)) {
        return;
      }
      element(bytes, at, header, identifier, length, sink);
      at += header + length;
    }
  }

  private static void element(
      byte[] bytes, int at, int header, int identifier, int length, FieldSink sink) {
    if (!sink.wants(ELEMENT)) {
      return;
    }
    sink.begin(ELEMENT, at, header + length);
    if (sink.wants(IDENTIFIER)) {
      sink.number(IDENTIFIER, identifier, at, 1);
    }
    if (sink.wants(LENGTH)) {
      sink.number(LENGTH, length, at + header - 1, 1);
    }
    if (sink.wants(VALUE) && length > 0) {
      sink.bytes(VALUE, bytes, at + header, length);
    }
    sink.end(ELEMENT);
  }

  private static void payload(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    boolean isWhole = limit == packet.wireLimit(layer); // the last byte counts the padding
    boolean isPadded = (bytes[start] & Rtp.PADDING) != 0 && isWhole && limit > from;
    int padding = isPadded ? Math.min(limit - from, BigEndian.u8(bytes, limit - 1)) : 0;
    int end = limit - padding;
    if (end > from && sink.wants(PAYLOAD)) {
      sink.bytes(PAYLOAD, bytes, from, end - from);
    }
    if (padding == 0) {
      return;
    }
    if (padding > 1 && sink.wants(PADDING)) {
      sink.bytes(PADDING, bytes, end, padding - 1);
    }
    if (sink.wants(PADDED)) {
      sink.number(PADDED, padding, limit - 1, 1);
    }
  }
}
