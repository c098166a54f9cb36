package io.weft.protocol.app.websocket;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses the messages of one direction (RFC 7692, section 7.2.2). The window is kept from one
 * message to the next. A sender that begins each message with an empty window refers to nothing
 * before it, so that this is right for it, too.
 *
 * <p>Once a message could not be decompressed, the window is not what it was for the sender. It is
 * emptied then: what refers to bytes before it is damaged, and all that does not is right.
 */
final class MessageInflater {
  /** Memory of zlib's state with its window, in bytes. */
  private static final int BYTES = 48 << 10;

  /** The end of each compressed message, which is not sent. */
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private byte[] out;
  private Inflater inflater;
  private boolean isDamaged;

  /** Takes decompressed bytes; false where no more are wanted. */
  interface Output {
    boolean take(byte[] bytes, int from, int to);
  }

  /** Begins with a message. */
  void begin() {
    if (inflater == null) {
      inflater = new Inflater(true);
      out = new byte[WebSocketLimits.PIECE];
    }
    isDamaged = false;
  }

  /** Decompresses the next bytes of the message. */
  void bytes(byte[] bytes, int from, int to, Output next) {
    if (isDamaged) {
      return;
    }
    inflater.setInput(bytes, from, to - from);
    try {
      while (true) {
        int n = inflater.inflate(out);
        if (n > 0 && !next.take(out, 0, n)) {
          lose();
          return;
        }
        if (inflater.finished()) {
          // A last block, which a message may have; further bytes of the message begin anew.
          int left = inflater.getRemaining();
          inflater.reset();
          if (left == 0) {
            return;
          }
          inflater.setInput(bytes, to - left, left);
        } else if (inflater.needsDictionary()) {
          lose();
          return;
        } else if (n == 0) {
          return;
        }
      }
    } catch (DataFormatException e) {
      lose();
    }
  }

  /** Ends the message; false where it could not be decompressed to its end. */
  boolean end(Output next) {
    bytes(TAIL, 0, TAIL.length, next);
    return !isDamaged;
  }

  /** The rest of the message, or a message between, is not known. */
  void lose() {
    isDamaged = true;
    if (inflater != null) {
      inflater.reset();
    }
  }

  void close() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
      isDamaged = true;
    }
  }

  int memory() {
    return inflater == null ? 0 : BYTES;
  }
}
