package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.PppProtocol;
import java.util.List;

/** The fields of a PPP header, each of whose parts the sender may have left out or shortened. */
final class PppFields {
  private static final FixedFields FRAMING =
      FixedFields.of(
          at(0, Field.u8("ppp.address", "Address").hexadecimal()),
          at(1, Field.u8("ppp.control", "Control").hexadecimal()));
  private static final Field PROTOCOL =
      Field.u16("ppp.protocol", "Protocol").hexadecimal().named(PppProtocol.NAMES);

  static final LayerFields FIELDS = LayerFields.of(PppFields::read, List.of(FRAMING), PROTOCOL);

  private PppFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int framing = Ppp.framingLength(bytes, at);
    if (framing > 0) {
      FRAMING.read(bytes, at, packet.payload(layer), sink);
    }
    if (sink.wants(PROTOCOL)) {
      int number = at + framing;
      sink.number(PROTOCOL, Ppp.number(bytes, number), number, Ppp.numberLength(bytes, number));
    }
  }
}
