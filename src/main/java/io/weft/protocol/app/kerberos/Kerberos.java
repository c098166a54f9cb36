package io.weft.protocol.app.kerberos;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.protocol.app.Ber;
import io.weft.protocol.app.PairingDatagrams;

/** A message of Kerberos 5 (RFC 4120 section 5), without the length that TCP puts before it. */
public final class Kerberos extends View {
  public static final Protocol PROTOCOL = Protocol.of("kerberos", "Kerberos");

  static final int AS_REQUEST = 10;
  static final int AS_REPLY = 11;
  static final int TGS_REQUEST = 12;
  static final int TGS_REPLY = 13;
  static final int AP_REQUEST = 14;
  static final int AP_REPLY = 15;
  static final int ERROR = 30;

  /** Bytes of the length before a message on TCP (section 7.2.2). */
  static final int LENGTH = 4;

  /** A message's tag, its sequence, and its version, in bytes, however long their lengths are. */
  static final int LEAST = 17;

  private static final int PORT = 88;

  /** The tag of a message, without its number. */
  private static final int APPLICATION = 0x60;

  private static final int NUMBER = 0x1F;
  private static final int CONTEXT = 0xA0;
  private static final int VERSION = 5;

  /** The longest message in bytes: more are not kept for a dissector. */
  static final int MOST = 1 << 16;

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, KerberosFields::all);
    chain.info(PROTOCOL, KerberosText::describe);
    chain.udp(UdpPayload.of(new KerberosDissector(), LEAST, Kerberos::fit).ports(PORT).onAnyPort());
    chain.datagram(new PairingDatagrams<>(new KerberosConversation()));
    chain.stream(
        StreamProtocol.of(PROTOCOL, Kerberos::probe, KerberosStreamDissector::new).ports(PORT));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    long length = length(bytes, from, to);
    return length < 0 ? Fit.NO : Fit.yesOrMaybe(length <= wireTo - from);
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int there = to - from;
    boolean isPossible =
        bytes[from] == 0
            && (there < 2 || bytes[from + 1] == 0)
            && (there <= LENGTH || name(type(bytes, from + LENGTH)) != null);
    if (!isPossible) {
      return ProbeResult.NO;
    }
    if (there < LENGTH + LEAST) {
      return ProbeResult.MORE;
    }
    int message = from + LENGTH;
    if (length(bytes, message, to) != BigEndian.i32(bytes, from)) {
      return ProbeResult.NO;
    }
    boolean isRequest = isRequest(type(bytes, message));
    return ProbeResult.yes(isRequest == (direction == Direction.FROM_CLIENT));
  }

  /** The length of a message with its tag, as it says; -1 where none begins there. */
  static long length(byte[] bytes, int from, int to) {
    if (name(type(bytes, from)) == null) {
      return -1; // before there is an object: any datagram may be asked about
    }
    Ber message = new Ber(bytes, from, to);
    if (!message.next() || message.length() > MOST) {
      return -1;
    }
    Ber sequence = message.inside();
    if (!sequence.next() || sequence.tag() != Ber.SEQUENCE || sequence.end() != message.end()) {
      return -1;
    }
    Ber parts = sequence.inside();
    boolean isVersioned = parts.next() && (parts.tag() == CONTEXT || parts.tag() == CONTEXT + 1);
    Ber version = parts.inside();
    boolean isRight =
        isVersioned
            && version.next()
            && version.tag() == Ber.INTEGER
            && version.number() == VERSION;
    return isRight ? message.end() - from : -1;
  }

  /** The type of the message, 0 to 31, by its tag; -1 where the tag is of no message. */
  static int type(byte[] bytes, int at) {
    int tag = bytes[at] & 0xFF;
    return (tag & ~NUMBER) == APPLICATION ? tag & NUMBER : -1;
  }

  /** Name of a type of message, or null. */
  static String name(long type) {
    return switch ((int) type) {
      case AS_REQUEST -> "AS-REQ";
      case AS_REPLY -> "AS-REP";
      case TGS_REQUEST -> "TGS-REQ";
      case TGS_REPLY -> "TGS-REP";
      case AP_REQUEST -> "AP-REQ";
      case AP_REPLY -> "AP-REP";
      case ERROR -> "KRB-ERROR";
      default -> null;
    };
  }

  static boolean isRequest(int type) {
    return type == AS_REQUEST || type == TGS_REQUEST || type == AP_REQUEST;
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 10 to 30: 10 for an AS-REQ. */
  public int type() {
    return type(bytes, at);
  }
}
