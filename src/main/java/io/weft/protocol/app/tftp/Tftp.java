package io.weft.protocol.app.tftp;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.protocol.app.PairingDatagrams;

/** A TFTP packet: an operation code, and what depends on it (RFC 1350 section 5). */
public final class Tftp extends View {
  public static final Protocol PROTOCOL = Protocol.of("tftp", "Trivial File Transfer Protocol");

  /** Length of the operation code in bytes. */
  public static final int HEADER_LENGTH = 2;

  static final int READ_REQUEST = 1;
  static final int WRITE_REQUEST = 2;
  static final int DATA = 3;
  static final int ACKNOWLEDGEMENT = 4;
  static final int ERROR = 5;
  static final int OPTIONS = 6;

  private static final int PORT = 69;

  /** Index behind the number of a block. */
  static final int BLOCK_END = 4;

  private static final String[] NAMES = {
    null,
    "Read Request",
    "Write Request",
    "Data Packet",
    "Acknowledgement",
    "Error Code",
    "Option Acknowledgement"
  };

  static int operation(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at);
  }

  /** Name of an operation, or null. */
  static String name(long operation) {
    return operation < NAMES.length ? NAMES[(int) operation] : null;
  }

  /** Index behind the text that begins there, with the zero byte that ends it. */
  static int textEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && bytes[at] != 0) {
      at++;
    }
    return Math.min(limit, at + 1);
  }

  /** The text that begins there, without the zero byte that ends it. */
  static String text(byte[] bytes, int from, int limit) {
    int end = textEnd(bytes, from, limit);
    int to = end > from && bytes[end - 1] == 0 ? end - 1 : end;
    return Text.of(bytes, from, to);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, TftpFields::all);
    chain.info(PROTOCOL, TftpText::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, Tftp::fit)
            .ports(PORT));
    chain.datagram(new PairingDatagrams<>(new TftpConversation()));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int operation = operation(bytes, from);
    boolean needsBlock = operation >= DATA && operation <= ERROR;
    return Fit.yesIf(
        operation >= READ_REQUEST
            && operation <= OPTIONS
            && (!needsBlock || wireTo - from >= BLOCK_END));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 1 to 6: 1 for a read request. */
  public int operation() {
    return operation(bytes, at);
  }
}
