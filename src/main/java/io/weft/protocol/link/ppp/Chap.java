package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

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

/** Authentication by challenge and response (RFC 1994, section 4). */
public final class Chap {
  public static final Protocol PROTOCOL =
      Protocol.of("chap", "PPP Challenge Handshake Authentication Protocol");

  private static final int RESPONSE = 2;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("chap.code", "Code")
                  .named(ValueNames.of("1 Challenge", "2 Response", "3 Success", "4 Failure"))),
          at(1, Field.u8("chap.identifier", "Identifier")),
          at(2, Field.u16("chap.length", "Length")));
  private static final Field DATA = Field.presence("chap.data", "Data");
  private static final Field SIZE = Field.u8("chap.value_size", "Value Size");
  private static final Field VALUE = Field.bytes("chap.value", "Value");
  private static final FixedFields NAME = FixedFields.of(rest(0, Field.text("chap.name", "Name")));
  private static final FixedFields MESSAGE =
      FixedFields.of(rest(PppControl.HEADER_LENGTH, Field.text("chap.message", "Message")));

  static final LayerFields FIELDS =
      LayerFields.of(Chap::read, List.of(HEADER, NAME, MESSAGE), DATA, SIZE, VALUE);

  private Chap() {}

  static void register(Chain.Builder chain) {
    PppControl.register(chain, PROTOCOL, FIELDS, PppProtocol.CHAP);
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
    if (BigEndian.u8(bytes, start) > RESPONSE) {
      MESSAGE.read(bytes, start, end, sink);
      return;
    }
    int size = BigEndian.u8(bytes, at);
    if (sink.wants(SIZE)) {
      sink.number(SIZE, size, at, 1);
    }
    at++;
    if (size > 0 && at + size <= end && sink.wants(VALUE)) {
      sink.bytes(VALUE, bytes, at, size);
    }
    NAME.read(bytes, at + size, end, sink);
  }
}
