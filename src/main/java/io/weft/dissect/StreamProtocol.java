package io.weft.dissect;

/** Recognises a protocol on ordered byte streams, and makes its dissectors. */
public interface StreamProtocol {
  Protocol protocol();

  /**
   * Looks at the first bytes that one side sent. It must read only few of them and allocate
   * nothing.
   *
   * @param direction who sent them, as far as is known
   */
  ProbeResult probe(Direction direction, byte[] bytes, int from, int to);

  /**
   * Is this TCP port commonly the server's? A hint: it decides only which protocol is tried first.
   */
  boolean suggestedBy(int serverPort);

  /**
   * Appends as layers those messages that lie whole in one segment, although it is not known what
   * comes before it, because the capture joined the connection midway. When that is known a
   * dissector gets the bytes, but the packet is not at hand any more. Asked where either port
   * suggests the protocol; those whose messages cannot be told from the middle of others leave this
   * alone.
   *
   * @param direction who sent the bytes, as far as is known
   * @param isCut did the capture cut the packet, so that the last message is there in part only?
   * @return false where the protocol leaves this alone; otherwise the dissector's layers of the
   *     same bytes are not asked for
   */
  default boolean glance(
      Direction direction, byte[] bytes, int from, int to, boolean isCut, FlowContext context) {
    return false;
  }

  /** Makes a dissector for both directions of one connection. */
  StreamDissector create();
}
