package io.weft.protocol.link.macsec;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/** The security tag of a frame that is protected on its link (IEEE 802.1AE, clause 9.3). */
public final class Macsec extends View {
  public static final Protocol PROTOCOL = Protocol.of("macsec", "802.1AE Security tag");

  static final int MIN_HEADER_LENGTH = 6;
  static final int CHANNEL_LENGTH = 8;
  static final int TYPE_LENGTH = 2;
  static final int CHECK_VALUE_LENGTH = 16;

  private static final int CONTROL = 0;
  private static final int SHORT_LENGTH = 1;
  private static final int PACKET_NUMBER = 2;

  private static final int HAS_CHANNEL = 0x20;
  private static final int CHANGED = 0x0C;

  static boolean hasChannel(byte[] bytes, int at) {
    return (bytes[at + CONTROL] & HAS_CHANNEL) != 0;
  }

  /** Was the payload changed: encrypted, or altered by the algorithm of the check value? */
  static boolean isChanged(byte[] bytes, int at) {
    return (bytes[at + CONTROL] & CHANGED) != 0;
  }

  /** Bytes of payload, 1 to 63, where the payload is so short that the frame was padded; else 0. */
  static int shortLength(byte[] bytes, int at) {
    return bytes[at + SHORT_LENGTH] & 0x3F;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(EtherType.TABLE, EtherType.MACSEC, new MacsecDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Was the payload encrypted or altered, so that it cannot be read? */
  public boolean isEncrypted() {
    return isChanged(bytes, at);
  }

  /** Number of the frame in its secure channel; an unsigned number of 32 bits. */
  public int packetNumber() {
    return BigEndian.i32(bytes, at + PACKET_NUMBER);
  }
}
