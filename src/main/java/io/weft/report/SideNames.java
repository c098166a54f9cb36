package io.weft.report;

import io.weft.dissect.Direction;

/** The names of the two sides of a flow. */
public final class SideNames {
  private SideNames() {}

  /** {@code client} or {@code server}: the side that sends in the direction. */
  public static String of(Direction direction) {
    return direction == Direction.FROM_CLIENT ? "client" : "server";
  }
}
