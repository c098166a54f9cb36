package io.weft.protocol.app.http.frame;

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
import java.util.ArrayList;
import java.util.List;

/** The fields of a frame, or of the client's preface, by Wireshark's names. */
public final class FrameFields {
  private static final int TYPE_AT = 3;
  private static final int FLAGS_AT = 4;
  private static final int STREAM_AT = 5;
  private static final int WITHOUT_RESERVED = 0x7FFF_FFFF;

  private static final Field MAGIC = Field.text("http2.magic", "Magic");

  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u24("http2.length", "Length")),
          at(TYPE_AT, Field.u8("http2.type", "Type").named(Http2Frame.TYPE_NAMES)),
          at(FLAGS_AT, Field.u8("http2.flags", "Flags").hexadecimal()));
  private static final FixedFields STREAM =
      FixedFields.of(
          at(STREAM_AT, reserved("http2.r")),
          at(STREAM_AT, Field.u32("http2.streamid", "Stream Identifier").masked(WITHOUT_RESERVED)));

  private static final FixedFields.Place END_STREAM =
      flag("end_stream", "End Stream", Http2Frame.END_STREAM);
  private static final FixedFields.Place END_HEADERS =
      flag("eh", "End Headers", Http2Frame.END_HEADERS);
  private static final FixedFields.Place PADDED = flag("padded", "Padded", Http2Frame.PADDED);

  /** The flags of a type that has none. */
  private static final FixedFields NO_FLAGS = FixedFields.of(unused("unused", 0xFF));

  /** The flags of each type, by its number. */
  private static final FixedFields[] FLAGS = {
    FixedFields.of(unused("unused_data", 0xF6), PADDED, END_STREAM),
    FixedFields.of(
        unused("unused_headers", 0xD2),
        flag("priority", "Priority", Http2Frame.HAS_PRIORITY),
        PADDED,
        END_HEADERS,
        END_STREAM),
    NO_FLAGS,
    NO_FLAGS,
    FixedFields.of(unused("unused_settings", 0xFE), flag("ack.settings", "ACK", Http2Frame.ACK)),
    FixedFields.of(unused("unused_push_promise", 0xF3), PADDED, END_HEADERS),
    FixedFields.of(unused("unused_ping", 0xFE), flag("ack.ping", "ACK", Http2Frame.ACK)),
    NO_FLAGS,
    NO_FLAGS,
    FixedFields.of(unused("unused_continuation", 0xFB), PADDED, END_HEADERS)
  };

  private static final Field PADDING = Field.u8("http2.padding", "Pad Length").hexadecimal();
  private static final Field PADDING_LENGTH =
      Field.u16("http2.pad_length", "Pad Length").generated();
  private static final Field DATA = Field.bytes("http2.data.data", "Data");
  private static final Field DATA_PADDING = Field.bytes("http2.data.padding", "Padding");

  private static final FixedFields PRIORITY =
      FixedFields.of(
          at(0, Field.flag("http2.exclusive", "Exclusive", 32, 0x8000_0000L)),
          at(0, Field.u32("http2.stream_dependency", "Stream Dependency").masked(WITHOUT_RESERVED)),
          at(4, Field.u8("http2.headers.weight", "Weight")));
  private static final int PRIORITY_LENGTH = 5;
  private static final Field WEIGHT =
      Field.u16("http2.headers.weight_real", "Weight real").generated();
  private static final Field BLOCK = Field.bytes("http2.headers", "Header Block Fragment");
  private static final Field BLOCK_PADDING = Field.bytes("http2.headers.padding", "Padding");

  private static final FixedFields PROMISE =
      FixedFields.of(
          at(0, reserved("http2.push_promise.r")),
          at(
              0,
              Field.u32("http2.push_promise.promised_stream_id", "Promised-Stream-ID")
                  .masked(WITHOUT_RESERVED)));
  private static final int PROMISE_LENGTH = 4;
  private static final Field PROMISE_BLOCK =
      Field.bytes("http2.push_promise.header", "Header Block Fragment");
  private static final Field PROMISE_PADDING = Field.bytes("http2.push_promise.padding", "Padding");

  private static final Field CONTINUATION =
      Field.text("http2.continuation.header", "Continuation Header");
  private static final Field CONTINUATION_PADDING =
      Field.bytes("http2.continuation.padding", "Padding");

  private static final FixedFields RESET =
      FixedFields.of(
          at(0, Field.u32("http2.rst_stream.error", "Error").named(Http2Frame.ERROR_NAMES)));
  private static final Field PING = Field.bytes("http2.ping", "Ping");
  private static final Field PONG = Field.bytes("http2.pong", "Pong");
  private static final FixedFields GOAWAY =
      FixedFields.of(
          at(0, reserved("http2.goway.r")),
          at(
              0,
              Field.u32("http2.goaway.last_stream_id", "Last-Stream-ID").masked(WITHOUT_RESERVED)),
          at(4, Field.u32("http2.goaway.error", "Error").named(Http2Frame.ERROR_NAMES)));
  private static final int GOAWAY_LENGTH = 8;
  private static final Field GOAWAY_DATA =
      Field.bytes("http2.goaway.addata", "Additional Debug Data");
  private static final FixedFields WINDOW_UPDATE =
      FixedFields.of(
          at(0, reserved("http2.window_update.r")),
          at(
              0,
              Field.u32("http2.window_update.window_size_increment", "Window Size Increment")
                  .masked(WITHOUT_RESERVED)));
  private static final Field UNKNOWN = Field.bytes("http2.unknown", "Unknown");

  private static final Field SETTING = Field.group("http2.settings", "Settings");
  private static final int SETTING_LENGTH = 6;
  private static final FixedFields SETTING_ID =
      FixedFields.of(
          at(
              0,
              Field.u16("http2.settings.id", "Settings Identifier")
                  .named(
                      ValueNames.of(
                          "1 Header table size",
                          "2 Enable PUSH",
                          "3 Max concurrent streams",
                          "4 Initial Windows size",
                          "5 Max frame size",
                          "6 Max header list size",
                          "8 Extended CONNECT"))
                  .within(SETTING)));
  private static final Field UNKNOWN_SETTING = setting("unknown", "Unknown Settings");

  /** The value of each setting, by its number. */
  private static final Field[] SETTINGS = {
    UNKNOWN_SETTING,
    setting("header_table_size", "Header table size"),
    setting("enable_push", "Enable PUSH"),
    setting("max_concurrent_streams", "Max concurrent streams"),
    setting("initial_window_size", "Initial Windows Size"),
    setting("max_frame_size", "Max frame size"),
    setting("max_header_list_size", "Max header list size"),
    UNKNOWN_SETTING,
    setting("extended_connect", "Extended CONNECT")
  };

  private FrameFields() {}

  private static Field reserved(String name) {
    return Field.u32(name, "Reserved").hexadecimal().masked(0x8000_0000L);
  }

  private static FixedFields.Place flag(String name, String label, int mask) {
    return at(FLAGS_AT, Field.flag("http2.flags." + name, label, 8, mask));
  }

  private static FixedFields.Place unused(String name, int mask) {
    return at(FLAGS_AT, Field.u8("http2.flags." + name, "Unused").hexadecimal().masked(mask));
  }

  private static Field setting(String name, String label) {
    return Field.u32("http2.settings." + name, label).within(SETTING);
  }

  /** All fields. */
  public static LayerFields all() {
    List<Field> declared = new ArrayList<>();
    declared.add(MAGIC);
    declared.addAll(HEAD.declared());
    for (FixedFields flags : FLAGS) {
      for (Field flag : flags.declared()) {
        if (!declared.contains(flag)) {
          declared.add(flag);
        }
      }
    }
    declared.addAll(STREAM.declared());
    declared.addAll(List.of(PADDING, PADDING_LENGTH, DATA, DATA_PADDING));
    declared.addAll(PRIORITY.declared());
    declared.addAll(List.of(WEIGHT, BLOCK));
    declared.addAll(PROMISE.declared());
    declared.addAll(List.of(PROMISE_BLOCK, CONTINUATION));
    declared.addAll(HeaderLineFields.declared());
    declared.addAll(List.of(BLOCK_PADDING, PROMISE_PADDING, CONTINUATION_PADDING));
    declared.addAll(RESET.declared());
    declared.addAll(List.of(PING, PONG));
    declared.addAll(GOAWAY.declared());
    declared.add(GOAWAY_DATA);
    declared.addAll(WINDOW_UPDATE.declared());
    declared.add(SETTING);
    declared.addAll(SETTING_ID.declared());
    for (Field setting : SETTINGS) {
      if (!declared.contains(setting)) {
        declared.add(setting);
      }
    }
    declared.add(UNKNOWN);
    return LayerFields.of(FrameFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    if (Http2Frame.isPreface(bytes, start, limit)) {
      wantedText(MAGIC, packet, layer, start, limit, sink);
      return;
    }
    if (limit - start < Http2Frame.HEADER) {
      return;
    }
    HEAD.read(bytes, start, limit, sink);
    int type = Http2Frame.type(bytes, start);
    (type < FLAGS.length ? FLAGS[type] : NO_FLAGS).read(bytes, start, limit, sink);
    STREAM.read(bytes, start, limit, sink);
    payload(packet, layer, type, start + Http2Frame.HEADER, limit, sink);
  }

  private static void payload(
      Packet packet, int layer, int type, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int flags = Http2Frame.flags(bytes, packet.start(layer));
    switch (type) {
      case Http2Frame.DATA -> padded(packet, layer, 0, DATA, DATA_PADDING, sink);
      case Http2Frame.HEADERS -> {
        int ahead = (flags & Http2Frame.HAS_PRIORITY) != 0 ? PRIORITY_LENGTH : 0;
        padded(packet, layer, ahead, BLOCK, BLOCK_PADDING, sink);
      }
      case Http2Frame.PUSH_PROMISE ->
          padded(packet, layer, PROMISE_LENGTH, PROMISE_BLOCK, PROMISE_PADDING, sink);
      case Http2Frame.CONTINUATION ->
          padded(packet, layer, 0, CONTINUATION, CONTINUATION_PADDING, sink);
      case Http2Frame.PRIORITY -> priority(bytes, from, limit, sink);
      case Http2Frame.RST_STREAM -> RESET.read(bytes, from, limit, sink);
      case Http2Frame.SETTINGS -> settings(bytes, from, limit, sink);
      case Http2Frame.PING ->
          wantedBytes((flags & Http2Frame.ACK) != 0 ? PONG : PING, bytes, from, limit, sink);
      case Http2Frame.GOAWAY -> {
        GOAWAY.read(bytes, from, limit, sink);
        wantedBytes(GOAWAY_DATA, bytes, from + GOAWAY_LENGTH, limit, sink);
      }
      case Http2Frame.WINDOW_UPDATE -> WINDOW_UPDATE.read(bytes, from, limit, sink);
      default -> wantedBytes(UNKNOWN, bytes, from, limit, sink);
    }
  }

  /**
   * Reads a payload that may have a padding.
   *
   * @param ahead length of what stands before the content, in bytes
   */
  private static void padded(
      Packet packet, int layer, int ahead, Field content, Field padding, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int at = start + Http2Frame.HEADER;
    int length = 0;
    if ((Http2Frame.flags(bytes, start) & Http2Frame.PADDED) != 0 && at < limit) {
      length = BigEndian.u8(bytes, at);
      wantedNumber(PADDING, length, at, 1, sink);
      at++;
    }
    wantedNumber(PADDING_LENGTH, length, 0, 0, sink);
    int whole = start + Http2Frame.HEADER + Http2Frame.length(bytes, start);
    int end = Math.max(at, Math.min(limit, whole - length)); // a long frame's layer is cut
    if (ahead == PRIORITY_LENGTH) {
      priority(bytes, at, end, sink);
    } else if (ahead == PROMISE_LENGTH) {
      PROMISE.read(bytes, at, end, sink);
    }
    int from = Math.min(end, at + ahead);
    if (content.type() == Field.Type.TEXT) {
      wantedText(content, packet, layer, from, end, sink);
    } else {
      wantedBytes(content, bytes, from, end, sink);
    }
    if (packet.attached(layer) instanceof HeaderListing listing) {
      HeaderLineFields.read(packet, listing, sink);
    }
    wantedBytes(padding, bytes, end, limit, sink);
  }

  private static void priority(byte[] bytes, int at, int limit, FieldSink sink) {
    PRIORITY.read(bytes, at, limit, sink);
    if (limit - at >= PRIORITY_LENGTH) {
      wantedNumber(WEIGHT, BigEndian.u8(bytes, at + PRIORITY_LENGTH - 1) + 1, 0, 0, sink);
    }
  }

  private static void settings(byte[] bytes, int from, int limit, FieldSink sink) {
    for (int at = from; limit - at >= SETTING_LENGTH && sink.wants(SETTING); at += SETTING_LENGTH) {
      int id = BigEndian.u16(bytes, at);
      sink.begin(SETTING, at, SETTING_LENGTH);
      SETTING_ID.read(bytes, at, limit, sink);
      Field value = id < SETTINGS.length ? SETTINGS[id] : UNKNOWN_SETTING;
      wantedNumber(value, BigEndian.u32(bytes, at + 2), at + 2, 4, sink);
      sink.end(SETTING);
    }
  }
}
