package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.ChildStream;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The streams inside a session, which its dissector feeds. */
final class ChildStreams {
  /** How many streams may lie inside one another. */
  private static final int MAX_DEPTH = 8;

  /** How many children of one flow may be open at a time, at all depths together. */
  private static final int MAX_OPEN = 1000;

  /**
   * Estimated memory of an open child in bytes: the child, its session with both buffers, its own
   * (empty) children, and its place in the map. What the session keeps of the stream comes on top.
   */
  private static final int BYTES = 384;

  /** Takes the bytes of a child that was not opened, and drops them. */
  private static final ChildStream REFUSED =
      new ChildStream() {
        @Override
        public void bytes(Direction direction, byte[] bytes, int from, int to, Arrival arrival) {}

        @Override
        public void gap(Direction direction, long missing, Arrival arrival) {}

        @Override
        public void end(Direction direction, boolean clean, Arrival arrival) {}
      };

  private final Applications applications;
  private final SessionHost host;
  private final int depth;
  private final int[] openInFlow;
  private final Map<Long, Child> open = new LinkedHashMap<>();

  private ChildStreams(Applications applications, SessionHost host, int depth, int[] openInFlow) {
    this.applications = applications;
    this.host = host;
    this.depth = depth;
    this.openInFlow = openInFlow;
  }

  /** The children of a session that lies in no other session. */
  static ChildStreams of(Applications applications, SessionHost host) {
    return new ChildStreams(applications, host, 0, new int[1]);
  }

  /**
   * The child of this number; it is opened where it is not open.
   *
   * @param carrier protocol of the session around it
   * @param over the protocols that carry the session, outermost first
   */
  ChildStream child(String protocol, long id, Protocol carrier, List<Protocol> over) {
    Child known = open.get(id);
    if (known != null) {
      return known;
    }
    StreamProtocol named = protocol == null ? null : applications.stream(protocol);
    boolean isUnknown = protocol != null && named == null;
    if (isUnknown || depth == MAX_DEPTH || openInFlow[0] == MAX_OPEN) {
      if (!isUnknown) {
        applications.losses().countRefusedChild();
      }
      return REFUSED;
    }
    List<Protocol> carriers = new ArrayList<>(over);
    carriers.add(carrier);
    Child child = new Child(id, List.copyOf(carriers));
    child.session.start(named);
    open.put(id, child);
    openInFlow[0]++;
    host.grow(BYTES);
    return child;
  }

  /** Ends all children because the session around them has ended. */
  void end(Arrival arrival) {
    for (Child child : List.copyOf(open.values())) {
      child.end(Direction.FROM_CLIENT, false, arrival);
      child.end(Direction.FROM_SERVER, false, arrival);
    }
  }

  /** A stream inside the session; host of its own session. */
  private final class Child implements ChildStream, SessionHost {
    private final long id;
    private final List<Protocol> carriers;
    private final StreamSession session;
    private boolean clientEnded;
    private boolean serverEnded;

    Child(long id, List<Protocol> carriers) {
      this.id = id;
      this.carriers = carriers;
      session =
          new StreamSession(
              applications,
              this,
              carriers,
              new ChildStreams(applications, this, depth + 1, openInFlow));
    }

    @Override
    public void bytes(Direction direction, byte[] bytes, int from, int to, Arrival arrival) {
      if (!isOver(direction) && to > from) {
        host.innerBytes(carriers, direction, bytes, from, to, arrival);
        session.onBytes(direction == Direction.FROM_CLIENT, bytes, from, to, arrival);
      }
    }

    @Override
    public void gap(Direction direction, long missing, Arrival arrival) {
      if (!isOver(direction) && missing > 0) {
        host.innerGap(carriers, direction, missing, arrival);
        session.onGap(direction == Direction.FROM_CLIENT, missing, arrival);
      }
    }

    private boolean isOver(Direction direction) {
      return direction == Direction.FROM_CLIENT ? clientEnded : serverEnded;
    }

    @Override
    public void end(Direction direction, boolean clean, Arrival arrival) {
      if (isOver(direction)) {
        return;
      }
      if (direction == Direction.FROM_CLIENT) {
        clientEnded = true;
      } else {
        serverEnded = true;
      }
      session.onEnd(direction == Direction.FROM_CLIENT, clean, arrival);
      if (clientEnded && serverEnded) {
        open.remove(id);
        openInFlow[0]--;
        session.finish();
        session.weigh(0); // its dissector is forgotten with it
        host.grow(-BYTES);
      }
    }

    // The child's session asks the flow, and leaves its results with it, through the session around
    // it.

    @Override
    public IpAddress server() {
      return host.server();
    }

    @Override
    public IpAddress client() {
      return host.client();
    }

    @Override
    public int serverPort() {
      return host.serverPort();
    }

    @Override
    public int clientPort() {
      return host.clientPort();
    }

    @Override
    public boolean isClientFirst() {
      return true; // the session around it has settled who is the client
    }

    @Override
    public boolean isPickedUp() {
      return host.isPickedUp();
    }

    @Override
    public void application(Protocol protocol, String detectedBy, List<Protocol> over) {
      host.application(protocol, detectedBy, over);
    }

    @Override
    public void begun(
        Protocol protocol,
        List<Protocol> over,
        long clientOffset,
        long serverOffset,
        Arrival arrival) {
      host.begun(protocol, over, clientOffset, serverOffset, arrival);
    }

    @Override
    public void innerBytes(
        List<Protocol> over, Direction direction, byte[] bytes, int from, int to, Arrival arrival) {
      host.innerBytes(over, direction, bytes, from, to, arrival);
    }

    @Override
    public void innerGap(List<Protocol> over, Direction direction, long missing, Arrival arrival) {
      host.innerGap(over, direction, missing, arrival);
    }

    @Override
    public void emit(Exchange exchange, Arrival arrival) {
      host.emit(exchange, arrival);
    }

    @Override
    public void replace(Exchange emitted, Exchange later) {
      host.replace(emitted, later);
    }

    @Override
    public void name(boolean ipv6, long high, long low, String name, Arrival arrival) {
      host.name(ipv6, high, low, name, arrival);
    }

    @Override
    public void serverName(String name, String source, boolean asked) {
      // What runs inside names the servers behind this one.
    }

    @Override
    public boolean attaches() {
      return host.attaches();
    }

    @Override
    public void append(Protocol protocol, byte[] bytes, int from, int to, Object holder) {
      host.append(protocol, bytes, from, to, holder);
    }

    @Override
    public ContentSink content(boolean ofRequest, Arrival arrival) {
      return host.content(ofRequest, arrival);
    }

    @Override
    public void grow(int bytes) {
      host.grow(bytes);
    }
  }
}
