package io.weft.flow.tcp;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.flow.application.SessionHost;
import io.weft.flow.application.StreamSession;
import io.weft.flow.segment.Segment;
import java.util.List;

/**
 * Shows the messages of a connection that the capture joined midway as layers of the packets that
 * complete them, while it is still open where its streams begin and their bytes wait ({@link
 * Joining}).
 *
 * <p>It reads the segments as they come, with a session of its own, of which nothing is taken but
 * layers: exchanges, names and what else there is come from the connection's session, once the
 * beginning is settled. That one finds the same messages again, and shows only those that are not
 * among the first ones, which have been shown here. Where segments do not follow one another this
 * reading ends.
 */
final class EarlyLayers implements SessionHost {
  private final TcpConnection connection;
  private final StreamSession session;
  private final Side first = new Side();
  private final Side other = new Side();
  private boolean isClientFirst;
  private boolean isLost;

  /** The side whose segment is being read. */
  private Side reading = first;

  private boolean shows;

  private static final class Side {
    private boolean isBegun;
    private int next;
    private int shown;
  }

  EarlyLayers(TcpConnection connection, ConnectionMeans means) {
    this.connection = connection;
    isClientFirst = connection.isClientFirst();
    session = means.newSession(this);
  }

  private Side side(boolean ofFirst) {
    return ofFirst ? first : other;
  }

  /**
   * Takes the next segment, in whichever direction.
   *
   * @param waits do its bytes wait, so that the connection's session has not seen them?
   */
  void onSegment(Segment segment, boolean waits, Arrival arrival) {
    if (isLost || session == null || segment.length() == 0) {
      return;
    }
    reading = side(segment.isFromFirst());
    int sequence = segment.dataSequence();
    int end = sequence + segment.length();
    if (!reading.isBegun) {
      reading.isBegun = true;
      reading.next = sequence;
    }
    if (end - reading.next <= 0) {
      return; // came before
    }
    if (sequence != reading.next || segment.to() - segment.from() < segment.length()) {
      close();
      return;
    }
    reading.next = end;
    shows = waits;
    session.onBytes(segment.isFromFirst(), segment.bytes(), segment.from(), segment.to(), arrival);
  }

  /**
   * Is a message that the connection's session shows now one that was shown here? To be asked once
   * of each.
   */
  boolean hasShown(boolean fromFirst) {
    Side side = side(fromFirst);
    if (side.shown == 0) {
      return false;
    }
    side.shown--;
    return true;
  }

  /** Is nothing left of what was shown here that the connection's session has not found again? */
  boolean isOver() {
    return first.shown == 0 && other.shown == 0;
  }

  /** Ends the reading; what was shown stays known. */
  void close() {
    if (!isLost && session != null) {
      isLost = true;
      session.finish();
    }
  }

  /** Is the client here the one that the connection takes for it? */
  private boolean isAgreed() {
    return isClientFirst == connection.isClientFirst();
  }

  @Override
  public int serverPort() {
    return isAgreed() ? connection.serverPort() : connection.clientPort();
  }

  @Override
  public int clientPort() {
    return isAgreed() ? connection.clientPort() : connection.serverPort();
  }

  @Override
  public IpAddress server() {
    return isAgreed() ? connection.server() : connection.client();
  }

  @Override
  public IpAddress client() {
    return isAgreed() ? connection.client() : connection.server();
  }

  @Override
  public boolean isClientFirst() {
    return isClientFirst;
  }

  @Override
  public boolean isReversible() {
    return connection.isReversible();
  }

  @Override
  public void reverse(Arrival arrival) {
    isClientFirst = !isClientFirst;
  }

  @Override
  public boolean isPickedUp() {
    return true;
  }

  @Override
  public boolean attaches() {
    return connection.attaches();
  }

  @Override
  public void append(Protocol protocol, byte[] bytes, int from, int to, Object holder) {
    if (shows) {
      reading.shown++;
      connection.show(protocol, bytes, from, to, holder);
    }
  }

  @Override
  public void grow(int bytes) {
    connection.grow(bytes);
  }

  // What the connection's session will tell.

  @Override
  public void application(Protocol protocol, String detectedBy, List<Protocol> over) {}

  @Override
  public void emit(Exchange exchange, Arrival arrival) {}

  @Override
  public void replace(Exchange emitted, Exchange later) {}

  @Override
  public void name(boolean ipv6, long high, long low, String name, Arrival arrival) {}

  @Override
  public void begun(
      Protocol protocol,
      List<Protocol> over,
      long clientOffset,
      long serverOffset,
      Arrival arrival) {}

  @Override
  public void innerBytes(
      List<Protocol> over, Direction direction, byte[] bytes, int from, int to, Arrival arrival) {}

  @Override
  public void innerGap(List<Protocol> over, Direction direction, long missing, Arrival arrival) {}

  @Override
  public void serverName(String name, String source, boolean asked) {}
}
