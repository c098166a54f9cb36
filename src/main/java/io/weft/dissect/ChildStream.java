package io.weft.dissect;

/**
 * A stream of bytes inside another one, or inside datagrams: what TLS decrypts, a stream of HTTP/2,
 * the messages of a WebSocket. Its parent's dissector feeds it, within its own calls. The framework
 * finds out what it carries, keeps what a dissector leaves unused, and ends it when the parent
 * ends.
 */
public interface ChildStream {
  /**
   * The next bytes of one direction.
   *
   * @param arrival when these bytes came
   */
  void bytes(Direction direction, byte[] bytes, int from, int to, Arrival arrival);

  /**
   * The next bytes are not in the capture, or could not be read.
   *
   * @param missing how many, at least 1
   */
  void gap(Direction direction, long missing, Arrival arrival);

  /**
   * One direction is over; called once for each. The child is forgotten when both are over.
   *
   * @param clean true where the direction ended as its protocol ends a stream; false after a reset,
   *     or where its bytes merely stop
   */
  void end(Direction direction, boolean clean, Arrival arrival);
}
