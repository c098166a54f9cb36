package io.weft.protocol.app.rpc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;

/**
 * A message of a remote procedure call (RFC 5531 section 9); all numbers have four bytes.
 *
 * <pre>
 * identifier | 0 | RPC version | program | version | procedure | credentials | verifier | arguments
 * identifier | 1 | 0 (accepted) | verifier | status | results
 * identifier | 1 | 1 (denied) | why | details
 * </pre>
 */
public final class Rpc extends View {
  public static final Protocol PROTOCOL = Protocol.of("rpc", "Remote Procedure Call");

  /** Bytes up to why a reply is denied; every message has more. */
  static final int MIN_LENGTH = 16;

  /** Length of a call whose credentials and verifier are empty, in bytes. */
  private static final int CALL_LENGTH = 40;

  private static final int PORT_MAPPER = 111;

  static final int TYPE = 4;
  static final int VERSION = 8;
  static final int PROGRAM = 12;
  static final int PROGRAM_VERSION = 16;
  static final int PROCEDURE = 20;
  static final int CREDENTIALS = 24;
  static final int REPLY_STATUS = 8;

  static final int CALL = 0;
  static final int REPLY = 1;

  private static final int VERSION_2 = 2;

  /** Longest credentials or verifier in bytes (RFC 5531 section 8.2). */
  static final int MAX_AUTHENTICATION = 400;

  static int type(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + TYPE);
  }

  /** Is it the beginning of a call of a program that is known? */
  static boolean isCall(byte[] bytes, int from, int to) {
    if (to - from < CALL_LENGTH
        || type(bytes, from) != CALL
        || BigEndian.i32(bytes, from + VERSION) != VERSION_2
        || RpcProgram.of(BigEndian.i32(bytes, from + PROGRAM)) == null) {
      return false;
    }
    int length = BigEndian.i32(bytes, from + CREDENTIALS + 4);
    return length >= 0 && length <= MAX_AUTHENTICATION && length % 4 == 0;
  }

  /** Can it be a reply? The call that it answers has to say so. */
  static boolean mayBeReply(byte[] bytes, int from, int to) {
    if (to - from < MIN_LENGTH || type(bytes, from) != REPLY) {
      return false;
    }
    int status = BigEndian.i32(bytes, from + REPLY_STATUS);
    return status == 0 || status == 1;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, RpcFields::all);
    chain.info(PROTOCOL, Rpc::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), CALL_LENGTH, Rpc::fit)
            .ports(PORT_MAPPER)
            .onAnyPort());
    chain.datagram(new RpcFlows());
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesIf(isCall(bytes, from, to));
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    RpcCall call = RpcCall.of(packet, layer);
    if (call != null) {
      text.append(call.programName()).append(" v").append(call.version()).append(' ');
      text.append(call.procedureName());
    }
    boolean isCall = type(packet.bytes(layer), packet.start(layer)) == CALL;
    text.append(isCall ? " call" : " reply");
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** The number that a reply repeats. */
  public int identifier() {
    return BigEndian.i32(bytes, at);
  }

  /** Or else it is a reply. */
  public boolean isCall() {
    return type(bytes, at) == CALL;
  }
}
