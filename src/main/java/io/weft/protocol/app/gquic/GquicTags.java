package io.weft.protocol.app.gquic;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/**
 * A message of tags and values: a hello, which is sent in the clear on the stream for it, or what a
 * public reset holds. Source: "QUIC Crypto" (Chromium, 2016), "Wire format".
 *
 * <pre>
 * message (32) | number of tags (16) | 0 (16) | tag (32), end of its value (32) ... | values
 * </pre>
 */
final class GquicTags {
  /** Length of the hash in front of the frames of a packet that is not encrypted. */
  private static final int HASH_LENGTH = 12;

  /** Versions before have a byte of private flags behind the hash. */
  private static final int WITHOUT_PRIVATE_FLAGS = 34;

  // Bits of the type of a stream frame.
  private static final int STREAM = 0x80;
  private static final int WITH_LENGTH = 0x20;

  private static final int HELLO_STREAM = 1;

  private static final int CLIENT_HELLO = 0x43484C4F;
  private static final int SERVER_HELLO = 0x53484C4F;
  private static final int REJECTION = 0x52454A00;
  private static final int SERVER_NAME = 0x534E4900;
  private static final int USER_AGENT = 0x55414944;

  private static final int HEAD_LENGTH = 8;
  private static final int TAG_LENGTH = 8;

  private static final FixedFields HASH =
      FixedFields.of(
          at(
              0,
              HASH_LENGTH,
              Field.bytes("gquic.message_authentication_hash", "Message Authentication Hash")));
  private static final Field MESSAGE = Field.text("gquic.tag", "Tag");
  private static final Field COUNT = Field.u16("gquic.tag_number", "Tag Number");
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, 4, MESSAGE),
          FixedFields.littleEndian(4, COUNT),
          at(6, 2, Field.bytes("gquic.padding", "Padding")));
  private static final Field TAGS = Field.group("gquic.tags", "Tag/value");
  private static final Field TYPE = Field.text("gquic.tag_type", "Tag Type").within(TAGS);
  private static final Field END = Field.u32("gquic.tag_offset_end", "Tag offset end").within(TAGS);
  private static final FixedFields TAG =
      FixedFields.of(at(0, 4, TYPE), FixedFields.littleEndian(4, END));
  private static final Field LENGTH =
      Field.u32("gquic.tag_offset_length", "Tag length").within(TAGS);
  private static final Field VALUE = Field.bytes("gquic.tag_value", "Tag/value").within(TAGS);
  private static final Field NAME =
      Field.text("gquic.tag.sni", "Server Name Indication").within(TAGS);
  private static final Field AGENT =
      Field.text("gquic.tag.uaid", "Client's User Agent ID").within(TAGS);

  static final LayerFields DECLARED =
      LayerFields.declaring(List.of(HASH, HEAD), TAGS, TYPE, END, LENGTH, VALUE, NAME, AGENT);

  private GquicTags() {}

  /**
   * Reads the hello that a packet begins with.
   *
   * @param from index behind the packet number
   * @return false where the packet is encrypted, or begins with something else
   */
  static boolean readHello(
      Packet packet, int layer, int from, int to, int version, FieldSink sink) {
    int frame = from + HASH_LENGTH + (version < WITHOUT_PRIVATE_FLAGS ? 1 : 0);
    int message = hello(packet.bytes(layer), frame, to);
    if (message < 0) {
      return false;
    }
    HASH.read(packet.bytes(layer), from, to, sink);
    read(packet, layer, message, to, sink);
    return true;
  }

  /** Index of the hello in a stream's frame that begins at an index; -1 where there is none. */
  private static int hello(byte[] bytes, int frame, int to) {
    if (to - frame < 2 || (bytes[frame] & STREAM) == 0) {
      return -1;
    }
    int type = bytes[frame];
    int streamLength = (type & 3) + 1;
    int offsetBits = type >> 2 & 7;
    int offsetLength = offsetBits == 0 ? 0 : offsetBits + 1;
    int message = frame + 1 + streamLength + offsetLength + ((type & WITH_LENGTH) != 0 ? 2 : 0);
    if (streamLength != 1 || bytes[frame + 1] != HELLO_STREAM || to - message < HEAD_LENGTH) {
      return -1;
    }
    return switch (BigEndian.i32(bytes, message)) {
      case CLIENT_HELLO, SERVER_HELLO, REJECTION -> message;
      default -> -1;
    };
  }

  /** Reads a message. Tags whose values do not follow one another end it. */
  static void read(Packet packet, int layer, int from, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    if (to - from < HEAD_LENGTH) {
      return;
    }
    HEAD.read(bytes, from, to, sink);
    int count = LittleEndian.u16(bytes, from + 4);
    int tags = from + HEAD_LENGTH;
    if (count > (to - tags) / TAG_LENGTH || !sink.wants(TAGS)) {
      return;
    }
    int values = tags + count * TAG_LENGTH;
    long begin = 0;
    for (int i = 0; i < count; i++) {
      int tag = tags + i * TAG_LENGTH;
      long end = LittleEndian.u32(bytes, tag + 4);
      if (end < begin || end > to - values) {
        return;
      }
      sink.begin(TAGS, tag, TAG_LENGTH);
      TAG.read(bytes, tag, to, sink);
      if (sink.wants(LENGTH)) {
        sink.number(LENGTH, end - begin, tag + 4, 4);
      }
      value(bytes, BigEndian.i32(bytes, tag), values + (int) begin, (int) (end - begin), sink);
      sink.end(TAGS);
      begin = end;
    }
  }

  private static void value(byte[] bytes, int tag, int at, int length, FieldSink sink) {
    if (length > 0 && sink.wants(VALUE)) {
      sink.bytes(VALUE, bytes, at, length);
    }
    Field text = tag == SERVER_NAME ? NAME : tag == USER_AGENT ? AGENT : null;
    if (text != null && length > 0 && sink.wants(text)) {
      sink.text(text, bytes, at, length);
    }
  }
}
