package io.weft.protocol.app.http;

import io.weft.dissect.FlowContext;

/** Reads a body in the chunked coding (RFC 9112 section 7.1), trailers included. */
final class ChunkedReader {
  static final int WAIT = HeaderReader.WAIT;

  private static final int SIZE = 0;
  private static final int DATA = 1;
  private static final int DATA_END = 2;
  private static final int TRAILER = 3;

  /** CR and LF behind a chunk's data. */
  private static final int LINE_END = 2;

  /** Most hexadecimal digits of a chunk's size, so that the size fits in a long. */
  private static final int MAX_DIGITS = 15;

  private final HttpLimits limits;
  private HttpMessage message;
  private int state;
  private long remaining;
  private int scanned;
  private boolean inCutLine;
  private boolean done;
  private boolean broken;

  ChunkedReader(HttpLimits limits) {
    this.limits = limits;
  }

  void begin(HttpMessage message) {
    this.message = message;
    state = SIZE;
    scanned = 0;
    inCutLine = false;
    done = false;
    broken = false;
  }

  boolean isDone() {
    return done;
  }

  /** Was the framing lost, so that nobody can tell where the body ends? */
  boolean isBroken() {
    return broken;
  }

  /**
   * Reads a part of the body; the caller goes on until it waits, or the body is done or broken.
   *
   * @return index of the next unused byte, or {@link #WAIT} where more bytes are needed
   */
  int read(byte[] bytes, int at, int to, FlowContext context) {
    return switch (state) {
      case DATA -> data(bytes, at, to, context);
      case DATA_END -> dataEnd(bytes, at, to);
      case TRAILER -> trailer(bytes, at, to);
      default -> size(bytes, at, to, context);
    };
  }

  private int data(byte[] bytes, int at, int to, FlowContext context) {
    int length = (int) Math.min(remaining, to - at);
    message.body(bytes, at, at + length, context);
    remaining -= length;
    if (remaining == 0) {
      state = DATA_END;
    }
    return at + length;
  }

  private int dataEnd(byte[] bytes, int at, int to) {
    if (bytes[at] == '\n') {
      message.note(Notes.BARE_LF);
      state = SIZE;
      return at + 1;
    }
    if (bytes[at] != '\r') {
      return lose(at);
    }
    if (at + 1 == to) {
      return WAIT;
    }
    if (bytes[at + 1] != '\n') {
      return lose(at);
    }
    state = SIZE;
    return at + LINE_END;
  }

  /**
   * Reads a size. Like common programs it tolerates blanks and empty lines before the size, and
   * bytes behind it that are no extension.
   */
  private int size(byte[] bytes, int at, int to, FlowContext context) {
    int lineFeed = HeaderReader.indexOf(bytes, at + scanned, to);
    int digits = at;
    int end = lineFeed < 0 ? to : lineFeed;
    while (digits < end && (isBlank(bytes[digits]) || bytes[digits] == '\r')) {
      digits++;
    }
    if (digits < end && digit(bytes[digits]) < 0) {
      return lose(at);
    }
    if (lineFeed < 0) {
      scanned = to - at;
      return scanned < limits.line() ? WAIT : lose(at);
    }
    scanned = 0;
    if (digits == lineFeed) {
      message.note(Notes.BAD_CHUNK);
      return lineFeed + 1;
    }
    long size = 0;
    int i = digits;
    for (int digit; i < lineFeed && (digit = digit(bytes[i])) >= 0; i++) {
      if (i - digits == MAX_DIGITS) {
        return lose(at);
      }
      size = size << 4 | digit;
    }
    int extension = i;
    end = StartLine.trimEnd(bytes, i, lineFeed);
    while (extension < end && isBlank(bytes[extension])) {
      extension++;
    }
    if (digits > at || (extension < end && bytes[extension] != ';')) {
      message.note(Notes.BAD_CHUNK);
    }
    if (bytes[lineFeed - 1] != '\r') {
      message.note(Notes.BARE_LF);
    }
    if (context.attaches()) {
      message.chunk(size);
    }
    remaining = size;
    state = size == 0 ? TRAILER : DATA;
    return lineFeed + 1;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private int trailer(byte[] bytes, int at, int to) {
    int lineFeed = HeaderReader.indexOf(bytes, at + scanned, to);
    if (lineFeed < 0) {
      scanned = to - at;
      if (scanned < limits.line() && !inCutLine) {
        return WAIT;
      }
      message.note(Notes.HEADER_TOO_LARGE);
      inCutLine = true;
      scanned = 0;
      return to;
    }
    scanned = 0;
    int end = lineFeed > at && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    if (inCutLine) {
      inCutLine = false;
      return lineFeed + 1;
    }
    if (StartLine.classify(bytes, at, end)
        != StartLine.NONE) { // The sender forgot the empty line behind the body.
      message.note(Notes.BAD_CHUNK);
      done = true;
      return at;
    }
    done = end == at;
    return lineFeed + 1;
  }

  private int lose(int at) {
    message.note(Notes.BAD_CHUNK);
    broken = true;
    return at;
  }

  void gap(long missing, FlowContext context) {
    if (state == DATA && missing <= remaining) {
      message.missingBody(missing, context);
      remaining -= missing;
      if (remaining == 0) {
        state = DATA_END;
      }
    } else if (state == DATA && missing == remaining + LINE_END) {
      message.missingBody(remaining, context);
      state = SIZE;
    } else {
      message.missingBody(missing, context);
      message.note(Notes.GAP_IN_FRAMING);
      broken = true;
    }
  }

  private static int digit(byte b) {
    return b >= '0' && b <= '9'
        ? b - '0'
        : b >= 'a' && b <= 'f' ? b - 'a' + 10 : b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
  }
}
