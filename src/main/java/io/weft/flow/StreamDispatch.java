package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.Verdict;

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
  private final StreamProtocol[] protocols;
  private final FlowOutput output;
  private Lane client;
  private Lane server;

  private StreamDissector dissector;

  /** Nobody reads the connection, now or later. */
  private boolean over;

  private int handovers;
  private boolean handoverAsked;
  private String handoverTo;

  // The call in hand.
  private Lane lane;
  private long packet;
  private long nanos;
  private long callOffset;

  // What the probes have said of the bytes shown to them last.
  private boolean undecided;
  private boolean reversed;

  StreamDispatch(TcpConnection connection, StreamProtocol[] protocols, FlowOutput output) {
    this.connection = connection;
    this.protocols = protocols;
    this.output = output;
    client = new Lane(output.pages());
    server = new Lane(output.pages());
  }

  private Lane lane(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  void onBytes(Direction direction, byte[] bytes, int from, int to, long packet, long nanos) {
    Lane current = lane(direction);
    if (over || current.stopped) {
      return;
    }
    this.packet = packet;
    this.nanos = nanos;
    if (dissector == null) {
      probe(direction, current, bytes, from, to);
    } else {
      feed(direction, current, bytes, from, to);
    }
    weigh();
  }

  void onGap(Direction direction, long missing, long packet, long nanos) {
    Lane current = lane(direction);
    if (over || current.stopped) {
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
    handOverIfAsked(direction);
    weigh();
  }

  void onEnd(Direction direction, boolean clean, long packet, long nanos) {
    Lane current = lane(direction);
    this.packet = packet;
    this.nanos = nanos;
    current.ended = true;
    current.endedClean = clean;
    if (dissector != null) {
      end(direction, clean);
    } else if (client.ended && server.ended) {
      lose(); // what is undecided stays so
    }
    weigh();
  }

  private void weigh() {
    int read = dissector == null ? 0 : dissector.memory();
    connection.weigh(read + client.memory() + server.memory(), output.memory());
  }

  private void end(Direction direction, boolean clean) {
    Lane current = lane(direction);
    lane = current;
    callOffset = current.offset;
    dissector.onEnd(direction, clean, this);
    current.clear();
    current.stopped = true;
    handOverIfAsked(direction);
  }

  /**
   * Client and server, which had been guessed, change places; not where a dissector has been told
   * them already.
   */
  boolean reverse() {
    if (dissector != null || handovers > 0) {
      return false;
    }
    Lane before = client;
    client = server;
    server = before;
    return true;
  }

  // Finding out.

  private void probe(Direction direction, Lane current, byte[] bytes, int from, int to) {
    if (current.refused) {
      current.pass(to - from);
      return;
    }
    if (current.keptLength() > 0) {
      if (current.keep(bytes, from, to, packet, nanos)) {
        probeKept(direction, current);
      } else {
        output.countUnread();
        refuse(current, to - from);
      }
      return;
    }
    StreamProtocol protocol = recognise(direction, bytes, from, to);
    if (protocol != null) {
      Direction spoken = start(protocol, direction);
      StreamDissector started = dissector;
      feed(spoken, current, bytes, from, to);
      catchUp(started, spoken.opposite());
    } else if (!undecided || to - from >= MAX_PROBED) {
      refuse(current, to - from);
    } else if (!current.keep(bytes, from, to, packet, nanos)) {
      output.countUnread();
      refuse(current, to - from);
    }
  }

  private void probeKept(Direction direction, Lane current) {
    StreamProtocol protocol = recognise(direction, current.kept, current.keptFrom, current.keptTo);
    if (protocol != null) {
      Direction spoken = start(protocol, direction);
      StreamDissector started = dissector;
      feedKept(spoken, current);
      catchUp(started, spoken.opposite());
    } else if (!undecided || current.keptLength() >= MAX_PROBED) {
      refuse(current, 0);
    }
  }

  /** The protocol that claims these bytes, or null. */
  private StreamProtocol recognise(Direction direction, byte[] bytes, int from, int to) {
    undecided = false;
    for (int pass = 0; pass < 2; pass++) {
      for (StreamProtocol protocol : protocols) {
        if (protocol.suggestedBy(connection.flow.serverPort()) != (pass == 0)) {
          continue;
        }
        Verdict verdict = protocol.probe(direction, bytes, from, to);
        if (verdict == Verdict.YES || verdict == Verdict.YES_REVERSED) {
          reversed = verdict == Verdict.YES_REVERSED;
          return protocol;
        }
        undecided |= verdict == Verdict.MORE;
      }
    }
    return null;
  }

  private void refuse(Lane current, int notKept) {
    current.clear();
    current.pass(notKept);
    current.refused = true;
    over = client.refused && server.refused;
  }

  /** Begins to read a protocol that was recognised; returns who sent the bytes that told it. */
  private Direction start(StreamProtocol protocol, Direction direction) {
    connection.application(protocol.protocol(), handovers == 0 ? "content" : "handover");
    Direction spoken = direction;
    if (reversed && connection.isReversible() && connection.reverseStreams()) {
      spoken = direction.opposite();
    }
    dissector = protocol.create();
    return spoken;
  }

  /**
   * Gives a dissector that was started by the one direction what was kept of the other, and tells
   * it which of them are over; unless it has handed over already.
   */
  private void catchUp(StreamDissector started, Direction other) {
    if (dissector == started && lane(other).keptLength() > 0) {
      feedKept(other, lane(other));
    }
    if (dissector == started && lane(other).ended) {
      end(other, lane(other).endedClean);
    }
    Direction told = other.opposite();
    if (dissector == started && lane(told).ended) {
      end(told, lane(told).endedClean);
    }
  }

  // Feeding.

  private void feed(Direction direction, Lane current, byte[] bytes, int from, int to) {
    if (current.keptLength() > 0) {
      if (current.keep(bytes, from, to, packet, nanos)) {
        feedKept(direction, current);
      } else {
        giveUp();
      }
      return;
    }
    int used = call(direction, current, bytes, from, to);
    if (used < 0) {
      handOverIfAsked(direction);
      return;
    }
    current.pass(used);
    if (from + used < to && !current.keep(bytes, from + used, to, packet, nanos)) {
      giveUp();
      return;
    }
    handOverIfAsked(direction);
  }

  private void feedKept(Direction direction, Lane current) {
    int used = call(direction, current, current.kept, current.keptFrom, current.keptTo);
    if (used >= 0) {
      current.use(used);
    }
    handOverIfAsked(direction);
  }

  private int call(Direction direction, Lane current, byte[] bytes, int from, int to) {
    lane = current;
    callOffset = current.offset;
    int used = dissector.onBytes(direction, bytes, from, to, this);
    if (used == StreamDissector.LOST) {
      lose();
    } else if (used == StreamDissector.STOP) {
      current.clear();
      current.stopped = true;
    } else if (used < 0 || used > to - from) {
      throw new IllegalStateException(
          dissector.getClass().getName() + " used " + used + " of " + (to - from) + " bytes");
    }
    return used;
  }

  /** Too much was left unused: the dissector is told that it will hear no more. */
  private void giveUp() {
    output.countUnread();
    client.clear();
    server.clear();
    tellEnd(Direction.FROM_CLIENT);
    tellEnd(Direction.FROM_SERVER);
    lose();
  }

  private void tellEnd(Direction direction) {
    Lane current = lane(direction);
    if (!current.ended) {
      lane = current;
      callOffset = current.offset;
      dissector.onEnd(direction, false, this);
    }
  }

  /** No more will come: lets go of what is kept still. */
  void finish() {
    client.clear();
    server.clear();
  }

  private void lose() {
    over = true;
    dissector = null;
    handoverAsked = false;
    client.clear();
    server.clear();
  }

  private void handOverIfAsked(Direction direction) {
    if (!handoverAsked) {
      return;
    }
    handoverAsked = false;
    dissector = null;
    client.reopen();
    server.reopen();
    if (++handovers > MAX_HANDOVERS) {
      lose();
    } else if (handoverTo == null) {
      probeKept(direction);
      probeKept(direction.opposite());
    } else {
      startNamed(handoverTo, direction);
    }
  }

  /** After a hand-over to whomever: what was left unused may tell already. */
  private void probeKept(Direction direction) {
    Lane current = lane(direction);
    if (dissector == null && !over && current.keptLength() > 0) {
      probeKept(direction, current);
    }
  }

  private void startNamed(String name, Direction direction) {
    for (StreamProtocol protocol : protocols) {
      if (protocol.protocol().name().equals(name)) {
        reversed = false;
        start(protocol, direction);
        StreamDissector started = dissector;
        if (lane(direction).keptLength() > 0) {
          feedKept(direction, lane(direction));
        }
        catchUp(started, direction.opposite());
        return;
      }
    }
    lose(); // nobody here reads it
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
    // Behind a record that has left, the dissector is new: it does not know what was said before.
    return connection.isPickedUp() || connection.flow.isContinued();
  }

  @Override
  public void handOver(String next) {
    handoverAsked = true;
    handoverTo = next;
  }
}
