package io.weft.protocol.link.wlan;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.protocol.link.LinkDissectors;

/** An 802.11 frame (IEEE 802.11, clause 9.2). */
public final class Wlan extends View {
  public static final Protocol PROTOCOL = Protocol.of("wlan", "IEEE 802.11 wireless LAN");

  /** Type of the frames that join stations to a network. */
  public static final int MANAGEMENT = 0;

  /** Type of the frames that share the medium out. */
  public static final int CONTROL = 1;

  /** Type of the frames that carry a payload. */
  public static final int DATA = 2;

  /** Length in bytes of the shortest control frame: frame control, duration and receiver. */
  static final int MIN_LENGTH = 10;

  /** Length in bytes of frame control, duration, three addresses and sequence control. */
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

  /**
   * The byte of the frame control field with version, type and subtype.
   *
   * @param swapped are the field's two bytes in the opposite order, as some access points send
   *     them?
   */
  static int control(byte[] bytes, int at, boolean swapped) {
    return BigEndian.u8(bytes, swapped ? at + 1 : at);
  }

  /** The byte of the frame control field with the flags. */
  static int flags(byte[] bytes, int at, boolean swapped) {
    return BigEndian.u8(bytes, swapped ? at : at + 1);
  }

  static int type(int control) {
    return (control >> 2) & 3;
  }

  static int subtype(int control) {
    return control >> 4;
  }

  /** Length of a data frame's header in bytes, 24 to 36. */
  static int headerLength(int control, int flags) {
    boolean fourAddresses = (flags & (TO_DS | FROM_DS)) == (TO_DS | FROM_DS);
    boolean qos = (subtype(control) & QOS) != 0;
    return FULL_LENGTH
        + (fourAddresses ? ADDRESS_LENGTH : 0)
        + (qos ? QOS_LENGTH : 0)
        + (qos && (flags & ORDER) != 0 ? HT_LENGTH : 0);
  }

  /** Bytes before the QoS field of a data frame that has one. */
  private static int qosOffset(int flags) {
    boolean fourAddresses = (flags & (TO_DS | FROM_DS)) == (TO_DS | FROM_DS);
    return FULL_LENGTH + (fourAddresses ? ADDRESS_LENGTH : 0);
  }

  /** Does the data frame carry exactly one whole LLC frame, not encrypted? */
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
        .fields(PROTOCOL, () -> WlanFields.FIELDS)
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

  /** 0 to 15; its meaning depends on the type. */
  public int subtype() {
    return subtype(control(bytes, at, false));
  }

  /** Is the frame body encrypted? */
  public boolean isProtected() {
    return (flags(bytes, at, false) & PROTECTED) != 0;
  }

  /** The receiver's address as {@code 02:00:00:00:00:01}. */
  public String receiverText() {
    return Addresses.mac(bytes, at + RECEIVER);
  }
}
