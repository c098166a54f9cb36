package io.weft.protocol.app.tls;

/** The extensions of a hello (RFC 8446, section 4.2), in the order in which they stand. */
final class ExtensionBlock {
  private final IntList types = new IntList();
  private boolean cut;

  /** Takes the extensions, one after the other. */
  interface Taker {
    /**
     * An extension.
     *
     * @param body what it holds, and nothing behind it
     */
    void take(int type, WireReader body);
  }

  /** Reads all extensions of a block. */
  ExtensionBlock(WireReader block, Taker taker) {
    while (block.hasMore()) {
      int type = block.u16();
      WireReader body = block.part(block.u16());
      if (block.isCut()) {
        break;
      }
      types.add(type);
      taker.take(type, body);
      cut |= body.isCut();
    }
    cut |= block.isCut();
  }

  /** The types, those included that nobody knows. */
  int[] types() {
    return types.toArray();
  }

  /** Does an extension, or the block, say that it is longer than it is? */
  boolean isCut() {
    return cut;
  }
}
