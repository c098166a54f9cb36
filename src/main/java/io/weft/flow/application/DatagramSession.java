package io.weft.flow.application;

import io.weft.dissect.Arrival;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.DataDissector;
import io.weft.protocol.transport.udp.Udp;
import java.util.List;
import java.util.function.Supplier;

/**
 * Has a flow's datagrams of one protocol dissected by a dissector that remembers the earlier ones.
 */
public final class DatagramSession extends Session implements DatagramContext {
  /** Estimated memory without the dissector, in bytes. */
  static final int BYTES = 64;

  /** The protocol of the layers that are read. */
  private final Protocol read;

  /** Knows how the protocol goes on; null where it needs no memory. */
  private final DatagramProtocol known;

  /** How the flow was announced; null where it was not. */
  private Follower announcement;

  /** The announcements that there were when that one was looked for. */
  private long announcements;

  /**
   * The dissector; null where the protocol needs no memory, where nobody asks for it, or where the
   * dissector has failed.
   */
  private DatagramDissector dissector;

  /**
   * Begins with the flow's first datagram whose protocol is known.
   *
   * @param layer index of the protocol's layer in the packet
   */
  public DatagramSession(Applications applications, SessionHost host, Packet packet, int layer) {
    super(applications, host, carriers(packet, layer), null);
    read = packet.protocol(layer);
    known = applications.datagram(read);
    dissector = known == null ? null : applications.dissector(known);
    begin(read, applications.detectedBy(packet, layer, host));
  }

  /** The protocol between UDP and a layer; none where the layer stands behind UDP itself. */
  private static List<Protocol> carriers(Packet packet, int layer) {
    Protocol before = packet.protocol(layer - 1);
    return before == Udp.PROTOCOL ? List.of() : List.of(before);
  }

  /** Begins with the first datagram of a flow that was announced, and that nobody else reads. */
  DatagramSession(Applications applications, SessionHost host, Follower follower) {
    super(applications, host, List.of(), null);
    read = DataDissector.PROTOCOL;
    known = null;
    announcement = follower;
    announcements = applications.followers().added();
    dissector = follower.dissectors().get();
    begin(follower.protocol(), Applications.HANDOVER);
  }

  /** Does the protocol share its ports with another one? */
  boolean isBeside() {
    return known != null && known.isBeside();
  }

  /**
   * Is a datagram one of the session's protocol?
   *
   * @param layer index of the layer behind UDP
   */
  boolean takes(Packet packet, int layer) {
    Protocol carried = packet.protocol(layer);
    return carried == read
        || (known != null
            && carried == DataDissector.PROTOCOL
            && known.goesOnWith(packet.bytes(layer), packet.start(layer), packet.limit(layer)));
  }

  /**
   * Takes the next datagram of the session's protocol.
   *
   * @param layer index of the layer behind UDP in the arrival's packet
   */
  public void onDatagram(Direction direction, int layer, Arrival at) {
    if (dissector != null) {
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
  public void expect(Direction sender, Supplier<DatagramDissector> dissectors) {
    boolean ofClient = sender == Direction.FROM_CLIENT;
    applications()
        .followers()
        .add(
            ofClient ? host().client() : host().server(),
            ofClient ? host().clientPort() : host().serverPort(),
            new Follower(
                protocol(),
                ofClient ? host().server() : host().client(),
                dissectors,
                arrival().number(),
                null),
            arrival().nanos());
  }

  @Override
  public void attach(int layer, Object holder) {
    if (arrival().packet() != null) {
      host().attach(layer, holder);
    }
  }

  @Override
  public void identify(int layer, Protocol carried, Object holder) {
    if (attaches()
        && arrival().packet() != null
        && arrival().packet().protocol(layer) == DataDissector.PROTOCOL) {
      host().identify(layer, carried, holder);
    }
  }

  @Override
  public long announcedIn() {
    renew();
    return announcement == null ? 0 : announcement.packet();
  }

  @Override
  public String announcedBy() {
    renew();
    return announcement == null ? null : announcement.method();
  }

  /** Looks whether the flow has been announced once more, as when a call is put on hold. */
  private void renew() {
    long now = applications().followers().added();
    if (announcement == null || announcements == now) {
      return;
    }
    announcements = now;
    Follower latest =
        applications()
            .follower(
                host().client(),
                host().clientPort(),
                host().server(),
                host().serverPort(),
                arrival().nanos());
    if (latest != null && latest.protocol() == announcement.protocol()) {
      announcement = latest;
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
