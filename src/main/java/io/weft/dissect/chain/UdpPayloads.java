package io.weft.dissect.chain;

import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses who reads the payload of a UDP datagram, by its content: the port of a client is chance,
 * and servers listen at any port.
 *
 * <ol>
 *   <li>A port that the user has given to a protocol ({@link Chain.Builder#decoding}).
 *   <li>Of the protocols that either port suggests, the first that says {@link Fit#YES}; those of
 *       the likelier server's port are asked first.
 *   <li>Of the protocols that know themselves on any port, the first that says so.
 *   <li>Of the protocols that either port suggests, the first that says {@link Fit#MAYBE}.
 * </ol>
 *
 * <p>The choice is the same for both directions of a flow, and needs no memory of it. Filled while
 * a {@link Chain} is built, and changed later only by what the builder was told to register {@link
 * Chain.Builder#later}; as that comes behind all else on a port, it is not needed where one of the
 * others on the likelier server's port says {@link Fit#YES}.
 */
public final class UdpPayloads {
  private static final UdpPayload[] NONE = {};

  private final LikelyServerPorts serverPorts = new LikelyServerPorts();
  private final DispatchTable decided;
  private final Registrations registrations;
  private volatile Known known;

  /** What becomes {@link #known}; null while it is in use and cannot be changed. */
  private Known filling = new Known(new ArrayList<>(), new UdpPayload[1 << 16][]);

  /**
   * @param decided the ports that the user has given to protocols
   */
  UdpPayloads(DispatchTable decided, Registrations registrations) {
    this.decided = decided;
    this.registrations = registrations;
    known = filling;
  }

  private static final class Known {
    private final List<UdpPayload> all;
    private final UdpPayload[][] byPort;
    private UdpPayload[] anywhere = NONE;

    private Known(List<UdpPayload> all, UdpPayload[][] byPort) {
      this.all = all;
      this.byPort = byPort;
    }

    private Known copy() {
      Known copy = new Known(new ArrayList<>(all), byPort.clone());
      copy.anywhere = anywhere;
      return copy;
    }

    private void add(UdpPayload payload) {
      all.add(payload);
      for (int port : payload.ports()) {
        byPort[port] = with(suggested(port), payload);
      }
      if (payload.isOnAnyPort()) {
        anywhere = with(anywhere, payload);
      }
    }

    private static UdpPayload[] with(UdpPayload[] some, UdpPayload one) {
      UdpPayload[] more = Arrays.copyOf(some, some.length + 1);
      more[some.length] = one;
      return more;
    }

    private UdpPayload[] suggested(int port) {
      UdpPayload[] found = byPort[port];
      return found == null ? NONE : found;
    }
  }

  void add(UdpPayload payload) {
    if (filling == null) {
      throw new IllegalStateException("the payloads of UDP are in use and cannot be changed");
    }
    filling.add(payload);
  }

  /** Shows what has been added, and takes no more. */
  void freeze() {
    known = filling;
    filling = null;
  }

  /** Takes more, which {@link #freeze} shows. */
  void thaw() {
    filling = known.copy();
  }

  /** The protocols, in the order in which they were registered. */
  public List<UdpPayload> all() {
    registrations.all();
    return List.copyOf(known.all);
  }

  /** The dissector of the payload at the cursor; that of unknown data where nobody claims it. */
  public Dissector choose(Cursor cursor, int sourcePort, int destinationPort) {
    int server = serverPorts.likelierUdp(sourcePort, destinationPort);
    int client = server == sourcePort ? destinationPort : sourcePort;
    Dissector given = decided.known(server);
    if (given == null) {
      given = decided.known(client);
    }
    if (given != null) {
      return given;
    }
    if (cursor.available() == 0) {
      return decided.otherwise();
    }
    UdpPayload chosen = registrations.isWhole() ? null : sure(cursor, known.suggested(server));
    if (chosen == null) {
      registrations.all();
      chosen = choose(cursor, known, server, client);
    }
    return chosen == null ? decided.otherwise() : chosen.dissector();
  }

  /** The first that says yes, or null. */
  private static UdpPayload sure(Cursor cursor, UdpPayload[] some) {
    for (UdpPayload each : some) {
      if (each.fit(cursor.bytes(), cursor.offset(), cursor.limit(), cursor.wireLimit())
          == Fit.YES) {
        return each;
      }
    }
    return null;
  }

  private static UdpPayload choose(Cursor cursor, Known known, int server, int client) {
    UdpPayload[] likely = known.suggested(server);
    UdpPayload[] others = known.suggested(client);
    byte[] bytes = cursor.bytes();
    int from = cursor.offset();
    int to = cursor.limit();
    int wireTo = cursor.wireLimit();
    UdpPayload perhaps = null;
    for (int i = 0; i < likely.length + others.length; i++) {
      UdpPayload each = i < likely.length ? likely[i] : others[i - likely.length];
      Fit fit = each.fit(bytes, from, to, wireTo);
      if (fit == Fit.YES) {
        return each;
      }
      if (fit == Fit.MAYBE && perhaps == null) {
        perhaps = each;
      }
    }
    for (UdpPayload each : known.anywhere) {
      if (each.fitOnAnyPort(bytes, from, to, wireTo) == Fit.YES) {
        return each;
      }
    }
    return perhaps;
  }

  /** Does a layer that was found behind a UDP header prove by its content to be what it is? */
  public boolean isProven(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int to = packet.limit(layer);
    int wireTo = packet.wireLimit(layer);
    for (UdpPayload each : known.all) {
      if (each.protocol() == packet.protocol(layer)
          && (each.fit(bytes, from, to, wireTo) == Fit.YES
              || (each.isOnAnyPort() && each.fitOnAnyPort(bytes, from, to, wireTo) == Fit.YES))) {
        return true;
      }
    }
    return false;
  }

  /** Has the user given the datagrams of these ports to a protocol? */
  public boolean isGiven(int onePort, int otherPort) {
    return decided.known(onePort) != null || decided.known(otherPort) != null;
  }

  /** The dissector of the protocol of that name, or null. */
  Dissector find(String protocol) {
    for (UdpPayload each : known.all) {
      if (each.protocol().name().equals(protocol)) {
        return each.dissector();
      }
    }
    return null;
  }
}
