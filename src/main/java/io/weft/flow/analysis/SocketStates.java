package io.weft.flow.analysis;

import io.weft.flow.SocketState;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.protocol.transport.tcp.Tcp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The states of both ends' sockets over time (RFC 9293, section 3.3.2), as far as segments prove
 * them. An end has taken in what its own segments acknowledge; what only arrives is taken to have
 * arrived with the packet that shows it. A connection picked up without its SYN begins as
 * established.
 */
final class SocketStates {
  /** Each end moves forward only, so there cannot be more changes than this. */
  private static final int MAX_CHANGES = 16;

  private static final int WORDS = 3;
  private static final int NONE = 0xFF;

  /** One end's socket. */
  private static final class Socket {
    SocketState state;
    int synEnd;
    boolean hasFin;
    int finEnd;
    boolean finAcknowledged;

    /** The end has sent its FIN. */
    void close() {
      if (state == SocketState.ESTABLISHED || state == SocketState.SYN_RECEIVED) {
        state = SocketState.FIN_WAIT_1;
      } else if (state == SocketState.CLOSE_WAIT) {
        state = SocketState.LAST_ACK;
      }
    }

    /** The end has sent a segment that acknowledges the peer's FIN. */
    void takeFin() {
      if (state == SocketState.ESTABLISHED || state == SocketState.SYN_RECEIVED) {
        state = SocketState.CLOSE_WAIT;
      } else if (state == SocketState.FIN_WAIT_2
          || (state == SocketState.CLOSING && finAcknowledged)) {
        state = SocketState.TIME_WAIT;
      } else if (state == SocketState.FIN_WAIT_1) {
        state = SocketState.CLOSING;
      }
    }

    /**
     * The peer has acknowledged its FIN.
     *
     * @param isCrossed true where the peer had sent a FIN of its own that this end had not
     *     acknowledged yet
     */
    void finAcknowledged(boolean isCrossed) {
      if (finAcknowledged) {
        return;
      }
      finAcknowledged = true;
      if (state == SocketState.FIN_WAIT_1) {
        state = isCrossed ? SocketState.CLOSING : SocketState.FIN_WAIT_2;
      } else if (state == SocketState.CLOSING) {
        state = SocketState.TIME_WAIT;
      } else if (state == SocketState.LAST_ACK) {
        state = SocketState.CLOSED;
      }
    }
  }

  private final Socket first = new Socket();
  private final Socket other = new Socket();

  // Three words a change: packet, time, and both ends' new states.
  private long[] changes = new long[4 * WORDS];
  private int count;

  void onSegment(Segment segment) {
    Socket own = segment.isFromFirst() ? first : other;
    Socket peer = segment.isFromFirst() ? other : first;
    SocketState firstBefore = first.state;
    SocketState otherBefore = other.state;
    if (segment.has(Tcp.RST)) {
      own.state = SocketState.CLOSED;
      peer.state = SocketState.CLOSED;
    } else {
      if (segment.has(Tcp.SYN)) {
        synchronize(segment, own, peer);
      } else {
        establish(segment, own, peer);
      }
      finish(segment, own, peer);
    }
    if (first.state != firstBefore || other.state != otherBefore) {
      add(segment, firstBefore, otherBefore);
    }
  }

  private static void synchronize(Segment segment, Socket own, Socket peer) {
    if (own.state == null) {
      own.state = SocketState.SYN_SENT;
      own.synEnd = segment.sequence() + 1;
    }
    if (segment.has(Tcp.ACK)) {
      if (own.state == SocketState.SYN_SENT || own.state == SocketState.SYN_RECEIVED) {
        own.state = SocketState.SYN_RECEIVED;
        own.synEnd = segment.sequence() + 1; // of several answers the last counts
      }
      if (peer.state == null) {
        peer.state = SocketState.SYN_SENT;
        peer.synEnd = segment.acknowledgment();
      } else if (peer.state == SocketState.SYN_RECEIVED && covers(segment, peer.synEnd)) {
        peer.state = SocketState.ESTABLISHED;
      }
    }
  }

  private static void establish(Segment segment, Socket own, Socket peer) {
    boolean isAck = segment.has(Tcp.ACK);
    if (peer.state == SocketState.SYN_SENT || peer.state == SocketState.SYN_RECEIVED) {
      if (!isAck || !covers(segment, peer.synEnd)) {
        return; // an answer to something else
      }
      if (peer.state == SocketState.SYN_RECEIVED || own.state == null) {
        peer.state = SocketState.ESTABLISHED;
      }
    } else if (peer.state == null && isAck) {
      peer.state = SocketState.ESTABLISHED;
    }
    if (own.state == null || (own.state == SocketState.SYN_SENT && isAck)) {
      own.state = SocketState.ESTABLISHED;
    }
  }

  private static void finish(Segment segment, Socket own, Socket peer) {
    if (segment.has(Tcp.ACK) && peer.hasFin && covers(segment, peer.finEnd)) {
      boolean isCrossed = own.hasFin && own.state == SocketState.FIN_WAIT_1;
      own.takeFin();
      peer.finAcknowledged(isCrossed);
    }
    if (segment.has(Tcp.FIN) && own.state != null) {
      own.hasFin = true;
      own.finEnd = segment.sequence() + segment.sequenceLength();
      own.close();
    }
  }

  private static boolean covers(Segment segment, int end) {
    return !Sequence.isBefore(segment.acknowledgment(), end);
  }

  private void add(Segment segment, SocketState firstBefore, SocketState otherBefore) {
    if (count == MAX_CHANGES) {
      return;
    }
    int at = count++ * WORDS;
    if (at == changes.length) {
      changes = Arrays.copyOf(changes, 2 * at);
    }
    changes[at] = segment.packet();
    changes[at + 1] = segment.nanos();
    changes[at + 2] = code(first.state, firstBefore) << 8 | code(other.state, otherBefore);
  }

  private static long code(SocketState state, SocketState before) {
    return state == before || state == null ? NONE : state.code();
  }

  /**
   * The changes in the order of packets.
   *
   * @param clientIsFirst is the first end the client?
   */
  List<TcpAnalysisRecord.StateChange> toRecord(boolean clientIsFirst) {
    List<TcpAnalysisRecord.StateChange> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = i * WORDS;
      SocketState ofFirst = state((int) changes[at + 2] >> 8);
      SocketState ofOther = state((int) changes[at + 2] & 0xFF);
      all.add(
          new TcpAnalysisRecord.StateChange(
              changes[at],
              changes[at + 1],
              clientIsFirst ? ofFirst : ofOther,
              clientIsFirst ? ofOther : ofFirst));
    }
    return List.copyOf(all);
  }

  private static SocketState state(int code) {
    return code == NONE ? null : SocketState.of(code);
  }
}
