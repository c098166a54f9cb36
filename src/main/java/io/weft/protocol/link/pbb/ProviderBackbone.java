package io.weft.protocol.link.pbb;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.ProviderTagFields;

/** A customer's frame in a provider's backbone (IEEE 802.1Q, clause 9.7: the I-TAG). */
public final class ProviderBackbone extends View {
  public static final Protocol PROTOCOL = Protocol.of("ieee8021ah", "IEEE 802.1ah");

  /** Length in bytes of the tag, the customer's two addresses and the type of what follows. */
  public static final int HEADER_LENGTH = 18;

  private static final int SERVICE = 1;
  private static final int DESTINATION = 4;
  private static final int SOURCE = 10;
  private static final int TYPE = 16;

  private static final LayerFields FIELDS =
      ProviderTagFields.of(
          FixedFields.of(
              at(0, tagged("priority", "Priority", 0xE000_0000L)),
              at(0, tagged("drop", "DROP", 0x1000_0000)),
              at(0, tagged("nca", "NCA", 0x0800_0000)),
              at(0, tagged("res1", "RES1", 0x0400_0000)),
              at(0, tagged("res2", "RES2", 0x0300_0000)),
              at(0, tagged("isid", "I-SID", 0x00FF_FFFF)),
              at(DESTINATION, Field.mac("ieee8021ah.cdst", "C-Destination")),
              at(SOURCE, Field.mac("ieee8021ah.csrc", "C-Source"))),
          TYPE);

  private static Field tagged(String name, String label, long mask) {
    return Field.u32("ieee8021ah." + name, label).masked(mask);
  }

  static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  static int serviceId(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at + SERVICE);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, () -> FIELDS)
        .put(EtherType.TABLE, EtherType.PROVIDER_BACKBONE, new ProviderBackboneDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Service instance identifier, 0 to 16,777,215. */
  public int serviceId() {
    return serviceId(bytes, at);
  }

  /** Address of the customer's sender as {@code 02:00:00:00:00:01}. */
  public String sourceText() {
    return Addresses.mac(bytes, at + SOURCE);
  }

  /** Address of the customer's receiver as {@code 02:00:00:00:00:02}. */
  public String destinationText() {
    return Addresses.mac(bytes, at + DESTINATION);
  }

  /** Ethertype; a value below {@link EtherType#MIN} is the length of the payload in bytes. */
  public int type() {
    return type(bytes, at);
  }
}
