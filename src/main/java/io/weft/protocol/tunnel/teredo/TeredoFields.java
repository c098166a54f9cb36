package io.weft.protocol.tunnel.teredo;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The fields of the indications (RFC 4380, section 5.1.1). */
final class TeredoFields {
  private static final int IDENTIFIER = 4;
  private static final int NONCE_LENGTH = 8;

  private static final Field AUTHENTICATION =
      Field.presence("teredo.auth", "Teredo Authentication header");
  private static final FixedFields LENGTHS =
      FixedFields.of(
          at(2, Field.u8("teredo.auth.idlen", "Client identifier length")),
          at(3, Field.u8("teredo.auth.aulen", "Authentication value length")));
  private static final Field CLIENT = Field.bytes("teredo.auth.id", "Client identifier");
  private static final Field VALUE = Field.bytes("teredo.auth.value", "Authentication value");
  private static final FixedFields NONCE =
      FixedFields.of(
          at(0, NONCE_LENGTH, Field.bytes("teredo.auth.nonce", "Nonce value")),
          at(NONCE_LENGTH, 1, Field.bytes("teredo.auth.conf", "Confirmation byte")));

  private static final Field ORIGIN =
      Field.presence("teredo.orig", "Teredo Origin Indication header");
  private static final Field ORIGIN_PORT = Field.u16("teredo.orig.port", "Origin UDP port");
  private static final Field ORIGIN_ADDRESS = Field.ipv4("teredo.orig.addr", "Origin IPv4 address");

  static final LayerFields FIELDS =
      LayerFields.of(
          TeredoFields::read,
          List.of(LENGTHS, NONCE),
          AUTHENTICATION,
          CLIENT,
          VALUE,
          ORIGIN,
          ORIGIN_PORT,
          ORIGIN_ADDRESS);

  private TeredoFields() {}

  /** The dissector has made sure that the indications are whole. */
  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.payload(layer);
    if (end - at >= Teredo.MIN_AUTHENTICATION_LENGTH
        && Teredo.indicator(bytes, at) == Teredo.AUTHENTICATION) {
      int length = Teredo.authenticationLength(bytes, at);
      authentication(bytes, at, length, sink);
      at += length;
    }
    if (end - at >= Teredo.ORIGIN_LENGTH) {
      origin(bytes, at, sink);
    }
  }

  private static void authentication(byte[] bytes, int at, int length, FieldSink sink) {
    if (sink.wants(AUTHENTICATION)) {
      sink.flag(AUTHENTICATION, true, at, length);
    }
    LENGTHS.read(bytes, at, at + length, sink);
    int value = at + IDENTIFIER + Teredo.clientLength(bytes, at);
    int nonce = at + length - NONCE_LENGTH - 1;
    bytes(CLIENT, bytes, at + IDENTIFIER, value, sink);
    bytes(VALUE, bytes, value, nonce, sink);
    NONCE.read(bytes, nonce, at + length, sink);
  }

  private static void bytes(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (from < to && sink.wants(field)) {
      sink.bytes(field, bytes, from, to - from);
    }
  }

  /** Port and address stand inverted, so that no translator on the way finds them. */
  private static void origin(byte[] bytes, int at, FieldSink sink) {
    if (sink.wants(ORIGIN)) {
      sink.flag(ORIGIN, true, at, Teredo.ORIGIN_LENGTH);
    }
    if (sink.wants(ORIGIN_PORT)) {
      sink.number(ORIGIN_PORT, ~BigEndian.u16(bytes, at + 2) & 0xFFFF, at + 2, 2);
    }
    if (sink.wants(ORIGIN_ADDRESS)) {
      sink.ipv4(ORIGIN_ADDRESS, ~BigEndian.i32(bytes, at + 4), at + 4, 4);
    }
  }
}
