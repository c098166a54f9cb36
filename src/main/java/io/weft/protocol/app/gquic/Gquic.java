package io.weft.protocol.app.gquic;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;

/**
 * A packet of Google's QUIC. Source: "QUIC Wire Layout Specification" (Chromium, 2016), "Public
 * Packet Header".
 *
 * <pre>
 * flags (8) | connection (0 or 64) | version (0 or 32) | nonce (0 or 256) | number (8 to 48)
 * </pre>
 */
public final class Gquic extends View {
  public static final Protocol PROTOCOL = Protocol.of("gquic", "GQUIC (Google QUIC)");

  // Bits of the flags.
  static final int VERSION = 0x01;
  static final int RESET = 0x02;
  static final int NONCE = 0x04;
  static final int CONNECTION = 0x08;
  private static final int RESERVED = 0xC0;

  static final int CONNECTION_LENGTH = 8;
  static final int VERSION_LENGTH = 4;

  /** Flags, and a packet number of a byte with something behind it. */
  static final int MIN_LENGTH = 3;

  /** Flags, connection and version: what a packet has by which a flow is recognised. */
  private static final int FULL_LENGTH = 1 + CONNECTION_LENGTH + VERSION_LENGTH;

  // Version Q046 has a header after IETF's: flags, version, lengths, connections, number.
  static final int LONG_LENGTHS = 5;
  static final int LONG_CONNECTIONS = 6;
  private static final int FORM_AND_FIXED = 0xC0;
  private static final int FIXED = 0x40;

  /** The last version that is read here. */
  static final int LATEST = 46;

  private static final int[] NUMBER_LENGTHS = {1, 2, 4, 6};

  /** Length of the packet number in bytes. */
  static int numberLength(int flags) {
    return NUMBER_LENGTHS[flags >> 4 & 3];
  }

  static int connectionLength(int flags) {
    return (flags & CONNECTION) != 0 ? CONNECTION_LENGTH : 0;
  }

  /** Is the flag set whose packets name the version, and is the version a known one? */
  static boolean namesVersion(byte[] bytes, int from, int to) {
    return to - from >= FULL_LENGTH
        && (bytes[from] & (RESERVED | VERSION | CONNECTION)) == (VERSION | CONNECTION)
        && version(bytes, from + 1 + CONNECTION_LENGTH) >= 0;
  }

  /** Has the packet the short header of version Q046, which does not name it? */
  static boolean isShort(byte[] bytes, int from) {
    return (bytes[from] & FORM_AND_FIXED) == FIXED;
  }

  /** Has the packet the long header of version Q046? */
  static boolean isLong(byte[] bytes, int from, int to) {
    return to - from > LONG_CONNECTIONS
        && (bytes[from] & FORM_AND_FIXED) == FORM_AND_FIXED
        && version(bytes, from + 1) == LATEST;
  }

  /**
   * Has the packet the short header of version Q046, or flags that are defined, and room for the
   * parts that they announce?
   */
  static boolean fitsFlow(byte[] bytes, int from, int to) {
    if (to - from < MIN_LENGTH || bytes[from] < 0) {
      return false;
    }
    if (isShort(bytes, from)) {
      return true;
    }
    int header = 1 + connectionLength(bytes[from]);
    header += (bytes[from] & VERSION) != 0 ? VERSION_LENGTH : 0;
    return to - from >= header + ((bytes[from] & RESET) != 0 ? 0 : numberLength(bytes[from]));
  }

  /** The number of a version, Q020 to Q049, whose letters stand there; -1 for any other. */
  static int version(byte[] bytes, int at) {
    int tens = bytes[at + 2] - '0';
    int ones = bytes[at + 3] - '0';
    boolean fits =
        bytes[at] == 'Q'
            && bytes[at + 1] == '0'
            && tens >= 2
            && tens <= 4
            && ones >= 0
            && ones <= 9;
    return fits ? 10 * tens + ones : -1;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, GquicFields::all);
    chain.info(PROTOCOL, Gquic::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), FULL_LENGTH, Gquic::fit)
            .onAnyPort());
    chain.datagram(new GquicFlows());
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesIf(namesVersion(bytes, from, to) || isLong(bytes, from, to));
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    if (isLong(bytes, start, packet.limit(layer))) {
      text.append("version Q046");
    } else if (!isShort(bytes, start) && (bytes[start] & RESET) != 0) {
      text.append("public reset");
    } else if (namesVersion(bytes, start, packet.limit(layer))) {
      text.append("version Q0").append(version(bytes, start + 1 + CONNECTION_LENGTH));
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** The number of the connection; 0 where the packet has none, or is of version Q046. */
  public long connection() {
    return (bytes[at] & RESERVED) == 0
            && connectionLength(bytes[at]) != 0
            && limit - at > CONNECTION_LENGTH
        ? BigEndian.i64(bytes, at + 1)
        : 0;
  }
}
