package io.weft.flow.application;

import io.weft.dissect.Arrival;
import io.weft.dissect.ChildStream;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.dissect.Secrets;
import java.util.List;

/**
 * Has a flow's datagrams of one protocol dissected by a dissector that remembers the earlier ones.
 */
public final class DatagramSession implements DatagramContext {
  private final Applications applications;
  private final SessionHost host;
  private final Protocol protocol;

  /** The dissector; null where the protocol needs no memory of earlier datagrams. */
  private final DatagramDissector dissector;

  /** The streams inside the datagrams; null until the dissector opens the first. */
  private ChildStreams children;

  /** The arrival that the current call of the dissector is about. */
  private Arrival arrival;

  /** The dissector's memory in bytes, as it was last told to the host. */
  private int weighed;

  /**
   * Begins with the flow's first datagram whose protocol is known.
   *
   * @param protocol whose layers the flow's packets have
   */
  public DatagramSession(Applications applications, SessionHost host, Protocol protocol) {
    this.applications = applications;
    this.host = host;
    this.protocol = protocol;
    DatagramProtocol known = applications.datagram(protocol);
    dissector = known == null ? null : known.create();
    host.application(protocol, "port", List.of());
  }

  /**
   * Takes the next datagram. One of another protocol is passed over.
   *
   * @param layer index of the layer behind UDP in the arrival's packet
   */
  public void onDatagram(Direction direction, int layer, Arrival at) {
    if (dissector != null && at.packet().protocol(layer) == protocol) {
      arrival = at;
      dissector.onDatagram(direction, at.packet(), layer, this);
      weigh();
    }
  }

  /** Ends the session because the flow is over: the dissector hands out what still waits. */
  public void finish(Arrival at) {
    if (dissector != null) {
      arrival = at;
      dissector.onEnd(this);
    }
    if (children != null) {
      children.end(at);
    }
  }

  private void weigh() {
    int now = dissector.memory();
    if (now != weighed) {
      host.grow(now - weighed);
      weighed = now;
    }
  }

  @Override
  public Arrival arrival() {
    return arrival;
  }

  @Override
  public void emit(Exchange exchange) {
    host.emit(exchange, arrival);
  }

  @Override
  public void name(boolean ipv6, long high, long low, String name) {
    host.name(ipv6, high, low, name, arrival);
  }

  @Override
  public void append(Protocol message, byte[] bytes, int from, int to) {
    host.append(message, bytes, from, to);
  }

  @Override
  public ChildStream child(String carried, long id) {
    if (children == null) {
      children = ChildStreams.of(applications, host);
    }
    return children.child(carried, id, protocol, List.of());
  }

  @Override
  public Secrets secrets() {
    return applications.secrets();
  }

  @Override
  public boolean pickedUp() {
    return host.isPickedUp();
  }
}
