package io.weft.flow;

import io.weft.bytes.Hex;
import io.weft.protocol.transport.Tcp;
import io.weft.stream.Fate;
import io.weft.stream.Reassembler;
import io.weft.stream.StreamSink;
import java.security.MessageDigest;

/** One end of a TCP connection: what it sent, and how far it is known to have come. */
final class TcpHalf implements StreamSink {
  /**
   * The largest window there can be (RFC 7323, section 2.3): what lies further ahead does not
   * belong here.
   */
  private static final int MAX_AHEAD = 1 << 30;

  /** Zeek trusts no sequence number of a SYN or RST that jumps further than this. */
  private static final int MAX_CONTROL_JUMP = 1 << 20;

  private final TcpConnection connection;

  // The stream.
  final Reassembler stream;
  private int origin;
  private boolean hasOrigin;
  private boolean originAcknowledged;
  private int strayEnd;
  private boolean hasStray;
  private long finOffset = -1;
  boolean ended;
  long streamBytes;
  long retransmissions;
  long outsideWindow;
  MessageDigest digest;

  // What Zeek's rules need.
  EndpointState state = EndpointState.INACTIVE;
  EndpointState stateBeforeReset = EndpointState.INACTIVE;
  boolean hasBase;
  int base;
  private int highest;
  private int acknowledged;
  byte seen;
  int lastSyn;
  int lastFin;
  int lastRst;
  private int repeats;
  private int zeroWindows;
  private int gaps;

  TcpHalf(TcpConnection connection, Reassembler stream) {
    this.connection = connection;
    this.stream = stream;
  }

  void enterReset() {
    stateBeforeReset = state;
    state = EndpointState.RESET;
  }

  // Sequence numbers, after Zeek's bookkeeping.

  /** Makes sure of a base before the segment is looked at. */
  void prepare(Segment segment) {
    if (!hasBase) {
      base(segment.has(Tcp.SYN) ? segment.sequence : segment.sequence - 1);
      highest = segment.sequence;
    } else if (segment.has(Tcp.SYN) && segment.sequence != base && state != EndpointState.RESET) {
      base(segment.sequence);
      highest = segment.sequence;
    }
  }

  /** The peer has acknowledged up to here. */
  void onAcknowledged(int acknowledgment) {
    if (!hasBase) {
      base(acknowledgment - 1);
      highest = acknowledgment;
    }
    if (Sequence.isBefore(acknowledged, acknowledgment)) {
      acknowledged = acknowledgment;
    }
  }

  private void base(int sequence) {
    hasBase = true;
    base = sequence;
    acknowledged = sequence;
  }

  /** Moves the highest sequence number seen; a payload that does not move it is a repeat. */
  void advance(Segment segment, History history) {
    int end = segment.sequence + segment.sequenceLength();
    int delta = Sequence.distance(highest, end);
    if ((segment.has(Tcp.SYN) || segment.has(Tcp.RST))
        && (delta > MAX_CONTROL_JUMP || delta < -MAX_CONTROL_JUMP)) {
      return;
    }
    if (segment.has(Tcp.FIN) && highest == base + 1) {
      highest = end;
    } else if (state != EndpointState.RESET) {
      if (delta > 0) {
        highest = end;
      } else if (segment.length > 0) {
        history.scaled(++repeats, 't', segment.fromClient);
      }
    }
  }

  void onZeroWindow(History history, boolean fromClient) {
    history.scaled(++zeroWindows, 'w', fromClient);
  }

  /** Payload that the end must have sent, by sequence numbers alone; modulo 2^32. */
  int sequenceBytes() {
    int end = Sequence.isBefore(highest, acknowledged) ? acknowledged : highest;
    int size = end - base;
    if (size != 0) {
      size--;
    }
    return size > 0 && (seen & History.FIN) != 0 ? size - 1 : size;
  }

  // The stream.

  /** Puts the segment's payload where it belongs. */
  void receive(Segment segment) {
    if (segment.has(Tcp.SYN)) {
      if (!hasOrigin || (stream.isUntouched() && !originAcknowledged)) {
        origin = segment.sequence + 1;
        hasOrigin = true;
      }
    } else if (!hasOrigin) {
      if (segment.has(Tcp.RST) && segment.length == 0) {
        return;
      }
      origin = segment.sequence;
      hasOrigin = true;
    }
    if (segment.length > 0) {
      place(segment);
    }
    if (segment.has(Tcp.FIN) && !ended) {
      finOffset = offsetOf(segment.dataSequence() + segment.length);
    }
    if (finOffset >= 0 && stream.next() >= finOffset) {
      end(true);
    }
  }

  private void place(Segment segment) {
    long offset = offsetOf(segment.dataSequence());
    long ahead = offset - stream.next();
    if (ahead < -1 || ahead > MAX_AHEAD) {
      if (stream.isUntouched() && !originAcknowledged) {
        origin = segment.dataSequence(); // the SYN's number was not the one in use
        offset = 0;
      } else if (ahead > MAX_AHEAD) {
        boolean follows = hasStray && strayEnd == segment.dataSequence();
        hasStray = true;
        strayEnd = segment.dataSequence() + segment.length;
        if (!follows) {
          outsideWindow++;
          return;
        }
      }
    }
    Fate fate =
        stream.offer(
            offset,
            segment.bytes,
            segment.from,
            segment.to,
            segment.length,
            segment.packet,
            segment.nanos,
            this);
    if (fate == Fate.RETRANSMITTED) {
      retransmissions++;
    }
  }

  private long offsetOf(int sequence) {
    long next = stream.next();
    return next + Sequence.distance(origin + (int) next, sequence);
  }

  /** The peer has had all bytes before this one: holes there will not be filled any more. */
  void giveUpBefore(int acknowledgment) {
    if (!hasOrigin) {
      return;
    }
    if (acknowledgment == origin) {
      originAcknowledged = true;
    }
    if (stream.firstWaiting() >= 0) {
      stream.acknowledged(offsetOf(acknowledgment), this);
    }
  }

  /** No more will come: hands out what waits. */
  void finish() {
    stream.finish(this);
    end(finOffset >= 0 && stream.next() >= finOffset);
  }

  private void end(boolean clean) {
    if (!ended) {
      ended = true;
      connection.onEnd(this, clean);
    }
  }

  @Override
  public void onBytes(byte[] bytes, int from, int to, long packet, long nanos) {
    streamBytes += to - from;
    connection.onBytes(this, bytes, from, to, packet, nanos);
  }

  @Override
  public void onGap(long missing) {
    connection.onGap(this, missing);
  }

  /**
   * Of the stream so far, lower-case hexadecimal; null where none is kept. The digest begins anew.
   */
  String digestText() {
    return digest == null ? null : Hex.of(digest.digest());
  }

  /** A hole in what this end sent was given up while the connection went on. */
  void noteGap(History history, boolean isClient) {
    history.scaled(++gaps, 'g', isClient);
  }
}
