package io.weft.protocol.app.dhcp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.protocol.app.PairingDatagrams;

/**
 * A message of BOOTP (RFC 951) or DHCP (RFC 2131 section 2), which has options behind a magic
 * cookie.
 */
public final class Dhcp extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("dhcp", "Dynamic Host Configuration Protocol");

  /** An option's length exceeds the message. */
  public static final Anomaly BAD_OPTION =
      Anomaly.of("bad_dhcp_option", "a DHCP option is longer than the message");

  /** Length of the header in bytes, without the magic cookie. */
  public static final int HEADER_LENGTH = 236;

  static final int SERVER_PORT = 67;
  static final int CLIENT_PORT = 68;

  /** The port of other boot servers on the same machine (PXE, section 2.2.1). */
  static final int PROXY_PORT = 4011;

  static final int HARDWARE_TYPE = 1;
  static final int HARDWARE_LENGTH = 2;
  static final int TRANSACTION = 4;
  static final int SECONDS = 8;
  static final int FLAGS = 10;
  static final int CLIENT_ADDRESS = 12;
  static final int YOUR_ADDRESS = 16;
  static final int HARDWARE_ADDRESS = 28;
  static final int SERVER_NAME = 44;
  static final int FILE = 108;
  static final int COOKIE = HEADER_LENGTH;
  static final int OPTIONS = COOKIE + 4;

  /** Bytes from which even a message that ends within its header is shown. */
  static final int LEAST_SHOWN = SERVER_NAME;

  static final int MAGIC = 0x6382_5363;
  static final int ETHERNET = 1;

  private static final int BOOT_REQUEST = 1;
  private static final int BOOT_REPLY = 2;
  private static final int MAX_HARDWARE_LENGTH = 16;

  static boolean hasCookie(byte[] bytes, int at, int limit) {
    return limit - at >= OPTIONS && BigEndian.i32(bytes, at + COOKIE) == MAGIC;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, DhcpFields::all);
    chain.info(PROTOCOL, DhcpText::describe);
    chain.udp(
        UdpPayload.of(new DhcpDissector(), LEAST_SHOWN, Dhcp::fit)
            .ports(SERVER_PORT, CLIENT_PORT, PROXY_PORT)
            .onAnyPort(Dhcp::fitOnAnyPort));
    chain.datagram(new PairingDatagrams<>(new DhcpConversation()));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    boolean isKnown = bytes[from] == BOOT_REQUEST || bytes[from] == BOOT_REPLY;
    boolean isLengthKnown = BigEndian.u8(bytes, from + HARDWARE_LENGTH) <= MAX_HARDWARE_LENGTH;
    boolean isWhole = wireTo - from >= HEADER_LENGTH;
    return Fit.yesOrMaybe(isKnown && isLengthKnown && isWhole);
  }

  private static Fit fitOnAnyPort(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesIf(fit(bytes, from, to, wireTo) == Fit.YES && hasCookie(bytes, from, to));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 1 in what a client sends, 2 in what a server sends. */
  public int operation() {
    return BigEndian.u8(bytes, at);
  }

  /** Chosen by the client; the server repeats it. */
  public long transaction() {
    return BigEndian.u32(bytes, at + TRANSACTION);
  }

  /** The address of the client that the server gives, in network byte order; 0 for none. */
  public int yourAddress() {
    return BigEndian.i32(bytes, at + YOUR_ADDRESS);
  }

  /** The kind of DHCP message, 1 to 255: {@code 1} for a discover; 0 in a BOOTP message. */
  public int messageType() {
    int option = DhcpOptions.find(bytes, at, limit, DhcpOptions.MESSAGE_TYPE);
    return option < 0 || bytes[option + 1] != 1 ? 0 : BigEndian.u8(bytes, option + 2);
  }
}
