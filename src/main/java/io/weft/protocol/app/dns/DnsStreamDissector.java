package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.MessageStream;

/** Reads the messages of one connection. */
final class DnsStreamDissector extends MessageStream {
  /** Memory of this object without its pairing, estimated in bytes. */
  private static final int BYTES = 72;

  private final DnsPairing pairing = new DnsPairing(Dns.PROTOCOL);

  @Override
  protected int length(Direction direction, byte[] bytes, int from, int to) {
    if (to - from < DnsStreams.LENGTH) {
      return MORE;
    }
    int length = BigEndian.u16(bytes, from);
    return length < Dns.HEADER_LENGTH ? NONE : DnsStreams.LENGTH + length;
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, long offset, StreamContext context) {
    int message = from + DnsStreams.LENGTH;
    context.append(Dns.PROTOCOL, bytes, message, to);
    pairing.onMessage(direction, bytes, message, to, context.arrivalAt(offset), context);
  }

  @Override
  protected void tellRest(StreamContext context) {
    pairing.onEnd(context);
  }

  @Override
  public int memory() {
    return BYTES + pairing.memory();
  }
}
