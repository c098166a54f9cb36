package io.weft.protocol.link.ethernet;

import io.weft.bytes.Addresses;
import io.weft.dissect.Chain;
import io.weft.dissect.Field;
import io.weft.dissect.FieldSink;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.protocol.link.EthernetHeader;
import java.util.List;

/** An Ethernet frame (IEEE 802.3, clause 3). */
public final class Ethernet extends View {
  public static final Protocol PROTOCOL = Protocol.of("eth", "Ethernet");

  public static final List<Field> FIELDS =
      List.of(
          Field.mac("dst", "Destination", 0),
          Field.mac("src", "Source", 6),
          Field.of("type", "Type", Field.Type.NUMBER, (p, l, s) -> type(p, l, s, true))
              .hexadecimal(),
          Field.of("len", "Length", Field.Type.NUMBER, (p, l, s) -> type(p, l, s, false)));

  public static final int HEADER_LENGTH = EthernetHeader.LENGTH;

  private static final int DESTINATION = 0;
  private static final int SOURCE = 6;

  /** The one field is a type or a length, by its value. */
  private static void type(Packet packet, int layer, FieldSink sink, boolean asType) {
    int at = packet.start(layer);
    int value = EthernetHeader.type(packet.bytes(layer), at);
    if ((value >= EtherType.MIN) == asType) {
      sink.number(value, at + EthernetHeader.TYPE, 2);
    }
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, new EthernetText());
    chain.fields(PROTOCOL, FIELDS);
    EthernetDissector ethernet = new EthernetDissector(chain);
    chain
        .put(Chain.LINK_TYPES, LinkHeaderType.ETHERNET, ethernet)
        .put(EtherType.TABLE, EtherType.ETHERNET, ethernet);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Ethertype; below {@link EtherType#MIN} the length of the payload. */
  public int type() {
    return EthernetHeader.type(bytes, at);
  }

  public String sourceText() {
    return Addresses.mac(bytes, at + SOURCE);
  }

  public String destinationText() {
    return Addresses.mac(bytes, at + DESTINATION);
  }
}
