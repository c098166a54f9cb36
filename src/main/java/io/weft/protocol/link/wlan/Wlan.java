package io.weft.protocol.link.wlan;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.protocol.link.LinkDissectors;

/** An 802.11 frame (IEEE 802.11, clause 9.2). */
public final class Wlan extends View {
  public static final Protocol PROTOCOL = Protocol.of("wlan", "IEEE 802.11 wireless LAN");

  public static final int MANAGEMENT = 0;
  public static final int CONTROL = 1;
  public static final int DATA = 2;

  /** Frame control, duration, receiver: what the shortest control frames have. */
  static final int MIN_LENGTH = 10;

  /** Frame control, duration, three addresses, sequence control. */
  static final int FULL_LENGTH = 24;

  private static final int ADDRESS_LENGTH = 6;
  private static final int QOS_LENGTH = 2;
  private static final int HT_LENGTH = 4;

  private static final int RECEIVER = 4;

  private static final int QOS = 0x8;
  private static final int NO_DATA = 0x4;

  private static final int TO_DS = 0x01;
  private static final int FROM_DS = 0x02;
  private static final int MORE_FRAGMENTS = 0x04;
  private static final int PROTECTED = 0x40;
  private static final int ORDER = 0x80;

  private static final int AGGREGATE = 0x80;
  private static final int FRAGMENT_NUMBER = 0x0F;
  private static final int SEQUENCE_CONTROL = 22;

  /** Some access points send numbers of two bytes in the other order. */
  static int control(byte[] bytes, int at, boolean swapped) {
    return BigEndian.u8(bytes, swapped ? at + 1 : at);
  }

  static int flags(byte[] bytes, int at, boolean swapped) {
    return BigEndian.u8(bytes, swapped ? at : at + 1);
  }

  static int type(int control) {
    return (control >> 2) & 3;
  }

  static int subtype(int control) {
    return control >> 4;
  }

  /** Of a data frame. */
  static int headerLength(int control, int flags) {
    boolean fourAddresses = (flags & (TO_DS | FROM_DS)) == (TO_DS | FROM_DS);
    boolean qos = (subtype(control) & QOS) != 0;
    return FULL_LENGTH
        + (fourAddresses ? ADDRESS_LENGTH : 0)
        + (qos ? QOS_LENGTH : 0)
        + (qos && (flags & ORDER) != 0 ? HT_LENGTH : 0);
  }

  /** Where the QoS field is, if there is one. */
  private static int qosOffset(int flags) {
    boolean fourAddresses = (flags & (TO_DS | FROM_DS)) == (TO_DS | FROM_DS);
    return FULL_LENGTH + (fourAddresses ? ADDRESS_LENGTH : 0);
  }

  /** Does the data frame carry one whole LLC frame, in the clear? */
  static boolean carriesLlc(byte[] bytes, int at, int control, int flags, boolean swapped) {
    boolean qos = (subtype(control) & QOS) != 0;
    return (subtype(control) & NO_DATA) == 0
        && (flags & (PROTECTED | MORE_FRAGMENTS)) == 0
        && (bytes[at + SEQUENCE_CONTROL + (swapped ? 1 : 0)] & FRAGMENT_NUMBER) == 0
        && !(qos && (bytes[at + qosOffset(flags)] & AGGREGATE) != 0);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .put(Chain.LINK_TYPES, LinkHeaderType.IEEE802_11, new WlanDissector(chain, false))
        .name(LinkDissectors.WLAN_BYTE_SWAPPED, new WlanDissector(chain, true));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** {@link #MANAGEMENT}, {@link #CONTROL} or {@link #DATA}. */
  public int type() {
    return type(control(bytes, at, false));
  }

  /** 0 to 15; what it says depends on the type. */
  public int subtype() {
    return subtype(control(bytes, at, false));
  }

  public boolean isProtected() {
    return (flags(bytes, at, false) & PROTECTED) != 0;
  }

  public String receiverText() {
    return Addresses.mac(bytes, at + RECEIVER);
  }
}
