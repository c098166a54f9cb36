package io.weft.protocol.app.websocket;

import static io.weft.dissect.field.FieldSequence.wantedBytes;
import static io.weft.dissect.field.FieldSequence.wantedNumber;
import static io.weft.dissect.field.FieldSequence.wantedText;
import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The fields of a frame, by Wireshark's names. The layer has the header as it was sent, and behind
 * it the payload without its mask.
 */
final class WebSocketFields {
  static final ValueNames OPCODES =
      ValueNames.of(
          "0 Continuation", "1 Text", "2 Binary", "8 Connection Close", "9 Ping", "10 Pong");

  private static final FixedFields FIRST =
      FixedFields.of(
          at(0, Field.flag("websocket.fin", "Fin", 8, FrameHeader.FINAL)),
          at(0, Field.u8("websocket.rsv", "Reserved").hexadecimal().masked(0x70)));
  private static final FixedFields COMPRESSED =
      FixedFields.of(
          at(0, Field.flag("websocket.pmc", "Per-Message Compressed", 8, FrameHeader.COMPRESSED)));
  private static final FixedFields SECOND =
      FixedFields.of(
          at(0, Field.u8("websocket.opcode", "Opcode").named(OPCODES).masked(FrameHeader.OPCODE)),
          at(1, Field.flag("websocket.mask", "Mask", 8, FrameHeader.MASKED)),
          at(1, Field.u8("websocket.payload_length", "Payload length").masked(FrameHeader.LENGTH)));
  private static final FixedFields LENGTH_16 =
      FixedFields.of(
          at(2, Field.u16("websocket.payload_length_ext_16", "Extended Payload length (16 bits)")));
  private static final FixedFields LENGTH_64 =
      FixedFields.of(
          at(2, Field.u64("websocket.payload_length_ext_64", "Extended Payload length (64 bits)")));
  private static final Field KEY = Field.bytes("websocket.masking_key", "Masking-Key");
  private static final Field MASKED_PAYLOAD =
      Field.presence("websocket.masked_payload", "Masked payload");
  private static final Field PAYLOAD = Field.presence("websocket.payload", "Payload");
  private static final Field TEXT = Field.text("websocket.payload.text", "Text");
  private static final Field CLOSE = Field.presence("websocket.payload.close", "Close");
  private static final Field CODE =
      Field.u16("websocket.payload.close.status_code", "Status code")
          .named(
              ValueNames.of(
                  "1000 Normal Closure",
                  "1001 Going Away",
                  "1002 Protocol error",
                  "1003 Unsupported Data",
                  "1005 No Status Rcvd",
                  "1006 Abnormal Closure",
                  "1007 Invalid frame payload data",
                  "1008 Policy Violation",
                  "1009 Message Too Big",
                  "1010 Mandatory Ext.",
                  "1011 Internal Server",
                  "1015 TLS handshake"));
  private static final Field REASON = Field.text("websocket.payload.close.reason", "Reason");
  private static final Field PING = Field.bytes("websocket.payload.ping", "Ping");
  private static final Field PONG = Field.bytes("websocket.payload.pong", "Pong");
  private static final Field CONTINUE = Field.bytes("websocket.payload.continue", "Continue");

  private WebSocketFields() {}

  static LayerFields all() {
    return LayerFields.of(
        WebSocketFields::read,
        List.of(FIRST, COMPRESSED, SECOND, LENGTH_16, LENGTH_64),
        KEY,
        MASKED_PAYLOAD,
        PAYLOAD,
        TEXT,
        CLOSE,
        CODE,
        REASON,
        PING,
        PONG,
        CONTINUE);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int header = FrameHeader.length(bytes, start, limit);
    if (header == 0) {
      return;
    }
    FrameNotes notes = packet.attached(layer) instanceof FrameNotes known ? known : null;
    FIRST.read(bytes, start, limit, sink);
    if (notes != null && notes.mayCompress()) {
      COMPRESSED.read(bytes, start, limit, sink);
    }
    SECOND.read(bytes, start, limit, sink);
    int length = bytes[start + 1] & FrameHeader.LENGTH;
    if (length == FrameHeader.LENGTH_16) {
      LENGTH_16.read(bytes, start, limit, sink);
    } else if (length == FrameHeader.LENGTH_64) {
      LENGTH_64.read(bytes, start, limit, sink);
    }
    int from = start + header;
    boolean isMasked = (bytes[start + 1] & FrameHeader.MASKED) != 0;
    if (isMasked) {
      wantedBytes(KEY, bytes, from - FrameHeader.MASK, from, sink);
    }
    if (from < limit) {
      if (isMasked) {
        mark(MASKED_PAYLOAD, from, limit, sink);
      }
      mark(PAYLOAD, from, limit, sink);
      payload(packet, layer, from, notes, sink);
    }
  }

  private static void payload(
      Packet packet, int layer, int from, FrameNotes notes, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    int first = bytes[packet.start(layer)];
    switch (first & FrameHeader.OPCODE) {
      case Opcode.CLOSE -> {
        mark(CLOSE, from, limit, sink);
        if (limit - from >= 2) {
          wantedNumber(CODE, BigEndian.u16(bytes, from), from, 2, sink);
          wantedText(REASON, packet, layer, from + 2, limit, sink);
        }
      }
      case Opcode.PING -> wantedBytes(PING, bytes, from, limit, sink);
      case Opcode.PONG -> wantedBytes(PONG, bytes, from, limit, sink);
      default -> {
        if (notes != null && notes.text() != null && sink.wants(TEXT)) {
          sink.text(TEXT, notes.text(), 0, 0);
        } else if ((first & (FrameHeader.OPCODE | FrameHeader.FINAL)) == Opcode.CONTINUATION) {
          wantedBytes(CONTINUE, bytes, from, limit, sink);
        }
      }
    }
  }

  private static void mark(Field field, int from, int limit, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, from, limit - from);
    }
  }
}
