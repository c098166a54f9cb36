package io.weft.report;

import io.weft.dissect.Direction;
import io.weft.flow.Flow;

/** How the two sides of a flow are called. */
public final class SideNames {
  private SideNames() {}

  /** {@code client} or {@code server}: who sent it. */
  public static String of(Direction direction) {
    return direction == Direction.FROM_CLIENT ? "client" : "server";
  }

  /** {@code 10.0.0.1:80}, {@code [2001:db8::1]:80}. */
  public static String endpoint(Flow flow, Direction side) {
    boolean client = side == Direction.FROM_CLIENT;
    String address = (client ? flow.client() : flow.server()).toString();
    int port = client ? flow.clientPort() : flow.serverPort();
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
  }
}
