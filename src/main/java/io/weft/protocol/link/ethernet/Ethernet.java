package io.weft.protocol.link.ethernet;

import io.weft.bytes.Addresses;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.protocol.link.AddressFields;
import io.weft.protocol.link.EthernetHeader;
import io.weft.protocol.link.TrailerFields;

/** An Ethernet frame (IEEE 802.3, clause 3). */
public final class Ethernet extends View {
  public static final Protocol PROTOCOL = Protocol.of("eth", "Ethernet");

  private static final Field TYPE_FIELD =
      Field.u16("eth.type", "Type").hexadecimal().named(EtherType.NAMES);
  private static final Field LENGTH_FIELD = Field.u16("eth.len", "Length");

  private static final Field SOURCE_GROUP =
      Field.presence("eth.src_not_group", "Source address of a group").generated();

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = EthernetHeader.LENGTH;

  private static final int DESTINATION = 0;
  private static final int SOURCE = 6;

  public static final LayerFields FIELDS =
      LayerFields.inOrder(
          AddressFields.of(DESTINATION, "eth", "dst", "Destination"),
          AddressFields.of(SOURCE, "eth", "src", "Source"),
          LayerFields.of(Ethernet::typeOrLength, TYPE_FIELD, LENGTH_FIELD),
          LayerFields.of(Ethernet::sourceGroup, SOURCE_GROUP),
          TrailerFields.ofFrame(Field.bytes("eth.trailer", "Trailer")));

  /** Reads the two bytes that are a type or a length, depending on their value. */
  private static void typeOrLength(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer);
    int value = EthernetHeader.type(packet.bytes(layer), at);
    Field field = value >= EtherType.MIN ? TYPE_FIELD : LENGTH_FIELD;
    if (sink.wants(field)) {
      sink.number(field, value, at + EthernetHeader.TYPE, 2);
    }
  }

  /** Reads the note on a source address that only receivers may have. */
  private static void sourceGroup(Packet packet, int layer, FieldSink sink) {
    boolean isGroup = (packet.bytes(layer)[packet.start(layer) + SOURCE] & 1) != 0;
    if (isGroup && sink.wants(SOURCE_GROUP)) {
      sink.flag(SOURCE_GROUP, true, 0, 0);
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

  /** Ethertype; a value below {@link EtherType#MIN} is the length of the payload in bytes. */
  public int type() {
    return EthernetHeader.type(bytes, at);
  }

  /** The sender's address as {@code 02:00:00:00:00:01}. */
  public String sourceText() {
    return Addresses.mac(bytes, at + SOURCE);
  }

  /** The receiver's address as {@code 02:00:00:00:00:02}. */
  public String destinationText() {
    return Addresses.mac(bytes, at + DESTINATION);
  }
}
