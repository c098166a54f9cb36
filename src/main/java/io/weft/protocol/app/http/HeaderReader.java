package io.weft.protocol.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Reads the lines between a start line and the empty line behind the headers (RFC 9112 section 5).
 *
 * <p>The reader does not use the bytes of a block up until the block is whole, so that it can be
 * appended to its packet in one piece. It still looks at each line only once: {@code parsed} and
 * {@code scanned} remember how far it came. A block that exceeds its limit, or goes on behind a
 * gap, is used up line by line instead.
 */
final class HeaderReader {
  /** More bytes are needed. */
  static final int WAIT = -1;

  private final HttpLimits limits;
  private HttpMessage message;

  /** Bytes from the block's start whose lines have been read. */
  private int parsed;

  /** Bytes from the block's start that need not be searched for a line end again. */
  private int scanned;

  private int lines;
  private boolean folded;
  private boolean inPieces;
  private boolean afterGap;
  private boolean inCutLine;
  private boolean done;
  private boolean broken;

  HeaderReader(HttpLimits limits) {
    this.limits = limits;
  }

  /**
   * Begins the headers of a message.
   *
   * @param startLine length of the start line with its end, in bytes
   */
  void begin(HttpMessage message, int startLine) {
    this.message = message;
    parsed = startLine;
    scanned = startLine;
    lines = 0;
    folded = false;
    inPieces = false;
    afterGap = false;
    inCutLine = false;
    done = false;
    broken = false;
  }

  /** Was the empty line behind the headers reached? */
  boolean isDone() {
    return done;
  }

  /** Did the bytes behind a gap turn out not to belong to this header block? */
  boolean isBroken() {
    return broken;
  }

  /** Was the block read in one piece, from its start line on? */
  boolean isWhole() {
    return !inPieces;
  }

  /**
   * Takes note of missing bytes. The bytes behind them are read as headers as long as they look
   * like headers.
   */
  void gap() {
    message.headerBytes += parsed;
    parsed = 0;
    scanned = 0;
    folded = false;
    inPieces = true;
    afterGap = true;
    inCutLine = true;
  }

  /** Ends the block with the stream, and counts the lines that were read. */
  void end() {
    message.headerBytes += parsed;
    parsed = 0;
  }

  /**
   * Reads a line; the caller goes on until it waits, or the block is done or broken.
   *
   * @return index of the next unused byte, or {@link #WAIT} where more bytes are needed
   */
  int read(byte[] bytes, int at, int to) {
    int lineFeed = indexOf(bytes, at + scanned, to);
    if (lineFeed < 0) {
      scanned = to - at;
      return overflow(bytes, at, to);
    }
    if (inCutLine) {
      return endCutLine(bytes, at, lineFeed);
    }
    if (lineFeed - at >= limits.headerBlock()) {
      giveUpWhole();
    }
    int from = at + parsed;
    int end = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    if (end == from && !folded) {
      done = true;
      int next = lineFeed + 1;
      message.headerBytes += next - at;
      noteLineEnd(end, lineFeed);
      return next;
    }
    if (lineFeed + 1 == to) { // The next line may be a folded part of this one.
      scanned = lineFeed - at;
      return overflow(bytes, at, to);
    }
    scanned = lineFeed + 1 - at;
    if (bytes[lineFeed + 1] == ' ' || bytes[lineFeed + 1] == '\t') {
      folded = true;
      message.note(Notes.OBS_FOLD);
      return at;
    }
    if (!line(bytes, from, end) && afterGap) {
      broken = true;
      return at + useUp();
    }
    noteLineEnd(end, lineFeed);
    folded = false;
    parsed = scanned;
    return inPieces ? at + useUp() : at;
  }

  private void noteLineEnd(int end, int lineFeed) {
    if (end == lineFeed) {
      message.note(Notes.BARE_LF);
    }
  }

  /** Gives up on reading the block in one piece when it has grown too large. */
  private int overflow(byte[] bytes, int at, int to) {
    if (inCutLine && afterGap) {
      if (to - at < limits.line()) {
        return WAIT;
      }
      broken = true;
      return at;
    }
    if (to - at < limits.headerBlock() && !inCutLine) {
      return WAIT;
    }
    giveUpWhole();
    if (parsed == 0) { // The block is one line without an end.
      inCutLine = bytes[to - 1] != '\n';
      folded = false;
      message.headerBytes += to - at;
      scanned = 0;
      return to;
    }
    return at + useUp();
  }

  private void giveUpWhole() {
    if (!inPieces) {
      message.note(Notes.HEADER_TOO_LARGE);
      inPieces = true;
    }
  }

  private int useUp() {
    int used = parsed;
    message.headerBytes += used;
    scanned -= used;
    parsed = 0;
    return used;
  }

  private int endCutLine(byte[] bytes, int at, int lineFeed) {
    int end = lineFeed > at && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    if (afterGap && Resync.hasStartLine(bytes, at, end)) {
      broken = true;
      return at;
    }
    inCutLine = false;
    scanned = 0;
    message.headerBytes += lineFeed + 1 - at;
    return lineFeed + 1;
  }

  /**
   * Reads one header with its folded lines.
   *
   * @return false where the line is not a header
   */
  private boolean line(byte[] bytes, int from, int to) {
    int colon = from;
    while (colon < to && Tokens.isTokenChar(bytes[colon])) {
      colon++;
    }
    int nameTo = colon;
    while (colon < to && (bytes[colon] == ' ' || bytes[colon] == '\t')) {
      colon++;
    }
    if (nameTo == from || colon == to || bytes[colon] != ':') {
      if (!afterGap) {
        message.note(Notes.BAD_HEADER_LINE);
      }
      return false;
    }
    if (colon > nameTo) {
      message.note(Notes.BLANK_BEFORE_COLON);
    }
    HeaderName name = HeaderName.of(bytes, from, nameTo);
    boolean kept = limits.keepHeaders() && lines < limits.headers();
    if (++lines > limits.headers()) {
      message.note(Notes.TOO_MANY_HEADERS);
    }
    if (name == null && !kept) {
      return true;
    }
    int valueFrom = colon + 1;
    int valueTo = StartLine.trimEnd(bytes, valueFrom, to);
    while (valueFrom < valueTo && (bytes[valueFrom] == ' ' || bytes[valueFrom] == '\t')) {
      valueFrom++;
    }
    byte[] value = bytes;
    if (folded) {
      value = unfold(bytes, valueFrom, valueTo);
      valueFrom = 0;
      valueTo = value.length;
    }
    if (name != null) {
      message.header(name, value, valueFrom, valueTo);
    }
    if (kept) {
      String text = new String(bytes, from, nameTo - from, ISO_8859_1);
      message.keep(text, value, valueFrom, valueTo);
    }
    return true;
  }

  /** Joins folded lines: each line end with the blanks around it becomes one blank. */
  private static byte[] unfold(byte[] bytes, int from, int to) {
    byte[] joined = new byte[to - from];
    int length = 0;
    boolean breaking = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        while (length > 0 && (joined[length - 1] == ' ' || joined[length - 1] == '\t')) {
          length--;
        }
        if (length > 0) {
          joined[length++] = ' ';
        }
        breaking = true;
      } else if (b != '\r' && !(breaking && (b == ' ' || b == '\t'))) {
        joined[length++] = b;
        breaking = false;
      }
    }
    return Arrays.copyOf(joined, length);
  }

  /** Index of the first line feed, or -1. */
  static int indexOf(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
