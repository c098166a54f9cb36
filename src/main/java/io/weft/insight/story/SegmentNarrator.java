package io.weft.insight.story;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.flow.TcpSegment;
import io.weft.insight.Message;

/** Tells what single segments show: repeated SYNs, losses, closed windows, silence, the close. */
final class SegmentNarrator {
  /** Shorter silence is no step of a story: delayed ACKs, thinking users and servers. */
  private static final long SILENCE_NANOS = 1_000_000_000L;

  /**
   * Retransmissions closer together than Linux's shortest time-out are one recovery, and one step.
   */
  private static final long ONE_RECOVERY_NANOS = 200_000_000L;

  private static final String TCP = "TCP";

  private final Steps steps;
  private final SegmentLog log;
  private final Sender client = new Sender(Direction.FROM_CLIENT);
  private final Sender server = new Sender(Direction.FROM_SERVER);
  private long lastNanos = TcpSegment.NONE;
  private long lastPacket;
  private long synNanos = TcpSegment.NONE;
  private long synPacket;
  private long synAckPacket;
  private long ackPacket;

  private static final class Sender {
    private final Direction direction;
    private long closedNanos = TcpSegment.NONE;
    private boolean hasFinished;
    private int repeated;
    private long firstRepeat;
    private long firstRepeatNanos;
    private long lastRepeat;
    private long lastRepeatNanos;
    private long lost;
    private long lostNanos;

    Sender(Direction direction) {
      this.direction = direction;
    }
  }

  SegmentNarrator(Steps steps, SegmentLog log) {
    this.steps = steps;
    this.log = log;
  }

  long synPacket() {
    return synPacket;
  }

  long synAckPacket() {
    return synAckPacket;
  }

  /** Number of the packet that completed the three-way handshake; 0 where none did. */
  long ackPacket() {
    return ackPacket;
  }

  void onSegment(TcpSegment segment, Arrival arrival) {
    if (segment.isCopy()) {
      return;
    }
    Direction direction = segment.direction();
    Sender sender = direction == Direction.FROM_CLIENT ? client : server;
    String by = direction == Direction.FROM_CLIENT ? "client" : "server";
    long nanos = arrival.nanos();
    long packet = arrival.number();
    boolean isQuestion = segment.isKeepAlive() || segment.isWindowProbe();
    if (!isQuestion && !segment.isSyn()) {
      silence(nanos); // keep-alives and repeated SYNs tell of it themselves
    }
    opening(segment, nanos, packet);
    if (isQuestion) {
      Sender other = sender == client ? server : client;
      boolean isProbe = other.closedNanos != TcpSegment.NONE; // Linux probes without a byte
      step(nanos, packet, direction, (isProbe ? "story.probe." : "story.keep-alive.") + by);
    } else if (segment.length() > 0) {
      data(segment, sender, by, nanos, packet);
    }
    window(segment, sender, by, nanos, packet);
    closing(segment, sender, by, nanos, packet);
    lastNanos = nanos;
    lastPacket = packet;
  }

  private void silence(long nanos) {
    if (lastNanos != TcpSegment.NONE && nanos - lastNanos >= SILENCE_NANOS) {
      step(lastNanos, lastPacket, null, "story.silence", new Span(nanos - lastNanos));
    }
  }

  private void opening(TcpSegment segment, long nanos, long packet) {
    if (segment.isSyn() && !segment.isAck()) {
      if (synPacket != 0) {
        String key = synAckPacket == 0 ? "story.syn-again" : "story.syn-again.answered";
        step(nanos, packet, Direction.FROM_CLIENT, key, new Span(nanos - synNanos));
      }
      if (synAckPacket == 0) { // the handshake counts from the SYN that was answered
        synPacket = packet;
        synNanos = nanos;
      }
    } else if (segment.isSyn()) {
      synAckPacket = synAckPacket == 0 ? packet : synAckPacket;
    } else if (synAckPacket != 0
        && ackPacket == 0
        && segment.isAck()
        && !segment.isReset()
        && segment.direction() == Direction.FROM_CLIENT) {
      ackPacket = packet;
    }
  }

  private void data(TcpSegment segment, Sender sender, String by, long nanos, long packet) {
    if (!segment.isRetransmission()) {
      log.add(segment.direction(), packet, nanos, segment.offset(), segment.length());
      return;
    }
    if (segment.isSpurious()) {
      step(nanos, packet, segment.direction(), "story.needless." + by);
      return;
    }
    if (sender.repeated > 0 && nanos - sender.lastRepeatNanos > ONE_RECOVERY_NANOS) {
      tellRepeats(sender, by);
    }
    if (sender.repeated == 0) {
      int first = log.find(segment.direction(), segment.offset());
      sender.lost = first < 0 ? 0 : log.packet(first);
      sender.lostNanos = first < 0 ? 0 : log.nanos(first);
      sender.firstRepeat = packet;
      sender.firstRepeatNanos = nanos;
    }
    sender.repeated++;
    sender.lastRepeat = packet;
    sender.lastRepeatNanos = nanos;
    log.add(segment.direction(), packet, nanos, segment.offset(), segment.length());
  }

  private void tellRepeats(Sender sender, String by) {
    Message text;
    if (sender.lost > 0) {
      text =
          Message.of(
              sender.repeated == 1 ? "story.lost" : "story.lost.more",
              sender.lost,
              new Span(sender.firstRepeatNanos - sender.lostNanos),
              sender.firstRepeat,
              (long) sender.repeated,
              new Span(sender.lastRepeatNanos - sender.firstRepeatNanos));
    } else {
      text = Message.of("story.lost.unseen." + by, (long) sender.repeated);
    }
    steps.add(
        sender.firstRepeatNanos,
        sender.firstRepeat,
        sender.lastRepeat,
        sender.direction,
        TCP,
        text);
    sender.repeated = 0;
  }

  private void window(TcpSegment segment, Sender sender, String by, long nanos, long packet) {
    if (segment.isReset() || segment.isSyn() || sender.hasFinished) {
      return;
    }
    boolean isClosed = segment.window() == 0;
    if (isClosed && sender.closedNanos == TcpSegment.NONE) {
      sender.closedNanos = nanos;
      step(nanos, packet, sender.direction, "story.window-closed." + by);
    } else if (!isClosed && sender.closedNanos != TcpSegment.NONE) {
      step(
          nanos,
          packet,
          sender.direction,
          "story.window-open." + by,
          new Span(nanos - sender.closedNanos),
          new Message.ByteCount(segment.window()));
      sender.closedNanos = TcpSegment.NONE;
    }
  }

  private void closing(TcpSegment segment, Sender sender, String by, long nanos, long packet) {
    if (segment.isReset()) {
      boolean isRefusal = synPacket != 0 && synAckPacket == 0 && by.equals("server");
      step(nanos, packet, sender.direction, isRefusal ? "story.refused" : "story.reset." + by);
    } else if (segment.isFin() && !sender.hasFinished) {
      sender.hasFinished = true;
      boolean isFirst = !(client.hasFinished && server.hasFinished);
      step(
          nanos,
          packet,
          sender.direction,
          (isFirst ? "story.fin.first." : "story.fin.second.") + by);
    }
  }

  /** Tells what was not told yet: no more segments will come. */
  void finish() {
    if (client.repeated > 0) {
      tellRepeats(client, "client");
    }
    if (server.repeated > 0) {
      tellRepeats(server, "server");
    }
  }

  private void step(long nanos, long packet, Direction from, String key, Object... arguments) {
    steps.add(nanos, packet, from, TCP, Message.of(key, arguments));
  }
}
