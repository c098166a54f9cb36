package io.weft.analysis;

import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.dissect.Packet;
import io.weft.flow.OpenFlows;
import java.util.List;

/**
 * Hears of every packet after it was dissected and its flows were tracked. Called by the thread
 * that calls {@link Analyzer#run}; what a listener throws ends the run.
 */
@FunctionalInterface
public interface PacketListener {
  /**
   * A run begins.
   *
   * @param flows may be asked about the flows of the run whenever this listener is called, until
   *     the run ends; null where flows are not tracked
   */
  default void onBegin(OpenFlows flows) {}

  /**
   * The next packet, in the order of the capture.
   *
   * @param packet valid during the call only, as it is reused for the next one
   */
  void onPacket(Packet packet);

  /**
   * The next packet, with what its capture says of it besides its bytes.
   *
   * @param packet valid during the call only
   * @param captured valid during the call only
   */
  default void onPacket(Packet packet, CapturedPacket captured) {
    onPacket(packet);
  }

  /**
   * The capture has described more: called before the first packet, and again before the first
   * packet behind the place where it said more.
   *
   * @param interfaces all that are known by now, in the order of {@link Packet#interfaceId}
   * @param info names, secrets and the like that are known by now
   */
  default void onDescribed(List<CaptureInterface> interfaces, CaptureInfo info) {}

  /**
   * Time goes by on a live interface: about ten times a second, whether packets come or not.
   *
   * @param nanos the wall clock, in nanoseconds since the epoch
   */
  default void onTick(long nanos) {}

  /**
   * No packet has come from a live interface or a pipe for a moment: whoever watches wants to see
   * now what is known.
   */
  default void onQuiet() {}
}
