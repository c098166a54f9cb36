package io.weft.protocol.app.http;

import io.weft.dissect.StreamContext;
import java.util.Arrays;

/**
 * The start line and headers of a message, held until the message is complete: they become a layer
 * of the packet that completes it. They are copied only where the message goes on in later bytes.
 */
final class HeldHeader {
  private byte[] bytes;
  private int from;
  private int to;
  private boolean isCopy;

  /** Holds bytes that are there until the current call ends. */
  void hold(byte[] header, int start, int end) {
    bytes = header;
    from = start;
    to = end;
    isCopy = false;
  }

  /** Keeps beyond the current call what is held. */
  void keep() {
    if (bytes != null && !isCopy) {
      bytes = Arrays.copyOfRange(bytes, from, to);
      to -= from;
      from = 0;
      isCopy = true;
    }
  }

  /**
   * Adds what is held as a layer to the current packet.
   *
   * @param notes null for nothing
   */
  void append(HttpNotes notes, StreamContext context) {
    if (bytes != null) {
      context.append(Http.PROTOCOL, bytes, from, to, notes);
      bytes = null;
    }
  }

  /** Lets go of what is held: the message will not be complete. */
  void drop() {
    bytes = null;
  }

  /** Memory of what is kept, in bytes. */
  int memory() {
    return bytes != null && isCopy ? to : 0;
  }
}
