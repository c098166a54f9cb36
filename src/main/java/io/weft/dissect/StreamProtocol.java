package io.weft.dissect;

/** How a protocol on ordered byte streams is recognised and who dissects it. */
public interface StreamProtocol {
  Protocol protocol();

  /**
   * Looks at the first bytes that one side sent. Reads few of them, allocates nothing.
   *
   * @param direction who sent them, as far as is known
   */
  ProbeResult probe(Direction direction, byte[] bytes, int from, int to);

  /**
   * Is this TCP port commonly the server's? A hint: it decides only which protocol is tried first.
   */
  boolean suggestedBy(int serverPort);

  /** A dissector for one connection, both directions. */
  StreamDissector create();
}
