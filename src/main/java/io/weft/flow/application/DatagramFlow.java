package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.DataSource;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.transport.udp.Udp;

/** A flow of datagrams whose application is known. */
public final class DatagramFlow extends FlowHost {
  /** Estimated memory of the state and its session, in bytes. */
  private static final int BYTES = 96;

  private final DatagramSession session;

  /**
   * @param packet the first of the flow with a layer of a known protocol
   * @param layer index of that layer, behind UDP
   */
  public DatagramFlow(
      TrackedFlow flow, FlowOutput output, Applications applications, Packet packet, int layer) {
    super(flow, output, BYTES);
    session = new DatagramSession(applications, this, packet, layer);
  }

  private DatagramFlow(
      TrackedFlow flow, FlowOutput output, Applications applications, Follower follower) {
    super(flow, output, BYTES);
    session = new DatagramSession(applications, this, follower);
  }

  /**
   * The state of a flow that begins with a datagram that nobody reads; null where no other flow has
   * announced it.
   */
  public static DatagramFlow announced(
      TrackedFlow flow, FlowOutput output, Applications applications) {
    if (applications.followers().isEmpty()) {
      return null;
    }
    Follower follower =
        follower(flow.client(), flow.clientPort(), flow.server(), output, applications);
    if (follower == null) {
      follower = follower(flow.server(), flow.serverPort(), flow.client(), output, applications);
    }
    return follower == null ? null : new DatagramFlow(flow, output, applications, follower);
  }

  private static Follower follower(
      IpAddress end, int port, IpAddress peer, FlowOutput output, Applications applications) {
    Follower found = applications.followers().find(end, port, output.arrival().nanos());
    return found != null && found.peer().equals(peer) ? found : null;
  }

  /**
   * Takes the next datagram.
   *
   * @param layer index of the layer behind UDP in the arrival's packet
   */
  public void onDatagram(Direction direction, int layer, Arrival arrival) {
    session.onDatagram(direction, layer, arrival);
  }

  @Override
  public boolean attaches() {
    return output().attaches();
  }

  @Override
  public void attach(int layer, Object holder) {
    output().attach(layer, holder);
  }

  @Override
  public void finish(long packet, long nanos) {
    session.finish(output().beginEnd(packet, nanos));
    output().leaveEnd();
  }

  @Override
  protected DataSource source() {
    return Udp.REASSEMBLED;
  }

  @Override
  public boolean isPickedUp() {
    return flow().isContinued();
  }
}
