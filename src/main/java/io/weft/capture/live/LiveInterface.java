package io.weft.capture.live;

import java.util.List;

/**
 * An interface of this machine that libpcap may capture on.
 *
 * @param number from 1 on, in libpcap's order; changes as interfaces come and go
 * @param name such as {@code eth0}; {@code any} stands for all of them
 * @param description as the system shows it to people; null for none
 * @param addresses IP addresses with the length of their prefix where it is known: {@code
 *     10.0.0.1/24}
 * @param linkAddresses MAC addresses
 * @param up is it switched on?
 * @param running is there a carrier?
 * @param linkTypes those that can be captured, the usual one first; empty where the user may not
 *     capture
 * @param denied is it the user's rights that are missing?
 * @param trouble why this user cannot capture on it now, in libpcap's words; null where he can
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
   * @param number as libpcap counts on this system (DLT), which is not always the one files have
   * @param name such as {@code EN10MB}
   */
  public record LinkLayer(int number, String name) {}

  /** May this user capture on it? */
  public boolean usable() {
    return trouble == null;
  }
}
