package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.PppProtocol;
import java.util.List;

/** Authentication by a password in the clear (RFC 1334, section 2). */
public final class Pap {
  public static final Protocol PROTOCOL =
      Protocol.of("pap", "PPP Password Authentication Protocol");

  private static final int REQUEST = 1;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("pap.code", "Code")
                  .named(
                      ValueNames.of(
                          "1 Authenticate-Request", "2 Authenticate-Ack", "3 Authenticate-Nak"))),
          at(1, Field.u8("pap.identifier", "Identifier")),
          at(2, Field.u16("pap.length", "Length")));
  private static final Field DATA = Field.presence("pap.data", "Data");
  private static final Field PEER_LENGTH = Field.u8("pap.peer_id.length", "Peer-ID-Length");
  private static final Field PEER = Field.text("pap.peer_id", "Peer-ID");
  private static final Field PASSWORD_LENGTH = Field.u8("pap.password.length", "Password-Length");
  private static final Field PASSWORD = Field.text("pap.password", "Password");
  private static final Field MESSAGE_LENGTH = Field.u8("pap.message.length", "Message-Length");
  private static final Field MESSAGE = Field.text("pap.message", "Message");

  static final LayerFields FIELDS =
      LayerFields.of(
          Pap::read,
          List.of(HEADER),
          DATA,
          PEER_LENGTH,
          PEER,
          PASSWORD_LENGTH,
          PASSWORD,
          MESSAGE_LENGTH,
          MESSAGE);

  private Pap() {}

  static void register(Chain.Builder chain) {
    PppControl.register(chain, PROTOCOL, FIELDS, PppProtocol.PAP);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = PppControl.end(packet, layer);
    HEADER.read(bytes, start, end, sink);
    int at = start + PppControl.HEADER_LENGTH;
    if (at >= end) {
      return;
    }
    if (sink.wants(DATA)) {
      sink.flag(DATA, true, at, end - at);
    }
    if (bytes[start] == REQUEST) {
      at = text(PEER_LENGTH, PEER, bytes, at, end, sink);
      text(PASSWORD_LENGTH, PASSWORD, bytes, at, end, sink);
    } else {
      text(MESSAGE_LENGTH, MESSAGE, bytes, at, end, sink);
    }
  }

  /** Reads a text behind its length, and says where the next one begins. */
  private static int text(
      Field lengthField, Field field, byte[] bytes, int at, int end, FieldSink sink) {
    if (at >= end) {
      return end;
    }
    int length = BigEndian.u8(bytes, at);
    if (sink.wants(lengthField)) {
      sink.number(lengthField, length, at, 1);
    }
    int next = at + 1 + length;
    if (length > 0 && next <= end && sink.wants(field)) {
      sink.text(field, bytes, at + 1, length);
    }
    return Math.min(next, end);
  }
}
