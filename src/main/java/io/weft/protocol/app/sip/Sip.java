package io.weft.protocol.app.sip;

import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.protocol.app.PairingDatagrams;
import io.weft.protocol.app.sip.sdp.Sdp;

/** A message of the Session Initiation Protocol (RFC 3261 section 7). */
public final class Sip extends View {
  public static final Protocol PROTOCOL = Protocol.of("sip", "Session Initiation Protocol");

  private static final int PORT = 5060;

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, SipFields::all);
    chain.info(PROTOCOL, SipText::describe);
    chain.udp(
        UdpPayload.of(new SipDissector(), SipStartLine.LEAST, Sip::fit).ports(PORT).onAnyPort());
    Sdp.register(chain);
    chain.datagram(new PairingDatagrams<>(new SipConversation()));
    chain.stream(
        StreamProtocol.of(PROTOCOL, Sip::probe, SipStreamDissector::new)
            .ports(PORT)
            .leadingToOthers());
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return switch (SipStartLine.probe(bytes, from, to)) {
      case YES -> Fit.YES;
      case MORE -> to < wireTo ? Fit.MAYBE : Fit.NO;
      default -> Fit.NO;
    };
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    ProbeResult line = SipStartLine.probe(bytes, from, to);
    if (line != ProbeResult.YES) {
      return line;
    }
    // Either side may ask; who opened the connection is most likely to begin.
    boolean isRequest = !SipStartLine.isResponse(bytes, from, to);
    return ProbeResult.yes(isRequest == (direction == Direction.FROM_CLIENT));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  public boolean isResponse() {
    return SipStartLine.isResponse(bytes, at, limit());
  }
}
