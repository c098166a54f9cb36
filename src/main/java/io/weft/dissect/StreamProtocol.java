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
   * Does the protocol begin here, where a client has said something else before that nobody reads?
   * So does TLS behind what asks for it in protocols that are not known. Asked of the first bytes
   * of packets, and only near the beginning of a stream; the answer must be certain.
   */
  default boolean beginsWithin(byte[] bytes, int from, int to) {
    return false;
  }

  /**
   * Is this TCP port commonly the server's? A hint: it decides only which protocol is tried first.
   */
  boolean suggestedBy(int serverPort);

  /** Makes a dissector for both directions of one connection. */
  StreamDissector create();
}
