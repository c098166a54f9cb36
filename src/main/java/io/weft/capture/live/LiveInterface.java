package io.weft.capture.live;

import java.util.List;

/**
 * An interface of this machine that libpcap may capture on.
 *
 * @param number its number, from 1 on, in libpcap's order. Numbers change when interfaces come or
 *     go.
 * @param name such as {@code eth0}; {@code any} stands for all interfaces together
 * @param description the name that the system shows to people; null for none
 * @param addresses the IP addresses, with the length of the prefix where it is known: {@code
 *     10.0.0.1/24}
 * @param linkAddresses the MAC addresses
 * @param up whether the interface is switched on
 * @param running whether the interface has a carrier
 * @param loopback whether it is the loopback interface
 * @param linkTypes the link types that can be captured, the default first; empty where the user may
 *     not capture
 * @param denied whether the user lacks the right to capture
 * @param trouble why this user cannot capture on the interface now, in libpcap's words; null where
 *     the user can
 */
public record LiveInterface(
    int number,
    String name,
    String description,
    List<String> addresses,
    List<String> linkAddresses,
    boolean up,
    boolean running,
    boolean loopback,
    List<LinkLayer> linkTypes,
    boolean denied,
    String trouble) {
  public LiveInterface {
    addresses = List.copyOf(addresses);
    linkAddresses = List.copyOf(linkAddresses);
    linkTypes = List.copyOf(linkTypes);
  }

  /**
   * A link type of libpcap.
   *
   * @param number libpcap's number on this system (DLT), which may differ from the number in files
   * @param name libpcap's name, such as {@code EN10MB}
   */
  public record LinkLayer(int number, String name) {}

  /** Whether this user can capture on the interface now. */
  public boolean usable() {
    return trouble == null;
  }
}
