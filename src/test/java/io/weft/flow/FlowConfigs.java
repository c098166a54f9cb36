package io.weft.flow;

import java.util.function.UnaryOperator;

/** Configurations for tests: the defaults with other bounds. */
public final class FlowConfigs {
  private FlowConfigs() {}

  public static FlowConfig limited(UnaryOperator<FlowConfig.Limits> change) {
    FlowConfig defaults = FlowConfig.defaults();
    return defaults.withLimits(change.apply(defaults.limits()));
  }
}
