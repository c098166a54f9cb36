package io.weft.flow.application;

import io.weft.dissect.Arrival;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import java.util.List;

/**
 * Has a flow's datagrams of one protocol dissected by a dissector that remembers the earlier ones.
 */
public final class DatagramSession extends Session implements DatagramContext {
  /** The dissector; null where the protocol needs no memory, or where the dissector has failed. */
  private DatagramDissector dissector;

  /**
   * Begins with the flow's first datagram whose protocol is known.
   *
   * @param layer index of the protocol's layer in the packet
   */
  public DatagramSession(Applications applications, SessionHost host, Packet packet, int layer) {
    super(applications, host, List.of(), null);
    Protocol protocol = packet.protocol(layer);
    DatagramProtocol known = applications.datagram(protocol);
    dissector = known == null ? null : known.create();
    begin(protocol, applications.detectedBy(packet, layer, host));
  }

  /**
   * Takes the next datagram. One of another protocol is passed over.
   *
   * @param layer index of the layer behind UDP in the arrival's packet
   */
  public void onDatagram(Direction direction, int layer, Arrival at) {
    if (dissector != null && at.packet().protocol(layer) == protocol()) {
      arrival(at);
      try {
        dissector.onDatagram(direction, at.packet(), layer, this);
        weigh(dissector.memory());
      } catch (RuntimeException | StackOverflowError e) {
        fail(e);
      }
    }
  }

  /** Ends the reading because the dissector has failed: the flow's other parts go on. */
  private void fail(Throwable failure) {
    applications().errors().contain(failure, arrival().number());
    dissector = null;
    weigh(0);
  }

  @Override
  public boolean attaches() {
    return host().attaches();
  }

  @Override
  public void attach(int layer, Object holder) {
    if (arrival().packet() != null) {
      host().attach(layer, holder);
    }
  }

  /** Ends the session because the flow is over: the dissector hands out what still waits. */
  public void finish(Arrival at) {
    arrival(at);
    if (dissector != null) {
      try {
        dissector.onEnd(this);
      } catch (RuntimeException | StackOverflowError e) {
        fail(e);
      }
    }
    endChildren();
  }
}
