package io.weft.insight.story;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.TcpSegment;
import io.weft.insight.Message;
import java.util.ArrayList;
import java.util.List;

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
  private boolean isSynTold;
  private long synAckPacket;
  private long ackPacket;

  /** Has the server answered a SYN with an acknowledgment alone (RFC 5961, section 4)? */
  private boolean isChallenged;

  private static final class Sender {
    private final Direction direction;
    private long closedNanos = TcpSegment.NONE;
    private boolean hasFinished;
    private boolean hasSeenMore;
    private final List<Repair> repairs = new ArrayList<>();
    private Repair repair;

    Sender(Direction direction) {
      this.direction = direction;
    }
  }

  /**
   * Segments that were sent again one soon behind the other, or the same one whenever the timer ran
   * out.
   */
  private static final class Repair {
    private long offset;

    /** How often it began anew with the same segment, which was lost each time before. */
    private int rounds;

    private long lastRound;
    private long lastRoundNanos;
    private int repeated;
    private long firstRepeat;
    private long firstRepeatNanos;
    private long lastRepeat;
    private long lastRepeatNanos;
    private long lost;
    private long lostNanos;
  }

  SegmentNarrator(Steps steps, SegmentLog log) {
    this.steps = steps;
    this.log = log;
  }

  long synPacket() {
    return synPacket;
  }

  /** Has the first SYN a step of its own already? */
  boolean isSynTold() {
    return isSynTold;
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
    boolean isOpen = synPacket == 0 || ackPacket != 0; // else it is of an older connection
    if (segment.isAckOfUnseen() && isOpen && !sender.hasSeenMore) {
      sender.hasSeenMore = true; // once tells it: there may be thousands
      step(nanos, packet, direction, "story.unseen." + by);
    }
    boolean isQuestion = segment.isKeepAlive() || segment.isWindowProbe();
    boolean isAgain =
        segment.isRetransmission() && log.find(segment.direction(), segment.offset()) >= 0;
    if (!isQuestion && !segment.isSyn() && !isAgain) {
      silence(nanos); // these tell of it themselves
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
      steps.add(lastNanos, lastPacket, null, TCP, Silences.text(nanos - lastNanos));
    }
  }

  private void opening(TcpSegment segment, long nanos, long packet) {
    if (segment.isSyn() && !segment.isAck()) {
      if (synPacket != 0) {
        String key = synAckPacket == 0 ? "story.syn-again" : "story.syn-again.answered";
        if (synAckPacket == 0 && !isSynTold) {
          isSynTold = true; // the handshake counts from the last one
          step(synNanos, synPacket, Direction.FROM_CLIENT, "story.syn");
        }
        step(nanos, packet, Direction.FROM_CLIENT, key, new Span(nanos - synNanos));
      }
      if (synPacket == 0 || synAckPacket == 0) { // it counts from the SYN that was answered
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
    } else if (synPacket != 0
        && synAckPacket == 0
        && !isChallenged
        && segment.isAck()
        && !segment.isReset()
        && segment.length() == 0
        && segment.direction() == Direction.FROM_SERVER) {
      isChallenged = true;
      step(nanos, packet, Direction.FROM_SERVER, "story.challenge");
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
    Repair repair = sender.repair;
    boolean isNewRound = repair == null || nanos - repair.lastRepeatNanos > ONE_RECOVERY_NANOS;
    if (isNewRound && repair != null && repair.offset == segment.offset()) {
      repair.rounds++;
      repair.lastRound = packet;
      repair.lastRoundNanos = nanos;
    } else if (isNewRound) {
      repair = new Repair();
      sender.repair = repair;
      if (sender.repairs.size() < StoryTeller.MAX_STEPS) {
        sender.repairs.add(repair);
      }
      int first = log.find(segment.direction(), segment.offset());
      repair.lost = first < 0 ? 0 : log.packet(first);
      repair.lostNanos = first < 0 ? 0 : log.nanos(first);
      repair.offset = segment.offset();
      repair.firstRepeat = packet;
      repair.firstRepeatNanos = nanos;
    }
    repair.repeated++;
    repair.lastRepeat = packet;
    repair.lastRepeatNanos = nanos;
    log.add(segment.direction(), packet, nanos, segment.offset(), segment.length());
  }

  private void tell(Repair repair, Direction from, String by, boolean isNeedless) {
    Message text;
    if (isNeedless) {
      text = Message.of("story.needless.dsack." + by, (long) repair.repeated);
    } else if (repair.lost > 0 && repair.rounds > 0) {
      text =
          Message.of(
              "story.lost.rounds",
              repair.lost,
              repair.rounds + 1L,
              new Span(repair.firstRepeatNanos - repair.lostNanos),
              repair.firstRepeat,
              new Span(repair.lastRoundNanos - repair.lostNanos),
              repair.lastRound);
    } else if (repair.lost > 0) {
      text =
          Message.of(
              repair.repeated == 1 ? "story.lost" : "story.lost.more",
              repair.lost,
              new Span(repair.firstRepeatNanos - repair.lostNanos),
              repair.firstRepeat,
              (long) repair.repeated,
              new Span(repair.lastRepeatNanos - repair.firstRepeatNanos));
    } else {
      text = Message.of("story.lost.unseen." + by, (long) repair.repeated);
    }
    steps.add(repair.firstRepeatNanos, repair.firstRepeat, repair.lastRepeat, from, TCP, text);
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

  /**
   * Tells of what was sent again, now that no more segments will come: only the end shows whether
   * the receiver had all of it already.
   *
   * @param analysis of the whole connection; null where there is none
   */
  void finish(TcpAnalysisRecord analysis) {
    tellRepairs(client, "client", analysis == null ? null : analysis.client());
    tellRepairs(server, "server", analysis == null ? null : analysis.server());
  }

  private void tellRepairs(Sender sender, String by, TcpAnalysisRecord.Side side) {
    boolean isNeedless = false;
    if (side != null) {
      TcpAnalysisRecord.Spurious spurious = side.resending().spurious();
      long needless = spurious.acknowledged() + spurious.byDsack() + spurious.byTimestamps();
      isNeedless = needless >= side.resending().retransmissions();
    }
    for (Repair each : sender.repairs) {
      tell(each, sender.direction, by, isNeedless);
    }
  }

  private void step(long nanos, long packet, Direction from, String key, Object... arguments) {
    steps.add(nanos, packet, from, TCP, Message.of(key, arguments));
  }
}
