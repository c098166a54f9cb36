package io.weft.protocol.app.ntp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.protocol.app.PairingDatagrams;

/**
 * A message of the Network Time Protocol (RFC 5905 section 7.3).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |LI | VN  |Mode |    Stratum    |     Poll      |   Precision   |
 * </pre>
 */
public final class Ntp extends View {
  public static final Protocol PROTOCOL = Protocol.of("ntp", "Network Time Protocol");

  /** Length of the header of messages that tell the time, in bytes. */
  public static final int HEADER_LENGTH = 48;

  static final int PORT = 123;

  static final int CLIENT = 3;
  static final int SERVER = 4;
  static final int CONTROL = 6;
  static final int PRIVATE = 7;

  static final int STRATUM = 1;
  static final int REFERENCE = 12;
  static final int REFERENCE_TIME = 16;
  static final int ORIGIN_TIME = 24;
  static final int TRANSMIT_TIME = 40;

  /** Length of the shortest message, a private one, in bytes. */
  private static final int MIN_LENGTH = 8;

  /** Bytes from which even a message that ends within its header is shown. */
  static final int LEAST_SHOWN = 2;

  static final int CONTROL_LENGTH = 12;
  private static final int MAX_VERSION = 4;

  private static final String[] MODES = {
    "reserved",
    "symmetric active",
    "symmetric passive",
    "client",
    "server",
    "broadcast",
    "control",
    "private"
  };

  static int mode(byte[] bytes, int at) {
    return bytes[at] & 7;
  }

  static int version(byte[] bytes, int at) {
    return bytes[at] >> 3 & 7;
  }

  /** Name of a mode, 0 to 7. */
  static String modeName(long mode) {
    return MODES[(int) mode];
  }

  /** Length of the header of messages of a mode, in bytes. */
  static int headerLength(int mode) {
    return mode == PRIVATE ? MIN_LENGTH : mode == CONTROL ? CONTROL_LENGTH : HEADER_LENGTH;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, NtpFields::all);
    chain.info(PROTOCOL, NtpText::describe);
    chain.udp(UdpPayload.of(new NtpDissector(), LEAST_SHOWN, Ntp::fit).ports(PORT));
    chain.datagram(new PairingDatagrams<>(new NtpConversation()));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int version = version(bytes, from);
    boolean isWhole = wireTo - from >= headerLength(mode(bytes, from));
    return Fit.yesOrMaybe(version >= 1 && version <= MAX_VERSION && isWhole);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 7: 3 for a client, 4 for a server. */
  public int mode() {
    return mode(bytes, at);
  }

  /** 0 to 7. */
  public int version() {
    return version(bytes, at);
  }

  /** How many servers lie between the sender and a clock, 0 to 255; 0 where it does not say. */
  public int stratum() {
    return BigEndian.u8(bytes, at + STRATUM);
  }
}
