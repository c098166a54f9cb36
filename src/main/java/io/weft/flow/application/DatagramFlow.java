package io.weft.flow.application;

import io.weft.dissect.Arrival;
import io.weft.dissect.DataSource;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.DataDissector;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.transport.udp.Udp;

/** A flow of datagrams whose application is known. */
public final class DatagramFlow extends FlowHost {
  /** Estimated memory of the state and its session, in bytes. */
  private static final int BYTES = 48 + DatagramSession.BYTES;

  private final Applications applications;
  private final DatagramSession session;

  /** Reads what nobody recognises, because another flow has announced it; null for nobody. */
  private final Follower follower;

  /** Of the other protocol on the same ports; null where there is none yet. */
  private DatagramSession other;

  /**
   * @param packet the first of the flow with a layer of a known protocol
   * @param layer index of that layer, behind UDP
   */
  public DatagramFlow(
      TrackedFlow flow, FlowOutput output, Applications applications, Packet packet, int layer) {
    super(flow, output, BYTES);
    this.applications = applications;
    session = new DatagramSession(applications, this, packet, layer);
    follower = applications.followers().isEmpty() ? null : follower(flow, output, applications);
  }

  private DatagramFlow(
      TrackedFlow flow, FlowOutput output, Applications applications, Follower follower) {
    super(flow, output, BYTES);
    this.applications = applications;
    session = new DatagramSession(applications, this, follower);
    this.follower = null; // the session is its own
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
    Follower follower = follower(flow, output, applications);
    return follower == null ? null : new DatagramFlow(flow, output, applications, follower);
  }

  private static Follower follower(TrackedFlow flow, FlowOutput output, Applications applications) {
    return applications.follower(
        flow.client(),
        flow.clientPort(),
        flow.server(),
        flow.serverPort(),
        output.arrival().nanos());
  }

  /**
   * Takes the next datagram. One of neither protocol of the flow is passed over.
   *
   * @param layer index of the layer behind UDP in the arrival's packet
   */
  public void onDatagram(Direction direction, int layer, Arrival arrival) {
    Packet packet = arrival.packet();
    if (session.takes(packet, layer)) {
      session.onDatagram(direction, layer, arrival);
      return;
    }
    if (other == null) {
      other = other(packet, layer);
    }
    if (other != null && other.takes(packet, layer)) {
      other.onDatagram(direction, layer, arrival);
    }
  }

  /** The session of another protocol that begins with this datagram; null for none. */
  private DatagramSession other(Packet packet, int layer) {
    boolean isAnnounced = follower != null && packet.protocol(layer) == DataDissector.PROTOCOL;
    if (!isAnnounced && !shares(packet, layer)) {
      return null;
    }
    if (session.isBeside()) {
      unname();
    }
    grow(DatagramSession.BYTES);
    return isAnnounced
        ? new DatagramSession(applications, this, follower)
        : new DatagramSession(applications, this, packet, layer);
  }

  /** Begins another protocol here, of which one shares its ports with the other? */
  private boolean shares(Packet packet, int layer) {
    DatagramProtocol begun = applications.datagram(packet.protocol(layer));
    return begun != null
        && (begun.isBeside() || session.isBeside())
        && applications.isProven(packet, layer);
  }

  @Override
  public void attach(int layer, Object holder) {
    output().attach(layer, holder);
  }

  @Override
  public void identify(int layer, Protocol protocol, Object holder) {
    output().identify(layer, protocol, holder);
  }

  @Override
  public void finish(long packet, long nanos) {
    Arrival end = output().beginEnd(packet, nanos);
    session.finish(end);
    if (other != null) {
      other.finish(end);
    }
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
