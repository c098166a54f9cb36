package io.weft.protocol.link.pbb;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/** A customer's frame in a provider's backbone (IEEE 802.1Q, clause 9.7: the I-TAG). */
public final class ProviderBackbone extends View {
  public static final Protocol PROTOCOL = Protocol.of("ieee8021ah", "IEEE 802.1ah");

  /** Length in bytes of the tag, the customer's two addresses and the type of what follows. */
  public static final int HEADER_LENGTH = 18;

  private static final int SERVICE = 1;
  private static final int DESTINATION = 4;
  private static final int SOURCE = 10;
  private static final int TYPE = 16;

  static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  static int serviceId(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at + SERVICE);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(EtherType.TABLE, EtherType.PROVIDER_BACKBONE, new ProviderBackboneDissector(chain));
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
