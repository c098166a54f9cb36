package io.weft.flow;

import io.weft.protocol.transport.tcp.Tcp;

/**
 * The state of one end of a TCP connection as Zeek's {@code conn_state} is defined on: not the
 * state machine of RFC 9293, but what an observer can be sure of.
 */
enum EndpointState {
  INACTIVE,
  SYN_SENT,
  SYN_ACK_SENT,
  PARTIAL,
  ESTABLISHED,
  CLOSED,
  RESET;

  boolean isIdle() {
    return this == INACTIVE || this == PARTIAL;
  }

  /** Was its beginning seen, and is it open or closed as it should be? */
  boolean isInOrder() {
    return this == ESTABLISHED || this == CLOSED;
  }

  /** Moves both ends for a segment of one of them. */
  static void advance(TcpConnection connection, TcpHalf own, TcpHalf peer, Segment segment) {
    switch (own.state) {
      case INACTIVE -> fromInactive(connection, own, peer, segment);
      case SYN_SENT, SYN_ACK_SENT -> {
        if (segment.has(Tcp.FIN)) {
          own.state = CLOSED;
        } else if (segment.has(Tcp.RST)) {
          own.enterReset();
        }
      }
      case PARTIAL, ESTABLISHED -> fromOpen(own, peer, segment);
      case CLOSED -> {
        if (segment.has(Tcp.RST) && peer.state != CLOSED) {
          own.enterReset();
        }
      }
      case RESET -> {}
    }
  }

  private static void fromInactive(
      TcpConnection connection, TcpHalf own, TcpHalf peer, Segment segment) {
    boolean isOriginator = own == connection.client;
    if (segment.has(Tcp.SYN)) {
      if (isOriginator) {
        own.state = segment.has(Tcp.ACK) ? SYN_ACK_SENT : SYN_SENT;
      } else {
        own.state = ESTABLISHED;
        if (peer.state == SYN_SENT) {
          peer.state = ESTABLISHED;
        }
      }
    } else if (segment.has(Tcp.FIN)) {
      own.state = CLOSED;
    } else if (segment.has(Tcp.RST)) {
      own.enterReset();
    } else if (!isOriginator
        && peer.state == SYN_SENT
        && segment.length == 0
        && segment.has(Tcp.ACK)) {
      return; // an answer to something else
    } else {
      own.state = peer.state == ESTABLISHED && segment.has(Tcp.ACK) ? ESTABLISHED : PARTIAL;
    }
  }

  private static void fromOpen(TcpHalf own, TcpHalf peer, Segment segment) {
    if (own.state == PARTIAL && segment.isBareSyn() && peer.state == INACTIVE) {
      own.state = SYN_SENT;
    } else if (segment.has(Tcp.RST)) {
      own.enterReset();
    } else if (segment.has(Tcp.FIN)) {
      own.state = CLOSED;
      if (peer.state == RESET && peer.stateBeforeReset == CLOSED) {
        peer.state = CLOSED;
      }
    }
  }

  /** Zeek's label for a connection whose ends are in these states. */
  static String connState(TcpHalf originator, TcpHalf responder, String history) {
    EndpointState o = originator.state;
    EndpointState r = responder.state;
    if (r == RESET) {
      boolean nothingSent =
          o == RESET && originator.sequenceBytes() == 0 && responder.sequenceBytes() == 0;
      if (o == SYN_SENT || o == SYN_ACK_SENT || nothingSent) {
        return "REJ";
      }
      return o.isIdle() ? "RSTRH" : "RSTR";
    }
    if (o == RESET) {
      if (!r.isIdle()) {
        return "RSTO";
      }
      return History.isSynThenReset(history) ? "RSTOS0" : "OTH";
    }
    if (o == CLOSED && r == CLOSED) {
      return "SF";
    }
    if (o == CLOSED) {
      return r.isIdle() ? "SH" : "S2";
    }
    if (r == CLOSED) {
      return o.isIdle() ? "SHR" : "S3";
    }
    if (o == SYN_SENT && r == INACTIVE) {
      return "S0";
    }
    return o == ESTABLISHED && r == ESTABLISHED ? "S1" : "OTH";
  }
}
