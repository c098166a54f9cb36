package io.weft.dissect;

import java.util.function.Supplier;

/**
 * Answers the questions of a stream dissector about its stream, and takes its results. Valid during
 * a call of the dissector only.
 */
public interface StreamContext extends FlowContext {
  /**
   * Offset of the byte at {@code from} in its direction, whose first byte has offset 0. At a gap it
   * is the offset of the first missing byte, at an end that of the first byte that was not used.
   */
  long offset();

  /**
   * The packet that carried a byte, and its time. The answer is exact for the bytes of the current
   * call and for bytes kept from earlier calls.
   */
  Arrival arrivalAt(long offset);

  /**
   * Lets another protocol take over both directions, each from the byte after the last one used; it
   * is offered what was left unused. The dissector that calls this is not called again.
   *
   * @param next name of the protocol, as {@link Protocol#name()} gives it: protocols do not know
   *     one another. Where nobody dissects it the bytes go on unread. Null: whatever the next bytes
   *     turn out to be (a tunnel).
   */
  void handOver(String next);

  /**
   * Lets another protocol take over, as {@link #handOver(String)} does, which is to know what was
   * said before.
   *
   * @param dissectors makes who reads on, where somebody reads that protocol
   */
  void handOver(String next, Supplier<StreamDissector> dissectors);
}
