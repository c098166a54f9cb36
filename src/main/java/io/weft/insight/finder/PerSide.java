package io.weft.insight.finder;

import io.weft.dissect.Direction;
import io.weft.flow.Flow;
import java.util.IdentityHashMap;
import java.util.function.Supplier;

/**
 * What a finder keeps of either side of the connections that are open, of those alone in which
 * there is something to be kept.
 *
 * @param <T> what is kept of a side
 */
final class PerSide<T> {
  private final IdentityHashMap<Flow, Sides<T>> open = new IdentityHashMap<>();
  private final Supplier<T> first;
  private final int bytesEach;

  private record Sides<T>(T client, T server) {
    T of(Direction direction) {
      return direction == Direction.FROM_CLIENT ? client : server;
    }
  }

  /**
   * @param first makes what is kept of a side at first
   * @param bytesEach estimated memory of a connection, in bytes
   */
  PerSide(Supplier<T> first, int bytesEach) {
    this.first = first;
    this.bytesEach = bytesEach;
  }

  /** What is kept of a side; null where nothing is of its connection. */
  T known(Flow flow, Direction direction) {
    if (open.isEmpty()) {
      return null;
    }
    Sides<T> sides = open.get(flow);
    return sides == null ? null : sides.of(direction);
  }

  /** What is kept of a side, from now on. */
  T of(Flow flow, Direction direction) {
    Sides<T> sides = open.get(flow);
    if (sides == null) {
      sides = new Sides<>(first.get(), first.get());
      open.put(flow, sides);
    }
    return sides.of(direction);
  }

  /** Client and server were mistaken for one another. */
  void reverse(Flow flow) {
    open.computeIfPresent(flow, (key, sides) -> new Sides<>(sides.server, sides.client));
  }

  void forget(Flow flow) {
    open.remove(flow);
  }

  /** Estimated memory in bytes. */
  long bytes() {
    return (long) bytesEach * open.size();
  }
}
