package io.weft.protocol.app.bgp;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/**
 * Cuts both directions into messages. Behind a gap, and where no message can begin, the next marker
 * is looked for.
 */
final class BgpDissector implements StreamDissector {
  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 24;

  /** Has a direction lost the place where messages begin? */
  private boolean isLostByClient;

  private boolean isLostByServer;

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    int at = isLost(direction) ? Bgp.nextMarker(bytes, from, to) : from;
    lose(direction, false);
    while (to - at >= Bgp.HEADER_LENGTH) {
      if (!Bgp.isMessage(bytes, at)) {
        at = Bgp.nextMarker(bytes, at + 1, to);
        continue;
      }
      int end = at + Bgp.length(bytes, at);
      if (end > to) {
        break;
      }
      context.append(Bgp.PROTOCOL, bytes, at, end);
      if (Bgp.type(bytes, at) != Bgp.KEEPALIVE) {
        Arrival first = context.arrivalAt(context.offset() + at - from);
        context.emit(MessageReader.read(direction, first, bytes, at, end));
      }
      at = end;
    }
    return at - from;
  }

  /**
   * Shows the beginning of a message with the packet that holds it. Where that packet is over, the
   * gap is none that the capture's snap length made, and the message may be sent again.
   */
  @Override
  public void onCut(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    long last = context.arrivalAt(context.offset() + to - from - 1).number();
    boolean isHere = last == context.arrival().number();
    if (isHere && to - from >= Bgp.HEADER_LENGTH && Bgp.isMessage(bytes, from)) {
      context.append(Bgp.PROTOCOL, bytes, from, to);
    }
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    lose(direction, true);
  }

  private boolean isLost(Direction direction) {
    return direction == Direction.FROM_CLIENT ? isLostByClient : isLostByServer;
  }

  private void lose(Direction direction, boolean isLost) {
    if (direction == Direction.FROM_CLIENT) {
      isLostByClient = isLost;
    } else {
      isLostByServer = isLost;
    }
  }

  @Override
  public int memory() {
    return BYTES;
  }
}
