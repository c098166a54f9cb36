package io.weft.flow.application;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import java.util.List;
import java.util.function.Supplier;

/**
 * Recognises the protocol on a pair of byte streams and has it dissected. The session keeps the
 * bytes that a dissector leaves unused, tells it of gaps and ends, and starts the next dissector
 * where a protocol hands over to another. It does not know what carries the streams.
 */
public final class StreamSession extends Session implements StreamContext {
  /** How often the protocol may change. */
  private static final int MAX_HANDOVERS = 8;

  /** A direction whose protocol is undecided after so many bytes is given up. */
  private static final int MAX_PROBED = 4096;

  /**
   * In a stream of no known protocol a known one may begin after it, as TLS does: it is looked for
   * in so many bytes of a direction.
   */
  private static final int MAX_LATE = 16 << 10;

  private final StreamBuffer first;
  private final StreamBuffer other;

  private StreamDissector dissector;

  /** Is the first end the client? Fixed when a dissector starts. */
  private boolean clientIsFirst;

  /** Nobody reads the streams any more, and nobody will. */
  private boolean lost;

  private int handovers;
  private boolean handoverAsked;
  private String handoverTo;

  /** Makes who reads on; null for the one who reads all streams of that protocol. */
  private Supplier<StreamDissector> handoverBy;

  private boolean tunnel;

  // The direction and offset that the current call of the dissector is about.
  private StreamBuffer buffer;
  private long callOffset;

  // What the probes have said of the bytes shown to them last.
  private boolean undecided;
  private boolean reversed;

  /** A session that lies in no other session. */
  public StreamSession(Applications applications, SessionHost host) {
    this(applications, host, List.of(), null);
  }

  /**
   * @param over the protocols that carry the session, outermost first
   * @param children keeps its own children; null to make it when the first child is opened
   */
  StreamSession(
      Applications applications, SessionHost host, List<Protocol> over, ChildStreams children) {
    super(applications, host, over, children);
    first = new StreamBuffer(applications.pages());
    other = new StreamBuffer(applications.pages());
  }

  /** Is it settled who is the client, because a dissector has been told? */
  public boolean isBound() {
    return dissector != null || handovers > 0;
  }

  private StreamBuffer buffer(boolean ofFirst) {
    return ofFirst ? first : other;
  }

  /** The direction of one end. The host says who is the client until a dissector has been told. */
  private Direction directionOf(boolean fromFirst) {
    boolean isClientFirst = isBound() ? clientIsFirst : host().isClientFirst();
    return fromFirst == isClientFirst ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  /**
   * The next bytes of one direction.
   *
   * @param fromFirst did the first end send them?
   */
  public void onBytes(boolean fromFirst, byte[] bytes, int from, int to, Arrival at) {
    StreamBuffer current = buffer(fromFirst);
    boolean isUnknown = dissector == null && current.isRefused();
    if ((lost && !isUnknown) || current.isStopped()) {
      return;
    }
    arrival(at);
    try {
      if (isUnknown) {
        probeLate(fromFirst, bytes, from, to);
      } else if (dissector == null) {
        probe(fromFirst, bytes, from, to);
      } else {
        feed(fromFirst, bytes, from, to);
      }
      weigh();
    } catch (RuntimeException | StackOverflowError e) {
      fail(e);
    }
  }

  /** Ends the session because a dissector has failed; what carries the session goes on. */
  private void fail(Throwable failure) {
    applications().errors().contain(failure, arrival().number());
    lose();
    endChildren();
    weigh();
  }

  /** The next bytes of one direction are not in the capture. */
  public void onGap(boolean fromFirst, long missing, Arrival at) {
    StreamBuffer current = buffer(fromFirst);
    if (dissector == null && current.isRefused()) {
      current.pass(missing);
      return;
    }
    if (lost || current.isStopped()) {
      return;
    }
    arrival(at);
    try {
      if (dissector != null && current.keptLength() > 0) {
        buffer = current;
        callOffset = current.offset();
        dissector.onCut(
            directionOf(fromFirst), current.bytes(), current.from(), current.to(), this);
      }
      current.clear();
      if (dissector != null) {
        buffer = current;
        callOffset = current.offset();
        dissector.onGap(directionOf(fromFirst), missing, this);
      }
      current.pass(missing);
      handOverIfAsked(fromFirst);
      weigh();
    } catch (RuntimeException | StackOverflowError e) {
      fail(e);
    }
  }

  /**
   * One direction is over.
   *
   * @param clean by a FIN, or what its protocol has in its place
   */
  public void onEnd(boolean fromFirst, boolean clean, Arrival at) {
    arrival(at);
    try {
      buffer(fromFirst).end(clean);
      if (dissector != null) {
        end(fromFirst);
      } else if (first.isEnded() && other.isEnded()) {
        lose(); // what is undecided stays so
      }
      endChildrenIfOver();
      weigh();
    } catch (RuntimeException | StackOverflowError e) {
      fail(e);
    }
  }

  /**
   * Ends the session because no more bytes will come: it lets go of the bytes that it still keeps.
   */
  public void finish() {
    first.clear();
    other.clear();
    weigh();
  }

  private void weigh() {
    int read = dissector == null ? 0 : dissector.memory();
    weigh(read + first.memory() + other.memory());
  }

  private void end(boolean fromFirst) {
    StreamBuffer current = buffer(fromFirst);
    buffer = current;
    callOffset = current.offset();
    dissector.onEnd(directionOf(fromFirst), current.isEndedClean(), this);
    current.clear();
    current.stop();
    handOverIfAsked(fromFirst);
  }

  private void endChildrenIfOver() {
    if (lost || (first.isEnded() && other.isEnded())) {
      endChildren();
    }
  }

  // Finding out.

  /** Begins with a protocol that is known already; null leaves it to the first bytes. */
  void start(StreamProtocol known) {
    if (known != null) {
      reversed = false;
      begin(known, Applications.HANDOVER);
    }
  }

  private void probe(boolean fromFirst, byte[] bytes, int from, int to) {
    StreamBuffer current = buffer(fromFirst);
    if (current.keptLength() > 0) {
      if (current.keep(bytes, from, to, arrival())) {
        probeKept(fromFirst);
      } else {
        applications().losses().countUnreadStream();
        refuse(current, to - from);
      }
      return;
    }
    StreamProtocol given = handovers == 0 && !isInside() ? applications().given(host()) : null;
    if (given != null) {
      reversed = given.probe(directionOf(fromFirst), bytes, from, to) == ProbeResult.YES_REVERSED;
      begin(given, Applications.DECODE_AS);
      feed(fromFirst, bytes, from, to);
      return;
    }
    StreamProtocol expected =
        handovers == 0 && !isInside() ? applications().expected(host(), arrival()) : null;
    if (expected != null) {
      start(expected);
      feed(fromFirst, bytes, from, to);
      return;
    }
    StreamProtocol found = recognise(fromFirst, bytes, from, to);
    if (found != null) {
      StreamDissector started = begin(found, Applications.CONTENT);
      feed(fromFirst, bytes, from, to);
      catchUp(started, !fromFirst);
    } else if (!undecided || to - from >= MAX_PROBED) {
      refuse(current, to - from);
    } else if (!current.keep(bytes, from, to, arrival())) {
      applications().losses().countUnreadStream();
      refuse(current, to - from);
    }
  }

  /** Looks for a protocol that begins in the midst of one that nobody reads. */
  private void probeLate(boolean fromFirst, byte[] bytes, int from, int to) {
    StreamBuffer current = buffer(fromFirst);
    if (current.offset() < MAX_LATE && directionOf(fromFirst) == Direction.FROM_CLIENT) {
      StreamProtocol late = applications().late(bytes, from, to);
      if (late != null) {
        first.clear();
        other.clear();
        first.reopen();
        other.reopen();
        lost = false;
        reversed = false;
        begin(late, Applications.CONTENT);
        feed(fromFirst, bytes, from, to);
        return;
      }
    }
    current.pass(to - from);
  }

  private void probeKept(boolean fromFirst) {
    StreamBuffer current = buffer(fromFirst);
    StreamProtocol found = recognise(fromFirst, current.bytes(), current.from(), current.to());
    if (found != null) {
      StreamDissector started = begin(found, Applications.CONTENT);
      feedKept(fromFirst);
      catchUp(started, !fromFirst);
    } else if (!undecided || current.keptLength() >= MAX_PROBED) {
      refuse(current, 0);
    }
  }

  /** The protocol that claims these bytes, or null. */
  private StreamProtocol recognise(boolean fromFirst, byte[] bytes, int from, int to) {
    undecided = false;
    Direction direction = directionOf(fromFirst);
    StreamProtocol found = recognise(true, direction, bytes, from, to);
    if (found == null && applications().learnRest()) {
      found = recognise(true, direction, bytes, from, to);
    }
    return found == null ? recognise(false, direction, bytes, from, to) : found;
  }

  /**
   * @param bySuggestion whether to ask those protocols that the server's port suggests, or the
   *     others
   */
  private StreamProtocol recognise(
      boolean bySuggestion, Direction direction, byte[] bytes, int from, int to) {
    int serverPort = host().serverPort();
    for (StreamProtocol known : applications().streams()) {
      if (known.suggestedBy(serverPort) != bySuggestion) {
        continue;
      }
      ProbeResult result = known.probe(direction, bytes, from, to);
      if (result.isYes() || (result == ProbeResult.MAYBE && bySuggestion)) {
        reversed = result == ProbeResult.YES_REVERSED;
        return known;
      }
      undecided |= result == ProbeResult.MORE || result == ProbeResult.MAYBE;
    }
    return null;
  }

  private void refuse(StreamBuffer current, int notKept) {
    current.clear();
    current.pass(notKept);
    current.refuse();
    lost = first.isRefused() && other.isRefused();
  }

  /** Begins to read a protocol. */
  private StreamDissector begin(StreamProtocol known, String detectedBy) {
    begin(known.protocol(), detectedBy);
    if (reversed && host().isReversible() && !isBound()) {
      host().reverse(arrival());
    }
    if (!isBound()) {
      clientIsFirst = host().isClientFirst();
    }
    dissector = applications().dissector(known);
    begun(buffer(clientIsFirst).offset(), buffer(!clientIsFirst).offset());
    return dissector;
  }

  /**
   * Gives a dissector that one direction has started the kept bytes of the other direction, and
   * tells it which directions are over. Does nothing where the dissector has handed over meanwhile.
   */
  private void catchUp(StreamDissector started, boolean restOfFirst) {
    if (dissector == started && buffer(restOfFirst).keptLength() > 0) {
      feedKept(restOfFirst);
    }
    if (dissector == started && buffer(restOfFirst).isEnded()) {
      end(restOfFirst);
    }
    if (dissector == started && buffer(!restOfFirst).isEnded()) {
      end(!restOfFirst);
    }
  }

  // Feeding.

  private void feed(boolean fromFirst, byte[] bytes, int from, int to) {
    StreamBuffer current = buffer(fromFirst);
    if (current.keptLength() > 0) {
      if (current.keep(bytes, from, to, arrival())) {
        feedKept(fromFirst);
      } else {
        giveUp();
      }
      return;
    }
    int used = call(fromFirst, bytes, from, to);
    if (used < 0) {
      handOverIfAsked(fromFirst);
      return;
    }
    current.pass(used);
    if (from + used < to && !current.keep(bytes, from + used, to, arrival())) {
      giveUp();
      return;
    }
    handOverIfAsked(fromFirst);
  }

  private void feedKept(boolean fromFirst) {
    StreamBuffer current = buffer(fromFirst);
    int used = call(fromFirst, current.bytes(), current.from(), current.to());
    if (used >= 0) {
      current.use(used);
    }
    handOverIfAsked(fromFirst);
  }

  private int call(boolean fromFirst, byte[] bytes, int from, int to) {
    StreamBuffer current = buffer(fromFirst);
    buffer = current;
    callOffset = current.offset();
    int used = dissector.onBytes(directionOf(fromFirst), bytes, from, to, this);
    if (used == StreamDissector.LOST) {
      lose();
      endChildrenIfOver();
    } else if (used == StreamDissector.STOP) {
      current.clear();
      current.stop();
    } else if (used < 0 || used > to - from) {
      throw new IllegalStateException(
          dissector.getClass().getName() + " used " + used + " of " + (to - from) + " bytes");
    }
    return used;
  }

  /**
   * Gives up because too many bytes were left unused: the dissector is told that both directions
   * are over.
   */
  private void giveUp() {
    applications().losses().countUnreadStream();
    first.clear();
    other.clear();
    tellEnd(clientIsFirst);
    tellEnd(!clientIsFirst);
    lose();
    endChildrenIfOver();
  }

  private void tellEnd(boolean ofFirst) {
    StreamBuffer current = buffer(ofFirst);
    if (!current.isEnded()) {
      buffer = current;
      callOffset = current.offset();
      dissector.onEnd(directionOf(ofFirst), false, this);
    }
  }

  private void lose() {
    lost = true;
    dissector = null;
    handoverAsked = false;
    first.clear();
    other.clear();
  }

  // Handing over.

  private void handOverIfAsked(boolean fromFirst) {
    if (!handoverAsked) {
      return;
    }
    handoverAsked = false;
    handovers++;
    if (handoverTo == null) {
      tunnel = true;
      enterTunnel();
    }
    dissector = null;
    first.reopen();
    other.reopen();
    if (handovers > MAX_HANDOVERS) {
      applications().losses().countRefusedHandover();
      lose();
    } else if (handoverTo == null) {
      probeRest(fromFirst);
      probeRest(!fromFirst);
    } else {
      startNamed(fromFirst);
    }
  }

  /** Tries to recognise the next protocol from the bytes that were left unused at a hand-over. */
  private void probeRest(boolean ofFirst) {
    if (dissector == null && !lost && buffer(ofFirst).keptLength() > 0) {
      probeKept(ofFirst);
    }
  }

  private void startNamed(boolean fromFirst) {
    StreamProtocol named = applications().stream(handoverTo);
    if (named == null) {
      lose(); // nobody here reads it
      return;
    }
    reversed = false;
    StreamProtocol next = handoverBy == null ? named : named.readBy(handoverBy);
    StreamDissector started = begin(next, Applications.HANDOVER);
    if (buffer(fromFirst).keptLength() > 0) {
      feedKept(fromFirst);
    }
    catchUp(started, !fromFirst);
  }

  // The context of a call.

  @Override
  public long offset() {
    return callOffset;
  }

  @Override
  public Arrival arrivalAt(long offset) {
    return buffer.arrivalAt(offset, arrival());
  }

  @Override
  boolean isTunnel() {
    return tunnel;
  }

  @Override
  public void handOver(String next) {
    handOver(next, null);
  }

  @Override
  public void handOver(String next, Supplier<StreamDissector> dissectors) {
    handoverAsked = true;
    handoverTo = next;
    handoverBy = dissectors;
  }
}
