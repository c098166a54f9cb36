package io.weft.flow.tcp;

import io.weft.flow.ConnState;
import io.weft.flow.segment.Segment;
import io.weft.protocol.transport.tcp.Tcp;
import java.util.regex.Pattern;

/**
 * Follows a TCP connection by Zeek's rules: the states of both ends, and from them Zeek's {@code
 * conn_state} and {@code history}.
 */
final class ZeekConnection {
  private static final Pattern SYN_THEN_RESET = Pattern.compile("\\^?S[^HAFGIQ]*R.*");

  private final ZeekEndpoint first = new ZeekEndpoint();
  private final ZeekEndpoint other = new ZeekEndpoint();
  private final History history = new History();

  ZeekEndpoint endpoint(boolean ofFirst) {
    return ofFirst ? first : other;
  }

  /**
   * Takes the next segment.
   *
   * @param fromOriginator did the end send it that is the client, as far as is known?
   */
  void onSegment(Segment segment, boolean fromOriginator) {
    ZeekEndpoint own = endpoint(segment.isFromFirst());
    ZeekEndpoint peer = endpoint(!segment.isFromFirst());
    own.prepare(segment);
    if (segment.has(Tcp.ACK) && !segment.has(Tcp.RST)) {
      peer.onAcknowledged(segment.acknowledgment());
    }
    history.onFlags(own, segment);
    if (segment.window() == 0
        && !segment.has(Tcp.RST)
        && peer.state() != EndpointState.CLOSED
        && own.state() != EndpointState.RESET) {
      history.scaled(own.countZeroWindow(), 'w', segment.isFromFirst());
    }
    if (own.advance(segment)) {
      history.scaled(own.countRepeat(), 't', segment.isFromFirst());
    }
    move(own, peer, segment, fromOriginator);
  }

  /** Takes note of a segment whose checksum is wrong, which the receiver drops. */
  void onCorrupt(Segment segment) {
    ZeekEndpoint own = endpoint(segment.isFromFirst());
    history.scaled(own.countCorrupt(), 'c', segment.isFromFirst());
  }

  /**
   * Does a gap in either stream count in the history? It does where the beginning of the connection
   * was seen and neither end has reset it.
   */
  boolean isInOrder() {
    return first.state().isInOrder() && other.state().isInOrder();
  }

  /** Records that the peer of this end has acknowledged bytes that the capture does not hold. */
  void onUnseenAcknowledged(boolean ofFirst) {
    history.scaled(endpoint(ofFirst).countGap(), 'g', ofFirst);
  }

  /** Records that client and server had been taken the wrong way round. */
  void onReversed() {
    history.onReversed();
  }

  /** Has nothing come but SYNs of one end? */
  boolean isAttempt(boolean byFirst) {
    ZeekEndpoint own = endpoint(byFirst);
    return own.state() == EndpointState.SYN_SENT
        && endpoint(!byFirst).state() == EndpointState.INACTIVE
        && own.hasSeenOnly(History.SYN);
  }

  /**
   * Has this end sent nothing but an ACK of the SYN of the other end, which has sent nothing but
   * that SYN?
   */
  boolean hasOnlyAcknowledgedSyn(boolean ofFirst) {
    return endpoint(ofFirst).state() == EndpointState.INACTIVE
        && endpoint(ofFirst).hasSeenOnly(History.ACK)
        && endpoint(!ofFirst).state() == EndpointState.SYN_SENT
        && endpoint(!ofFirst).hasSeenOnly(History.SYN);
  }

  /** Moves both ends for a segment of one of them. */
  private static void move(
      ZeekEndpoint own, ZeekEndpoint peer, Segment segment, boolean fromOriginator) {
    switch (own.state()) {
      case INACTIVE -> fromInactive(own, peer, segment, fromOriginator);
      case SYN_SENT, SYN_ACK_SENT -> {
        if (segment.has(Tcp.FIN)) {
          own.state(EndpointState.CLOSED);
        } else if (segment.has(Tcp.RST)) {
          own.reset();
        }
      }
      case PARTIAL, ESTABLISHED -> fromOpen(own, peer, segment);
      case CLOSED -> {
        if (segment.has(Tcp.RST) && peer.state() != EndpointState.CLOSED) {
          own.reset();
        }
      }
      case RESET -> {}
    }
  }

  private static void fromInactive(
      ZeekEndpoint own, ZeekEndpoint peer, Segment segment, boolean fromOriginator) {
    if (segment.has(Tcp.SYN)) {
      if (fromOriginator) {
        own.state(segment.has(Tcp.ACK) ? EndpointState.SYN_ACK_SENT : EndpointState.SYN_SENT);
      } else {
        own.state(EndpointState.ESTABLISHED);
        if (peer.state() == EndpointState.SYN_SENT) {
          peer.state(EndpointState.ESTABLISHED);
        }
      }
    } else if (segment.has(Tcp.FIN)) {
      own.state(EndpointState.CLOSED);
    } else if (segment.has(Tcp.RST)) {
      own.reset();
    } else if (!fromOriginator
        && peer.state() == EndpointState.SYN_SENT
        && segment.length() == 0
        && segment.has(Tcp.ACK)) {
      return; // an answer to something else
    } else {
      boolean isOpen = peer.state() == EndpointState.ESTABLISHED && segment.has(Tcp.ACK);
      own.state(isOpen ? EndpointState.ESTABLISHED : EndpointState.PARTIAL);
    }
  }

  private static void fromOpen(ZeekEndpoint own, ZeekEndpoint peer, Segment segment) {
    if (own.state() == EndpointState.PARTIAL
        && segment.isBareSyn()
        && peer.state() == EndpointState.INACTIVE) {
      own.state(EndpointState.SYN_SENT);
    } else if (segment.has(Tcp.RST)) {
      own.reset();
    } else if (segment.has(Tcp.FIN)) {
      own.state(EndpointState.CLOSED);
      if (peer.wasClosedBeforeReset()) {
        peer.state(EndpointState.CLOSED);
      }
    }
  }

  /**
   * The letters of all events, upper case for the originator.
   *
   * @param texts see {@link History#text(boolean, RecentValues)}
   */
  String history(boolean originatorIsFirst, RecentValues<String> texts) {
    return history.text(originatorIsFirst, texts);
  }

  /**
   * Zeek's label for a connection whose ends are in these states.
   *
   * @param texts see {@link #history}
   */
  ConnState connState(boolean originatorIsFirst, RecentValues<String> texts) {
    ZeekEndpoint originator = endpoint(originatorIsFirst);
    ZeekEndpoint responder = endpoint(!originatorIsFirst);
    EndpointState o = originator.state();
    EndpointState r = responder.state();
    if (r == EndpointState.RESET) {
      boolean nothingSent =
          o == EndpointState.RESET
              && originator.sequenceBytes() == 0
              && responder.sequenceBytes() == 0;
      if (o == EndpointState.SYN_SENT || o == EndpointState.SYN_ACK_SENT || nothingSent) {
        return ConnState.REJ;
      }
      return o.isIdle() ? ConnState.RSTRH : ConnState.RSTR;
    }
    if (o == EndpointState.RESET) {
      if (!r.isIdle()) {
        return ConnState.RSTO;
      }
      boolean isSynThenReset = SYN_THEN_RESET.matcher(history(originatorIsFirst, texts)).matches();
      return isSynThenReset ? ConnState.RSTOS0 : ConnState.OTH;
    }
    if (o == EndpointState.CLOSED && r == EndpointState.CLOSED) {
      return ConnState.SF;
    }
    if (o == EndpointState.CLOSED) {
      return r.isIdle() ? ConnState.SH : ConnState.S2;
    }
    if (r == EndpointState.CLOSED) {
      return o.isIdle() ? ConnState.SHR : ConnState.S3;
    }
    if (o == EndpointState.SYN_SENT && r == EndpointState.INACTIVE) {
      return ConnState.S0;
    }
    boolean isOpen = o == EndpointState.ESTABLISHED && r == EndpointState.ESTABLISHED;
    return isOpen ? ConnState.S1 : ConnState.OTH;
  }
}
