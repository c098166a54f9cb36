package io.weft.protocol.app.sip;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.MessageStream;
import io.weft.protocol.app.Pairing;
import io.weft.protocol.app.PairingQueue;
import io.weft.protocol.app.sip.sdp.Sdp;

/** Reads the messages of one connection, each of which tells the length of its body. */
final class SipStreamDissector extends MessageStream {
  /** Memory of this object without its queue, estimated in bytes. */
  private static final int BYTES = 40;

  /** The longest message in bytes: more are not kept for a dissector. */
  private static final int MOST = 1 << 16;

  private final PairingQueue<SipFacts> queue = new PairingQueue<>(new SipConversation());

  @Override
  protected int length(Direction direction, byte[] bytes, int from, int to) {
    if (isLineEnd(bytes[from])) {
      return 1; // keeps the connection alive (RFC 5626 section 3.5.1)
    }
    ProbeResult line = SipStartLine.probe(bytes, from, to);
    if (line != ProbeResult.YES) {
      return line == ProbeResult.MORE ? MORE : NONE;
    }
    SipHeaders headers = new SipHeaders(bytes, from, to);
    int content = 0;
    while (headers.next()) {
      if (headers.is("CONTENT-LENGTH", 'L')) {
        content = headers.number();
      }
    }
    if (content < 0 || content > MOST) {
      return NONE;
    }
    return headers.body() < 0 ? MORE : headers.body() - from + content;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, long offset, StreamContext context) {
    if (isLineEnd(bytes[from])) {
      return;
    }
    context.append(Sip.PROTOCOL, bytes, from, to);
    int body = SipHeaders.description(bytes, from, to);
    if (body >= 0) {
      context.append(Sdp.PROTOCOL, bytes, body, to);
    }
    Pairing pairing = null;
    SipFacts facts = SipFacts.of(bytes, from, to);
    if (facts != null) {
      Datagram whole = Datagram.of(context.arrivalAt(offset + to - from - 1), to - from);
      pairing = queue.onMessage(direction, whole, facts, context);
    }
    SipConversation.announce(bytes, body, to, facts, pairing, context);
  }

  @Override
  protected void tellRest(StreamContext context) {
    queue.giveUp(context);
  }

  @Override
  public int memory() {
    return BYTES + queue.memory();
  }
}
