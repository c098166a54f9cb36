package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.Verdict;
import java.util.List;

/**
 * Finds out what is spoken on a connection and hands its ordered bytes to the dissector of it.
 *
 * <p>The first bytes of either direction are shown to each protocol's probe, those that the
 * server's port suggests first; as long as one of them is undecided the bytes are kept. A protocol
 * that is found gets what was kept and all that follows.
 */
final class StreamDispatch implements StreamContext {
  private static final int MAX_HANDOVERS = 8;

  /** Undecided probes see no more than this. */
  private static final int MAX_PROBED = 4096;

  private final TcpConnection connection;
  private final List<StreamProtocol> protocols;
  private Lane client = new Lane();
  private Lane server = new Lane();

  private StreamDissector dissector;
  private boolean over;
  private int handovers;
  private boolean handoverAsked;
  private String handoverTo;

  // The call in hand.
  private Lane lane;
  private long packet;
  private long nanos;
  private long callOffset;

  StreamDispatch(TcpConnection connection, List<StreamProtocol> protocols) {
    this.connection = connection;
    this.protocols = protocols;
  }

  private Lane lane(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  void onBytes(Direction direction, byte[] bytes, int from, int to, long packet, long nanos) {
    Lane current = lane(direction);
    if (over || current.closed) {
      return;
    }
    this.packet = packet;
    this.nanos = nanos;
    if (dissector == null) {
      probe(direction, current, bytes, from, to);
    } else {
      feed(direction, current, bytes, from, to);
    }
  }

  void onGap(Direction direction, long missing, long packet, long nanos) {
    Lane current = lane(direction);
    if (over || current.closed) {
      return;
    }
    this.packet = packet;
    this.nanos = nanos;
    current.clear();
    if (dissector != null) {
      lane = current;
      callOffset = current.offset;
      dissector.onGap(direction, missing, this);
    }
    current.pass(missing);
  }

  void onEnd(Direction direction, boolean clean, long packet, long nanos) {
    Lane current = lane(direction);
    if (dissector != null && !over && !current.closed) {
      this.packet = packet;
      this.nanos = nanos;
      lane = current;
      callOffset = current.offset;
      dissector.onEnd(direction, clean, this);
    }
    current.clear();
    current.closed = true;
  }

  // Finding out.

  private void probe(Direction direction, Lane current, byte[] bytes, int from, int to) {
    if (current.refused) {
      current.pass(to - from);
      return;
    }
    byte[] seen = bytes;
    int seenFrom = from;
    int seenTo = to;
    if (current.keptLength() > 0) {
      if (!current.keep(bytes, from, to, packet, nanos)) {
        refuse(current, to - from);
        return;
      }
      seen = current.kept;
      seenFrom = current.keptFrom;
      seenTo = current.keptTo;
    }
    boolean undecided = false;
    for (int pass = 0; pass < 2; pass++) {
      for (StreamProtocol protocol : protocols) {
        if (protocol.suggestedBy(connection.flow.serverPort()) != (pass == 0)) {
          continue;
        }
        Verdict verdict = protocol.probe(direction, seen, seenFrom, seenTo);
        if (verdict == Verdict.YES || verdict == Verdict.YES_REVERSED) {
          found(protocol, direction, verdict, current, bytes, from, to);
          return;
        }
        undecided |= verdict == Verdict.MORE;
      }
    }
    boolean isKept = seen == current.kept;
    if (undecided && seenTo - seenFrom < MAX_PROBED) {
      if (isKept || current.keep(bytes, from, to, packet, nanos)) {
        return;
      }
    }
    refuse(current, isKept ? 0 : to - from);
  }

  private void refuse(Lane current, int notKept) {
    current.clear();
    current.pass(notKept);
    current.refused = true;
    over = client.refused && server.refused;
  }

  private void found(
      StreamProtocol protocol,
      Direction direction,
      Verdict verdict,
      Lane current,
      byte[] bytes,
      int from,
      int to) {
    connection.application(protocol.protocol(), handovers == 0 ? "content" : "handover");
    dissector = protocol.create();
    Direction spoken = direction;
    if (verdict == Verdict.YES_REVERSED && connection.isReversible()) {
      connection.reverse();
      Lane before = client;
      client = server;
      server = before;
      spoken = direction.opposite();
    }
    if (current.keptLength() > 0) {
      feedKept(spoken, current);
    } else {
      feed(spoken, current, bytes, from, to);
    }
    Lane other = current == client ? server : client;
    if (!over && other.keptLength() > 0) {
      feedKept(spoken.opposite(), other);
    }
  }

  // Feeding.

  private void feed(Direction direction, Lane current, byte[] bytes, int from, int to) {
    if (current.keptLength() > 0) {
      if (current.keep(bytes, from, to, packet, nanos)) {
        feedKept(direction, current);
      } else {
        lose();
      }
      return;
    }
    int used = call(direction, current, bytes, from, to, current.offset);
    if (used < 0 || over) {
      return;
    }
    current.pass(used);
    if (handoverAsked) {
      handOver(direction, current, bytes, from + used, to);
    } else if (from + used < to && !current.keep(bytes, from + used, to, packet, nanos)) {
      lose();
    }
  }

  private void feedKept(Direction direction, Lane current) {
    int used =
        call(direction, current, current.kept, current.keptFrom, current.keptTo, current.offset);
    if (used < 0 || over) {
      return;
    }
    current.use(used);
    if (handoverAsked) {
      byte[] rest = current.kept;
      int from = current.keptFrom;
      int to = current.keptTo;
      current.clear();
      current.offset -= to - from;
      handOver(direction, current, rest, from, to);
    }
  }

  private int call(Direction direction, Lane current, byte[] bytes, int from, int to, long offset) {
    lane = current;
    callOffset = offset;
    int used = dissector.onBytes(direction, bytes, from, to, this);
    if (used == StreamDissector.LOST) {
      lose();
    } else if (used == StreamDissector.STOP) {
      current.clear();
      current.closed = true;
      over = client.closed && server.closed;
    } else if (used < 0 || used > to - from) {
      throw new IllegalStateException(
          dissector.getClass().getName() + " used " + used + " of " + (to - from) + " bytes");
    }
    return used;
  }

  private void lose() {
    over = true;
    dissector = null;
    client.clear();
    server.clear();
  }

  private void handOver(Direction direction, Lane current, byte[] bytes, int from, int to) {
    handoverAsked = false;
    dissector = null;
    client.refused = false;
    server.refused = false;
    if (++handovers > MAX_HANDOVERS) {
      lose();
      return;
    }
    StreamProtocol next = null;
    for (StreamProtocol protocol : protocols) {
      if (protocol.protocol().name().equals(handoverTo)) {
        next = protocol;
      }
    }
    if (handoverTo != null && next == null) {
      lose(); // nobody here reads it
    } else if (next != null) {
      found(next, direction, Verdict.YES, current, bytes, from, to);
    } else if (from < to) {
      probe(direction, current, bytes, from, to);
    }
  }

  // The context of a call.

  @Override
  public long offset() {
    return callOffset;
  }

  @Override
  public long timeAt(long offset) {
    return lane.nanosAt(offset, nanos);
  }

  @Override
  public long packetAt(long offset) {
    return lane.packetAt(offset, packet);
  }

  @Override
  public long nowNanos() {
    return nanos;
  }

  @Override
  public void emit(Exchange exchange) {
    connection.emit(exchange);
  }

  @Override
  public void name(boolean ipv6, long high, long low, String name) {
    connection.name(new IpAddress(ipv6, high, low), name);
  }

  @Override
  public void append(Protocol protocol, byte[] bytes, int from, int to) {
    connection.append(protocol, bytes, from, to);
  }

  @Override
  public boolean pickedUp() {
    return connection.isPickedUp();
  }

  @Override
  public void handOver(String next) {
    handoverAsked = true;
    handoverTo = next;
  }
}
