package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.ChildStream;
import io.weft.dissect.ContentSink;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.FlowContext;
import io.weft.dissect.Protocol;
import io.weft.dissect.Secrets;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the sessions of streams and of datagrams have in common: what a dissector leaves goes to the
 * host, and streams inside are opened here.
 */
abstract class Session implements FlowContext {
  private final Applications applications;
  private final SessionHost host;

  /** Never changed, but replaced where the protocol turns out to be a tunnel for another one. */
  private List<Protocol> over;

  /** The streams inside; null until the dissector opens the first. */
  private ChildStreams children;

  /** The dissector's protocol; null while it is unknown. */
  private Protocol protocol;

  /** The arrival that the current call of the dissector is about. */
  private Arrival arrival;

  /** Memory in bytes, as it was last told to the host. */
  private int weighed;

  /**
   * Makes a session without a dissector.
   *
   * @param over the protocols that carry the session, outermost first
   * @param children keeps its own children; null to make it when the first child is opened
   */
  Session(Applications applications, SessionHost host, List<Protocol> over, ChildStreams children) {
    this.applications = applications;
    this.host = host;
    this.over = over;
    this.children = children;
  }

  final Applications applications() {
    return applications;
  }

  final SessionHost host() {
    return host;
  }

  final Protocol protocol() {
    return protocol;
  }

  /** What comes next is carried by the dissector's protocol. */
  final void enterTunnel() {
    List<Protocol> carriers = new ArrayList<>(over);
    carriers.add(protocol);
    over = List.copyOf(carriers);
  }

  /** Does the session lie in another one? */
  final boolean isInside() {
    return !over.isEmpty();
  }

  /** The protocol is known from now on, and the host is told. */
  final void begin(Protocol known, String detectedBy) {
    protocol = known;
    host.application(known, detectedBy, over);
  }

  /** The host is told from which bytes on the streams belong to the protocol. */
  final void begun(long clientOffset, long serverOffset) {
    host.begun(protocol, over, clientOffset, serverOffset, arrival);
  }

  /** What comes now is about this arrival. */
  final void arrival(Arrival at) {
    arrival = at;
  }

  /**
   * Tells the host how much memory the session takes now.
   *
   * @param bytes with all that it keeps, but for its children
   */
  final void weigh(int bytes) {
    if (bytes != weighed) {
      host.grow(bytes - weighed);
      weighed = bytes;
    }
  }

  /** Ends the streams inside, for the session has ended. */
  final void endChildren() {
    if (children != null) {
      children.end(arrival);
    }
  }

  @Override
  public final Arrival arrival() {
    return arrival;
  }

  @Override
  public final void emit(Exchange exchange) {
    host.emit(exchange, arrival);
  }

  @Override
  public final void replace(Exchange emitted, Exchange later) {
    host.replace(emitted, later);
  }

  @Override
  public final void name(boolean ipv6, long high, long low, String name) {
    host.name(ipv6, high, low, name, arrival);
  }

  @Override
  public final void serverName(String name, String source, boolean asked) {
    if (!isTunnel()) {
      host.serverName(name, source, asked);
    }
  }

  /** Do the bytes come from somebody behind the flow's server, because that is a proxy? */
  boolean isTunnel() {
    return false;
  }

  @Override
  public final boolean attaches() {
    return host.attaches();
  }

  @Override
  public final void append(Protocol message, byte[] bytes, int from, int to, Object holder) {
    host.append(message, bytes, from, to, holder);
  }

  @Override
  public final ChildStream child(String carried, long id) {
    if (children == null) {
      children = ChildStreams.of(applications, host);
    }
    return children.child(carried, id, protocol, over);
  }

  @Override
  public final ContentSink content(boolean ofRequest) {
    return host.content(ofRequest, arrival);
  }

  @Override
  public final void expect(
      Direction end, int port, String announced, Supplier<StreamDissector> dissectors) {
    StreamProtocol known = applications.stream(announced);
    if (known != null && !isTunnel()) {
      applications
          .streamsExpected()
          .add(address(end), port, known.readBy(dissectors), arrival.nanos());
    }
  }

  @Override
  public final IpAddress address(Direction end) {
    return end == Direction.FROM_SERVER ? host.server() : host.client();
  }

  @Override
  public final void expectDatagrams(
      IpAddress address, int port, String announced, long packet, String method) {
    applications.announcements().add(address, port, packet);
    DatagramProtocol known = applications.datagram(announced);
    if (known != null) {
      Follower follower = Follower.ofAnyone(known, packet, method);
      applications.followers().add(address, port, follower, arrival.nanos());
    }
  }

  @Override
  public final Secrets secrets() {
    return applications.secrets();
  }

  @Override
  public final boolean pickedUp() {
    return host.isPickedUp();
  }
}
