package io.weft.protocol.app.http;

import io.weft.dissect.ProbeResult;

/** Searches bytes of unknown meaning for the next start line. */
final class Resync {
  private Resync() {}

  /**
   * Index where a status line may begin; {@code to} where none does. A status line directly follows
   * the last byte of a body, so it need not stand at the beginning of a line.
   */
  static int findResponse(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Tokens.lower(bytes[i]) == 'h'
          && StartLine.probeResponse(bytes, i, to) != ProbeResult.NO) {
        return i;
      }
    }
    return to;
  }

  /** Does a message begin somewhere in this line? */
  static boolean hasStartLine(byte[] bytes, int from, int to) {
    int at = findResponse(bytes, from, to);
    while (at < to) {
      if (StartLine.probeResponse(bytes, at, to) == ProbeResult.YES) {
        return true;
      }
      at = findResponse(bytes, at + 1, to);
    }
    return findRequest(bytes, from, to) >= 0;
  }

  /**
   * Index where a request begins in a line that ends like a request line; -1 where none does. The
   * end of a body may stand before the request in the line. Then only a known method tells where
   * the request begins.
   *
   * @param to the line's end, before or behind its CR
   */
  static int findRequest(byte[] bytes, int from, int to) {
    int end = StartLine.trimEnd(bytes, from, to);
    int version = StartLine.versionFrom(bytes, from, end);
    if (version < 0) {
      return -1;
    }
    for (int i = version - 2; i > from; i--) {
      if (bytes[i] == ' ') {
        int method = Methods.startOf(bytes, Math.max(from, i - StartLine.MAX_METHOD), i);
        if (method >= 0 && StartLine.classify(bytes, method, end) == StartLine.REQUEST) {
          return method;
        }
      }
    }
    return StartLine.classify(bytes, from, end) == StartLine.REQUEST ? from : -1;
  }
}
