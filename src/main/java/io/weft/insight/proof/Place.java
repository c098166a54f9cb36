package io.weft.insight.proof;

import io.weft.bytes.IpAddress;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;

/**
 * Where a server is reached.
 *
 * @param port -1 for an address alone
 */
public record Place(IpAddress ip, int port) {
  public static Place server(FlowRecord record) {
    return new Place(record.server().ip(), record.server().port());
  }

  public static Place server(Flow flow) {
    return new Place(flow.server(), flow.serverPort());
  }

  /** {@code 10.0.0.1:443}, {@code [2001:db8::1]:443}. */
  @Override
  public String toString() {
    if (port < 0) {
      return ip.toString();
    }
    return ip.ipv6() ? "[" + ip + "]:" + port : ip + ":" + port;
  }

  /** The place of an end, with its name where there is one. */
  public static String text(EndpointRecord end) {
    return text(new Place(end.ip(), end.port()), end.name() == null ? null : end.name().text());
  }

  /**
   * {@code shop.test (10.0.0.1:443)}
   *
   * @param name null where none is known; the address itself, as a request may name it, is none
   */
  public static String text(Place place, String name) {
    boolean isNamed =
        name != null && !name.equals(place.ip().toString()) && !name.equals(place.toString());
    return isNamed ? name + " (" + place + ")" : place.toString();
  }
}
