package io.weft.protocol.link.fabricpath;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.link.LinkDissectors;
import java.util.List;

/**
 * The header of Cisco FabricPath around an Ethernet frame: two addresses, of switches where they
 * are not those of a group, an ethertype, and the tag.
 */
public final class FabricPath extends View {
  public static final Protocol PROTOCOL = Protocol.of("cfp", "Cisco FabricPath");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 16;

  private static final int SOURCE = 6;
  private static final int ETHERTYPE = 12;
  private static final int TAG = 14;

  /** The bit of an address's first byte that says that it is one of a group. */
  private static final int GROUP = 0x01;

  private static final FixedFields OF_GROUP =
      FixedFields.of(at(0, Field.mac("cfp.d_hmac_mc", "MC Destination")));
  private static final FixedFields DESTINATION =
      FixedFields.of(whole(Field.presence("cfp.d_hmac", "Destination HMAC")));
  private static final FixedFields SENDER =
      FixedFields.of(whole(Field.presence("cfp.s_hmac", "Source HMAC")));

  /** The parts of a switch's address. */
  private static final FixedFields ADDRESS =
      FixedFields.of(
          at(0, Field.u24("cfp.eid", "End Node ID").masked(0xFCC000).repeating()),
          at(0, Field.flag("cfp.ul", "U/L bit", 24, 0x020000).repeating()),
          at(0, Field.flag("cfp.ig", "I/G bit", 24, 0x010000).repeating()),
          at(0, Field.flag("cfp.ooodl", "OOO/DL Bit", 24, 0x001000).repeating()),
          at(0, Field.u24("cfp.swid", "switch-id").masked(0x000FFF).repeating()),
          at(3, Field.u8("cfp.sswid", "sub-switch-id").repeating()),
          at(4, Field.u16("cfp.lid", "Source LID").repeating()));

  private static final FixedFields TYPE_AND_TAG =
      FixedFields.of(
          at(ETHERTYPE, Field.u16("cfp.etype", "FP Ethertype").hexadecimal()),
          at(TAG, Field.u16("cfp.ftag", "FTAG").masked(0xFFC0)),
          at(TAG, Field.u16("cfp.ttl", "TTL").masked(0x003F)));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.name(LinkDissectors.FABRIC_PATH, new FabricPathDissector(chain));
    chain.fields(
        PROTOCOL,
        LayerFields.of(
            FabricPath::read, List.of(OF_GROUP, DESTINATION, SENDER, ADDRESS, TYPE_AND_TAG)));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int source = start + SOURCE;
    if ((bytes[start] & GROUP) != 0) {
      OF_GROUP.read(bytes, start, source, sink);
    } else {
      DESTINATION.read(bytes, start, source, sink);
      ADDRESS.read(bytes, start, source, sink);
    }
    SENDER.read(bytes, source, start + ETHERTYPE, sink);
    ADDRESS.read(bytes, source, start + ETHERTYPE, sink);
    TYPE_AND_TAG.read(bytes, start, start + HEADER_LENGTH, sink);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** The tree or path that the frame takes, 0 to 1,023. */
  public int forwardingTag() {
    return BigEndian.u16(bytes, at + TAG) >> 6;
  }

  /** Switches that the frame may still pass, 0 to 63. */
  public int timeToLive() {
    return BigEndian.u16(bytes, at + TAG) & 0x3F;
  }
}
