package io.weft.protocol.app.http;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamContext;

/**
 * Cuts one direction of a connection into messages (RFC 9112 section 6). The {@link HttpDissector}
 * decides from a header where the body ends, because that depends on the other direction as well.
 */
final class MessageReader {
  private static final int WAIT = HeaderReader.WAIT;

  /** Between messages. */
  private static final int START = 0;

  private static final int HEADER = 1;
  private static final int LENGTH = 2;
  private static final int CHUNKED = 3;
  private static final int UNTIL_CLOSE = 4;

  /** Behind a request to switch protocols, until the response accepts or refuses it. */
  private static final int HELD = 5;

  /** Looking for the next start line. */
  private static final int RESYNC = 6;

  /** Another protocol has taken over. */
  private static final int HANDED_OVER = 7;

  private final HttpDissector connection;
  private final Direction direction;
  private final HttpLimits limits;
  private final HeaderReader headers;
  private final ChunkedReader chunks;
  private final HeldHeader held = new HeldHeader();

  private int state = START;
  private HttpMessage message;
  private long remaining;
  private int scanned;

  /**
   * The number that turns an index of the current call into an offset of the stream when added to
   * it.
   */
  private long base;

  private int notesOfNext;
  private long skipped;
  private boolean bodyDoubted;

  MessageReader(HttpDissector connection, Direction direction, HttpLimits limits) {
    this.connection = connection;
    this.direction = direction;
    this.limits = limits;
    headers = new HeaderReader(limits);
    chunks = new ChunkedReader(limits);
  }

  Direction direction() {
    return direction;
  }

  /**
   * Memory, estimated in bytes, of a message whose header is not whole yet, and of the header of a
   * message whose body is not. Later the pairing counts the message.
   */
  int memory() {
    int kept = held.memory();
    if (message != null) {
      kept += state == HEADER ? message.memory() : message.bodyMemory();
    }
    return kept;
  }

  /** Bytes that were skipped in search of a start line since the connection began. */
  long skipped() {
    return skipped;
  }

  /** Reads bytes, and returns how many of them were used up. */
  int read(byte[] bytes, int from, int to, StreamContext context) {
    base = context.offset() - from;
    int at = from;
    while (at < to) {
      int next = step(bytes, at, to, context);
      if (next == WAIT) {
        break;
      }
      at = next;
    }
    if (message != null && at > from) {
      message.endNanos = context.arrivalAt(base + at - 1).nanos();
    }
    held.keep();
    return at - from;
  }

  /**
   * Uses up bytes, or moves to a state that does, or waits; it cannot be called forever without an
   * effect.
   */
  private int step(byte[] bytes, int at, int to, StreamContext context) {
    return switch (state) {
      case START -> start(bytes, at, to, context);
      case HEADER -> header(bytes, at, to, context);
      case LENGTH -> body(bytes, at, to, context);
      case CHUNKED -> chunks(bytes, at, to, context);
      case UNTIL_CLOSE -> untilClose(bytes, at, to, context);
      case HELD -> held(bytes, at, to);
      case RESYNC -> resync(bytes, at, to, context);
      default -> WAIT;
    };
  }

  private int start(byte[] bytes, int at, int to, StreamContext context) {
    if (connection.expectsBareAnswer(this)) {
      ProbeResult status = StartLine.probeResponse(bytes, at, to);
      if (status != ProbeResult.YES) {
        return status == ProbeResult.MORE ? WAIT : bareAnswer(at, context);
      }
    }
    if (bytes[at] == '\r' || bytes[at] == '\n') {
      notesOfNext |= Notes.EMPTY_LINE_BEFORE;
      scanned = 0;
      return at + 1;
    }
    boolean isAwaited = connection.awaitsResponse(this);
    if (!StartLine.isPlausible(bytes, at, to)
        && !(isAwaited && StartLine.mayBeBadResponse(bytes, at, to))) {
      return lose(at);
    }
    int lineFeed = HeaderReader.indexOf(bytes, at + scanned, Math.min(to, at + limits.line()));
    if (lineFeed < 0) {
      scanned = to - at;
      return scanned < limits.line() ? WAIT : lose(at);
    }
    scanned = 0;
    int kind = StartLine.classify(bytes, at, lineFeed);
    if (kind == StartLine.NONE && isAwaited && StartLine.isBadResponse(bytes, at, lineFeed)) {
      kind = StartLine.RESPONSE;
      notesOfNext |= Notes.BAD_STATUS_LINE;
    }
    boolean isSimple =
        kind == StartLine.NONE && base + at == 0 && StartLine.isSimple(bytes, at, lineFeed);
    if (!connection.expects(this, isSimple ? StartLine.REQUEST : kind)) {
      return lose(at);
    }
    begin(at, context);
    message.startLine(bytes, at, lineFeed);
    message.note(notesOfNext);
    notesOfNext = 0;
    if (lineFeed == at || bytes[lineFeed - 1] != '\r') {
      message.note(Notes.BARE_LF);
    }
    if (isSimple) {
      return simpleRequest(bytes, at, lineFeed + 1, context);
    }
    headers.begin(message, lineFeed + 1 - at);
    state = HEADER;
    return at;
  }

  private void begin(int at, StreamContext context) {
    message = new HttpMessage(limits);
    message.startNanos = context.arrivalAt(base + at).nanos();
    message.endNanos = message.startNanos;
    message.headerEndNanos = message.startNanos;
    message.packet = context.arrivalAt(base + at).number();
  }

  /** Takes a request of HTTP/0.9, which has no header fields. */
  private int simpleRequest(byte[] bytes, int at, int next, StreamContext context) {
    context.append(Http.PROTOCOL, bytes, at, next);
    message.headerBytes = (long) next - at;
    message.endNanos = context.arrivalAt(base + next - 1).nanos();
    message.headerEndNanos = message.endNanos;
    connection.onHeader(this, message, context);
    return next;
  }

  /** Begins the answer to a request of HTTP/0.9: all bytes up to the end are its body. */
  private int bareAnswer(int at, StreamContext context) {
    begin(at, context);
    message.bareAnswer();
    connection.onHeader(this, message, context);
    return at;
  }

  /** Gives up a byte that begins no start line, and searches for the next start line behind it. */
  private int lose(int at) {
    connection.lostMessages(this);
    state = RESYNC;
    scanned = 0;
    skipped++;
    return at + 1;
  }

  private int header(byte[] bytes, int at, int to, StreamContext context) {
    int next = headers.read(bytes, at, to);
    if (headers.isDone()) {
      if (headers.isWhole()) {
        held.hold(bytes, at, next);
        if (message.isInterim()) {
          held.append(null, context);
        }
      }
      message.endNanos = context.arrivalAt(base + next - 1).nanos();
      message.headerEndNanos = message.endNanos;
      connection.onHeader(this, message, context);
    } else if (headers.isBroken()) {
      loseHeader(context);
    }
    return next;
  }

  /** Gives up the rest of the headers, and reports those that were read. */
  private void loseHeader(StreamContext context) {
    connection.lostMessages(this);
    if (!message.isInterim()) {
      connection.onBrokenHeader(this, message, context);
    }
    state = RESYNC;
    scanned = 0;
  }

  // The connection calls these methods when a header is complete.

  void expectLength(long length, boolean doubted, StreamContext context) {
    bodyDoubted = doubted;
    if (length == 0) {
      finish(context);
    } else {
      remaining = length;
      state = LENGTH;
    }
  }

  void expectChunks() {
    chunks.begin(message);
    state = CHUNKED;
  }

  void expectUntilClose() {
    state = UNTIL_CLOSE;
  }

  /** Takes all bytes up to the next start line for the body. */
  void expectUntilStartLine() {
    state = RESYNC;
    scanned = 0;
  }

  /** Forgets the message, an interim response, which the final response reports. */
  void drop() {
    message = null;
    state = START;
  }

  /**
   * Ends a response without a body, if its body has not begun, because its request turns out to be
   * HEAD.
   */
  void endWithoutBody(HttpMessage response, StreamContext context) {
    if (message == response
        && response.bodyBytes + response.bodyMissing == 0
        && (state == LENGTH || state == CHUNKED || state == UNTIL_CLOSE)) {
      response.endNanos = response.headerEndNanos;
      finish(context);
    }
  }

  void handOver() {
    state = HANDED_OVER;
  }

  /** Says that the request to switch protocols was refused, so that requests follow. */
  void release() {
    if (state == HELD) {
      state = START;
      scanned = 0;
    }
  }

  private void finish(StreamContext context) {
    HttpMessage whole = message;
    message = null;
    scanned = 0;
    if (whole.has(Notes.INCOMPLETE)) {
      held.drop();
    } else {
      held.append(HttpNotes.of(connection.requestOf(whole), whole.chunks), context);
    }
    state = whole.isRequest() && connection.awaitsSwitch(whole) ? HELD : START;
    connection.onComplete(whole, context);
  }

  private void finishAt(int next, StreamContext context) {
    message.endNanos = context.arrivalAt(base + next - 1).nanos();
    finish(context);
  }

  private int body(byte[] bytes, int at, int to, StreamContext context) {
    if (bodyDoubted && message.bodyBytes + message.bodyMissing == 0) {
      ProbeResult next = StartLine.probeResponse(bytes, at, to);
      if (next == ProbeResult.YES) {
        message.endNanos = message.headerEndNanos;
        finish(context);
        return at;
      }
      if (next == ProbeResult.MORE) {
        return WAIT;
      }
    }
    int length = (int) Math.min(remaining, to - at);
    message.body(bytes, at, at + length, context);
    remaining -= length;
    if (remaining == 0) {
      if (isTooLong(bytes, at + length, to)) {
        message.note(Notes.BODY_TOO_LONG);
      }
      finishAt(at + length, context);
    }
    return at + length;
  }

  /** Does something follow the body that begins no message, and is no mere line end? */
  private static boolean isTooLong(byte[] bytes, int at, int to) {
    return at < to
        && bytes[at] != '\r'
        && bytes[at] != '\n'
        && !StartLine.isPlausible(bytes, at, to);
  }

  private int chunks(byte[] bytes, int at, int to, StreamContext context) {
    int next = chunks.read(bytes, at, to, context);
    if (chunks.isDone()) {
      if (next > at) {
        finishAt(next, context);
      } else {
        finish(context);
      }
    } else if (chunks.isBroken()) {
      state = RESYNC;
      scanned = 0;
    }
    return next;
  }

  private int untilClose(byte[] bytes, int at, int to, StreamContext context) {
    message.body(bytes, at, to, context);
    return to;
  }

  /**
   * Holds the bytes behind a request to switch protocols that has not been answered. They belong to
   * the new protocol, or are one more request of a client that does not wait. They are kept, up to
   * the length of a line, for the protocol that may take over.
   */
  private int held(byte[] bytes, int at, int to) {
    if (!connection.awaitsTunnel() && StartLine.isPlausible(bytes, at, to)) {
      int lineFeed = HeaderReader.indexOf(bytes, at, Math.min(to, at + limits.line()));
      if (lineFeed > 0 && StartLine.classify(bytes, at, lineFeed) == StartLine.REQUEST) {
        state = START;
        return at;
      }
    }
    return to - at < limits.line() ? WAIT : to;
  }

  private int resync(byte[] bytes, int at, int to, StreamContext context) {
    if (connection.readsResponses(this)) {
      int found = Resync.findResponse(bytes, at, to);
      skip(bytes, at, found, context);
      if (found == to) {
        return to;
      }
      ProbeResult verdict = StartLine.probeResponse(bytes, found, to);
      return verdict == ProbeResult.YES ? restart(found, context) : found > at ? found : WAIT;
    }
    int lineFeed = HeaderReader.indexOf(bytes, at + scanned, to);
    if (lineFeed < 0) {
      scanned = to - at;
      if (scanned < limits.line()) {
        return WAIT;
      }
      skip(bytes, at, to, context);
      scanned = 0;
      return to;
    }
    scanned = 0;
    int found = Resync.findRequest(bytes, at, lineFeed);
    int next = found < 0 ? lineFeed + 1 : found;
    skip(bytes, at, next, context);
    return found < 0 ? next : restart(next, context);
  }

  private int restart(int at, StreamContext context) {
    if (message != null) {
      cutShort(context);
    } else {
      notesOfNext |= Notes.SKIPPED_BEFORE;
    }
    state = START;
    scanned = 0;
    return at;
  }

  /** Skips bytes. Behind a message whose framing was lost they count as its body. */
  private void skip(byte[] bytes, int from, int to, StreamContext context) {
    skipped += to - from;
    if (message != null) {
      message.body(bytes, from, to, context);
    }
  }

  private void cutShort(StreamContext context) {
    message.note(Notes.INCOMPLETE);
    finish(context);
  }

  /** Takes note of bytes that were never captured. */
  void gap(long missing, StreamContext context) {
    scanned = 0;
    switch (state) {
      case START, RESYNC -> {
        connection.lostMessages(this);
        if (message != null) {
          message.missingBody(missing, context);
        }
      }
      case HEADER -> {
        message.note(Notes.GAP_IN_HEADER);
        connection.lostMessages(this);
        headers.gap();
      }
      case LENGTH -> {
        long inBody = Math.min(missing, remaining);
        message.missingBody(inBody, context);
        remaining -= inBody;
        if (inBody < missing) {
          connection.lostMessages(this);
        }
        if (remaining == 0) {
          finish(context);
        }
      }
      case CHUNKED -> {
        chunks.gap(missing, context);
        if (chunks.isBroken()) {
          connection.lostMessages(this);
          state = RESYNC;
        }
      }
      case UNTIL_CLOSE -> message.missingBody(missing, context);
      default -> {}
    }
  }

  /** Ends the direction. */
  void end(boolean clean, StreamContext context) {
    if (message == null) {
      return;
    }
    switch (state) {
      case HEADER -> {
        headers.end();
        message.note(Notes.INCOMPLETE);
        if (message.isInterim()) {
          drop();
          return;
        }
        connection.onBrokenHeader(this, message, context);
      }
      case UNTIL_CLOSE -> {
        if (!clean) {
          message.note(Notes.END_NOT_SEEN);
        }
      }
      default -> message.note(Notes.INCOMPLETE);
    }
    finish(context);
  }
}
