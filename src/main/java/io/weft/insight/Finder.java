package io.weft.insight;

import io.weft.flow.FlowListener;
import java.util.function.Consumer;

/**
 * Finds one thing out while it hears of flows, in bounded memory. A finder may be asked at any
 * time, and more than once.
 */
public interface Finder extends FlowListener {
  /**
   * Tells what is known by now.
   *
   * @param state of the capture by now
   */
  void report(CaptureState state, Consumer<Finding> findings);
}
