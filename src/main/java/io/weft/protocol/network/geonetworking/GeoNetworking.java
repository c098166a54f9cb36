package io.weft.protocol.network.geonetworking;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;
import java.util.List;

/** A packet of GeoNetworking. */
public final class GeoNetworking extends View {
  public static final Protocol PROTOCOL = Protocol.of("gnw", "GeoNetworking");

  /** Length of the basic header in bytes. */
  private static final int BASIC_LENGTH = 4;

  private static final int COMMON_LENGTH = 8;
  private static final int NEXT_HEADER = 0x0F;
  private static final int COMMON = 1;

  private static final Field LIFE_TIME = Field.u8("geonw.bh.lt", "Life Time");
  private static final FixedFields BASIC =
      FixedFields.of(
          whole(Field.presence("geonw.bh", "Basic Header")),
          at(0, Field.u8("geonw.bh.version", "Version").masked(0xF0)),
          at(
              0,
              Field.u8("geonw.bh.nh", "Next Header")
                  .masked(NEXT_HEADER)
                  .named(ValueNames.from0("ANY", "Common Header", "Secured Packet"))),
          at(1, Field.u8("geonw.bh.reserved", "Reserved").hexadecimal()),
          at(2, LIFE_TIME),
          at(
              2,
              Field.u8("geonw.bh.lt.mult", "Life Time multiplier").masked(0xFC).within(LIFE_TIME)),
          at(
              2,
              Field.u8("geonw.bh.lt.base", "Life Time base")
                  .masked(0x03)
                  .named(ValueNames.from0("50 ms", "1 s", "10 s", "100 s"))
                  .within(LIFE_TIME)),
          at(3, Field.u8("geonw.bh.rhl", "Remaining Hop Limit")));
  private static final FixedFields COMMON_HEADER =
      FixedFields.of(
          whole(Field.presence("geonw.ch", "Common Header")),
          at(
              0,
              Field.u8("geonw.ch.nh", "Next Header")
                  .masked(0xF0)
                  .named(
                      ValueNames.from0(
                          "ANY",
                          "BTP-A Transport protocol",
                          "BTP-B Transport protocol",
                          "IPv6 header"))),
          at(0, Field.u8("geonw.ch.reserved1", "Reserved").masked(0x0F).hexadecimal()),
          at(1, Field.u8("geonw.ch.htype", "Header type").hexadecimal()),
          at(2, Field.u8("geonw.ch.tclass", "Traffic class")),
          at(4, Field.u16("geonw.ch.plength", "Payload length")),
          at(6, Field.u8("geonw.ch.mhl", "Maximum Hop Limit")),
          at(7, Field.u8("geonw.ch.reserved2", "Reserved").hexadecimal()));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, LayerFields.of(GeoNetworking::read, List.of(BASIC, COMMON_HEADER)));
    chain.put(
        EtherType.TABLE, EtherType.GEONETWORKING, new MessageDissector(PROTOCOL, BASIC_LENGTH));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int common = start + BASIC_LENGTH;
    int limit = packet.limit(layer);
    BASIC.read(bytes, start, common, sink);
    if ((bytes[start] & NEXT_HEADER) == COMMON && common < limit) {
      COMMON_HEADER.read(bytes, common, Math.min(limit, common + COMMON_LENGTH), sink);
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 15: 1 in what is in use. */
  public int version() {
    return bytes[at] >> 4 & 0xF;
  }
}
