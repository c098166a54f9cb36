package io.weft.protocol.link.fddi;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/** A frame of a fibre optic token ring (ISO 9314-2, section 7). */
public final class Fddi extends View {
  public static final Protocol PROTOCOL = Protocol.of("fddi", "Fiber Distributed Data Interface");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 13;

  private static final int DESTINATION = 1;
  private static final int SOURCE = 7;

  private static final int LLC = 0x50;
  private static final int KIND = 0x70;

  /** Does the frame control field say that LLC follows? */
  static boolean carriesLlc(byte[] bytes, int at) {
    return (BigEndian.u8(bytes, at) & KIND) == LLC;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(Chain.LINK_TYPES, LinkHeaderType.FDDI, new FddiDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
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
