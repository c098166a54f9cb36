package io.weft.protocol.link.ethernet;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Field;
import io.weft.dissect.FieldSink;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
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

  public static final int HEADER_LENGTH = 14;

  /** Smaller values of the type field are lengths. */
  public static final int MIN_ETHER_TYPE = 0x600;

  private static final int DESTINATION = 0;
  private static final int SOURCE = 6;
  private static final int TYPE = 12;

  /** The one field is a type or a length, by its value. */
  private static void type(Packet packet, int layer, FieldSink sink, boolean asType) {
    int at = packet.start(layer);
    int value = type(packet.bytes(layer), at);
    if ((value >= MIN_ETHER_TYPE) == asType) {
      sink.number(value, at + TYPE, 2);
    }
  }

  public static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Ethertype; below {@link #MIN_ETHER_TYPE} the length of the payload. */
  public int type() {
    return type(bytes, at);
  }

  public String sourceText() {
    return Addresses.mac(bytes, at + SOURCE);
  }

  public String destinationText() {
    return Addresses.mac(bytes, at + DESTINATION);
  }
}
