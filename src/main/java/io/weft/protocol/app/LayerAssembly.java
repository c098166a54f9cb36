package io.weft.protocol.app;

import io.weft.dissect.FlowContext;
import io.weft.dissect.Protocol;
import java.util.Arrays;

/**
 * Keeps the bytes of a message whose parts come one after the other until it is a layer of the
 * packet that completes it. Where nobody looks at layers nothing is kept.
 */
public final class LayerAssembly {
  /**
   * The most bytes of a message that its layer has; of a longer one the first. What Wireshark calls
   * a packet is not longer, either.
   */
  private static final int MOST = 64 << 10;

  private static final int FIRST_ROOM = 256;
  private static final byte[] NOTHING = {};

  private final Protocol protocol;

  /** Null where no message is kept. */
  private byte[] bytes;

  private int length;

  /**
   * @param protocol of the layers
   */
  public LayerAssembly(Protocol protocol) {
    this.protocol = protocol;
  }

  /** Begins a message; one that was begun and did not end is dropped. */
  public void begin(FlowContext context) {
    bytes = context.attaches() ? NOTHING : null;
    length = 0;
  }

  /** The next bytes of the message, if one was begun. */
  public void add(byte[] from, int at, int to) {
    if (bytes == null) {
      return;
    }
    int count = Math.min(to - at, MOST - length);
    if (bytes.length < length + count) {
      int room = Math.max(length + count, Math.max(FIRST_ROOM, 2 * bytes.length));
      bytes = Arrays.copyOf(bytes, Math.min(room, MOST));
    }
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  /**
   * The message is whole: adds it as a layer to the current packet.
   *
   * @param holder what is attached to the layer; null for nothing
   */
  public void end(Object holder, FlowContext context) {
    if (bytes != null) {
      context.append(protocol, bytes, 0, length, holder);
      bytes = null;
    }
  }

  /** The message will not be whole. */
  public void drop() {
    bytes = null;
  }

  /** Memory of what is kept, in bytes. */
  public int memory() {
    return bytes == null ? 0 : bytes.length;
  }
}
