package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/**
 * Reads the messages of one connection. A gap ends the reading of its direction, because nobody can
 * tell where the next message begins.
 */
final class DnsStreamDissector implements StreamDissector {
  /** Memory of this object without its pairing, estimated in bytes. */
  private static final int BYTES = 72;

  private final DnsPairing pairing = new DnsPairing(Dns.PROTOCOL);
  private final Side client = new Side();
  private final Side server = new Side();

  private static final class Side {
    boolean lost;
    boolean over;
  }

  private Side side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    Side side = side(direction);
    int at = from;
    while (at < to && !side.lost) {
      if (to - at < DnsStreams.LENGTH) {
        return at - from;
      }
      int message = at + DnsStreams.LENGTH;
      int length = BigEndian.u16(bytes, at);
      if (length < Dns.HEADER_LENGTH) {
        side.lost = true;
      } else if (to - message < length) {
        return at - from;
      } else {
        context.append(Dns.PROTOCOL, bytes, message, message + length);
        long offset = context.offset() + at - from;
        pairing.onMessage(
            direction, bytes, message, message + length, context.arrivalAt(offset), context);
        at = message + length;
      }
    }
    return to - from;
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    side(direction).lost = true;
  }

  @Override
  public void onEnd(Direction direction, boolean clean, StreamContext context) {
    side(direction).over = true;
    if (client.over && server.over) {
      pairing.onEnd(context);
    }
  }

  @Override
  public int memory() {
    return BYTES + pairing.memory();
  }
}
