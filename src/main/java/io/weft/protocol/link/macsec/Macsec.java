package io.weft.protocol.link.macsec;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;

/** The tag of a frame protected on its link (IEEE 802.1AE, clause 9.3). */
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

  /** Is the payload other than it was: encrypted, or altered by the check value's algorithm? */
  static boolean isChanged(byte[] bytes, int at) {
    return (bytes[at + CONTROL] & CHANGED) != 0;
  }

  /** Bytes of payload where it is so short that the frame was padded, else 0. */
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

  public boolean isEncrypted() {
    return isChanged(bytes, at);
  }

  public int packetNumber() {
    return BigEndian.i32(bytes, at + PACKET_NUMBER);
  }
}
