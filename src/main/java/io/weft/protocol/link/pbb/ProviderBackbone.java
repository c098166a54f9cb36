package io.weft.protocol.link.pbb;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;

/** A customer's frame in a provider's backbone (IEEE 802.1Q, clause 9.7: the I-TAG). */
public final class ProviderBackbone extends View {
  public static final Protocol PROTOCOL = Protocol.of("ieee8021ah", "IEEE 802.1ah");

  /** The tag, the customer's addresses, the type of what follows. */
  public static final int HEADER_LENGTH = 18;

  private static final int SERVICE = 1;
  private static final int DESTINATION = 4;
  private static final int SOURCE = 10;
  private static final int TYPE = 16;

  static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
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
    return BigEndian.u24(bytes, at + SERVICE);
  }

  public String sourceText() {
    return Addresses.mac(bytes, at + SOURCE);
  }

  public String destinationText() {
    return Addresses.mac(bytes, at + DESTINATION);
  }

  /** Ethertype; below {@link EtherType#MIN} the length of the payload. */
  public int type() {
    return type(bytes, at);
  }
}
