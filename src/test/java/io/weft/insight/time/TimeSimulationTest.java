package io.weft.insight.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.flow.TcpSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Connections of a simulated client and server whose causes are mixed at random, captured somewhere
 * between them: the division agrees with what the simulation knows.
 */
class TimeSimulationTest {
  private static final int RUNS = 400;
  private static final double TOLERANCE = 0.1;
  private static final double AGREEING = 0.95;
  private static final long MILLISECOND = 1_000_000;
  private static final int MSS = 1448;
  private static final int WINDOW_SEGMENTS = 4;
  private static final int FIRST_ID = 7;
  private static final int COUNTED_PACKETS = 5;

  @Test
  void agreesWithTheSimulation() {
    int agreeing = 0;
    List<String> others = new ArrayList<>();
    for (int seed = 1; seed <= RUNS; seed++) {
      Simulation simulation = new Simulation(new Random(seed));
      simulation.run();
      TimeDivision division = simulation.divide();
      double wrong = simulation.wrongPart(division);
      if (wrong <= TOLERANCE) {
        agreeing++;
      } else {
        others.add(seed + ": " + simulation.truth + " but " + division.parts());
      }
    }
    assertTrue(
        agreeing >= RUNS * AGREEING,
        agreeing + " of " + RUNS + " agree: " + others.subList(0, Math.min(3, others.size())));
  }

  /** One connection. All times are nanoseconds; each end acts by the true time. */
  private static final class Simulation {
    private final Random random;
    private final List<Seen> seen = new ArrayList<>();
    private final Map<TimeGroup, Long> truth = new EnumMap<>(TimeGroup.class);
    private final long toServer;
    private final long toClient;
    private final boolean hasTimestamps;
    private long now = 1_700_000_000_000_000_000L;
    private long clientOffset;
    private long serverOffset;
    private long lastOfClient;
    private long lastOfServer;
    private int lastClock;
    private long captured;
    private int identification = FIRST_ID;

    Simulation(Random random) {
      this.random = random;
      long way = between(1, 40);
      int place = random.nextInt(3);
      toServer = place == 0 ? way : place == 1 ? way / 3 : 10_000;
      toClient = place == 0 ? 10_000 : place == 1 ? way - way / 3 : way;
      hasTimestamps = random.nextBoolean();
    }

    private long between(int low, int high) {
      return (long) (MILLISECOND * (low + random.nextDouble() * (high - low)));
    }

    private long way() {
      return toServer + toClient;
    }

    private void truly(TimeGroup group, long nanos) {
      truth.merge(group, nanos, Long::sum);
    }

    void run() {
      handshake();
      int exchanges = 1 + random.nextInt(4);
      for (int i = 0; i < exchanges; i++) {
        exchange(i == 0);
      }
    }

    /** Ends when the client has sent its acknowledgment. */
    private void handshake() {
      fromClient(now, segment(Direction.FROM_CLIENT).syn());
      now += way();
      fromServer(now, segment(Direction.FROM_SERVER).syn().ack(0));
      now += way();
      fromClient(now, segment(Direction.FROM_CLIENT).ack(0));
      truly(TimeGroup.CONNECT, 2 * way());
    }

    /** From the moment when the client could ask to the moment when it has the whole answer. */
    private void exchange(boolean isFirst) {
      long idle = between(0, 300);
      truly(TimeGroup.CLIENT_IDLE, idle);
      now += idle;
      fromClient(now, segment(Direction.FROM_CLIENT).data(clientOffset, 200).ack(serverOffset));
      clientOffset += 200;
      now += way();
      long think = between(1, 400);
      truly(TimeGroup.SERVER_THINK, think);
      now += think;
      answer();
      now += way();
      truly(TimeGroup.ROUND_TRIP, isFirst ? 2 * toServer : 2 * way());
    }

    /** The server is ready to send; ends when it has sent all. */
    private void answer() {
      int blocks = 1 + random.nextInt(4);
      long wait = 0;
      for (int i = 0; i < blocks; i++) {
        now += wait;
        wait =
            switch (random.nextInt(i < blocks - 1 ? 4 : 3)) {
              case 0 -> drips();
              case 1 -> smallWindow();
              case 2 -> loss();
              default -> closedWindow(); // a program that does not read does not go on either
            };
        if (i < blocks - 1) {
          truly(lastGroup, wait);
        }
      }
    }

    private TimeGroup lastGroup;

    /** Short segments with pauses; the program's next data comes after another. */
    private long drips() {
      lastGroup = TimeGroup.APPLICATION;
      int count = 1 + random.nextInt(5);
      for (int i = 0; i < count; i++) {
        send(1, 500);
        if (i < count - 1) {
          long pause = 2 * way() + between(20, 150);
          truly(TimeGroup.APPLICATION, pause);
          now += pause;
        }
      }
      return 2 * way() + between(20, 150);
    }

    /** Windows full, round after round. */
    private long smallWindow() {
      lastGroup = TimeGroup.RECEIVER_WINDOW;
      int rounds = 1 + random.nextInt(6);
      for (int i = 0; i < rounds; i++) {
        send(WINDOW_SEGMENTS, MSS);
        if (i < rounds - 1) {
          truly(TimeGroup.RECEIVER_WINDOW, 2 * way());
          now += 2 * way();
        }
      }
      return 2 * way();
    }

    /** A window full, which the client's program lets stand for a while. */
    private long closedWindow() {
      lastGroup = TimeGroup.RECEIVER_WINDOW;
      long pause = between(100, 400);
      for (int i = 0; i < WINDOW_SEGMENTS; i++) {
        long at = now + i * 2_000L;
        fromServer(at, segment(Direction.FROM_SERVER).data(serverOffset, MSS).ack(clientOffset));
        serverOffset += MSS;
        int left = (WINDOW_SEGMENTS - 1 - i) * MSS;
        fromClient(at + way(), segment(Direction.FROM_CLIENT).ack(serverOffset).window(left));
      }
      fromClient(now + way() + pause, segment(Direction.FROM_CLIENT).ack(serverOffset));
      return 2 * way() + pause;
    }

    /** A segment is lost before or behind the capture, and comes again when a timer runs out. */
    private long loss() {
      lastGroup = TimeGroup.LOSS;
      long timer = 200 * MILLISECOND + 2 * way() + between(0, 200);
      // Of the first packets nobody can tell that the sender counts them.
      boolean isSeen = random.nextBoolean() || identification < FIRST_ID + COUNTED_PACKETS;
      FakeSegment lost = segment(Direction.FROM_SERVER).data(serverOffset, MSS).ack(clientOffset);
      if (isSeen) {
        fromServer(now, lost);
      } else {
        identification++;
      }
      truly(TimeGroup.LOSS, timer);
      now += timer;
      FakeSegment again = segment(Direction.FROM_SERVER).data(serverOffset, MSS).ack(clientOffset);
      again.isRetransmission = isSeen;
      fromServer(now, again);
      serverOffset += MSS;
      fromClient(now + way(), segment(Direction.FROM_CLIENT).ack(serverOffset));
      return 2 * way();
    }

    private void send(int count, int length) {
      for (int i = 0; i < count; i++) {
        long at = now + i * 2_000L;
        fromServer(at, segment(Direction.FROM_SERVER).data(serverOffset, length).ack(clientOffset));
        serverOffset += length;
        fromClient(at + way(), segment(Direction.FROM_CLIENT).ack(serverOffset));
      }
    }

    private FakeSegment segment(Direction direction) {
      return new FakeSegment(direction);
    }

    private void fromClient(long sent, FakeSegment segment) {
      segment.clock = (int) (sent / MILLISECOND);
      see(sent, toClient, segment);
    }

    private void fromServer(long sent, FakeSegment segment) {
      segment.id = identification++ & 0xFFFF;
      segment.sent = sent;
      see(sent, toServer, segment);
    }

    /** Some packets are a little faster than others, and none overtakes another. */
    private void see(long sent, long way, FakeSegment segment) {
      long at = sent + way - (long) (random.nextDouble() * way / 40);
      long before = segment.direction == Direction.FROM_CLIENT ? lastOfClient : lastOfServer;
      at = Math.max(at, before + 1000);
      if (segment.direction == Direction.FROM_CLIENT) {
        lastOfClient = at;
      } else {
        lastOfServer = at;
      }
      seen.add(new Seen(at, segment));
    }

    TimeDivision divide() {
      seen.sort(Comparator.comparingLong(Seen::nanos));
      ConnectionDivider divider = null;
      long number = 0;
      for (Seen each : seen) {
        number++;
        Arrival arrival = Arrival.of(number, each.nanos);
        if (divider == null) {
          divider = new ConnectionDivider(arrival, true);
        }
        if (each.segment.direction == Direction.FROM_SERVER) {
          each.segment.echo = clockBefore(each.segment.sent);
        }
        each.segment.hasTimestamps = hasTimestamps;
        divider.onSegment(each.segment, arrival);
        captured = each.nanos;
      }
      divider.finish(captured, number);
      TimeDivision division = divider.log().divide(divider.log().start(), captured, 0, 0);
      assertEquals(
          division.durationNanos(), division.parts().stream().mapToLong(TimePart::nanos).sum());
      return division;
    }

    /** The newest clock of the client that had reached the server. */
    private int clockBefore(long sent) {
      for (Seen each : seen) {
        if (each.segment.direction == Direction.FROM_CLIENT
            && each.nanos + toServer <= sent + 200_000) {
          lastClock = Math.max(lastClock, each.segment.clock);
        }
      }
      return lastClock;
    }

    /** The part of the time that has another name than it should. */
    double wrongPart(TimeDivision division) {
      long wrong = 0;
      for (TimeGroup group : TimeGroup.values()) {
        long more = division.nanos(group) - truth.getOrDefault(group, 0L);
        wrong += Math.max(0, more);
      }
      return (double) wrong / division.durationNanos();
    }
  }

  private record Seen(long nanos, FakeSegment segment) {}

  private static final class FakeSegment implements TcpSegment {
    private final Direction direction;
    private long offset;
    private int length;
    private long ack = NONE;
    private long window = (long) WINDOW_SEGMENTS * MSS;
    private boolean isSyn;
    private boolean isRetransmission;
    private boolean hasTimestamps;
    private int clock;
    private int echo;
    private int id;
    private long sent;

    FakeSegment(Direction direction) {
      this.direction = direction;
    }

    FakeSegment syn() {
      isSyn = true;
      return this;
    }

    FakeSegment data(long from, int bytes) {
      offset = from;
      length = bytes;
      return this;
    }

    FakeSegment ack(long next) {
      ack = next;
      return this;
    }

    FakeSegment window(int bytes) {
      window = bytes;
      return this;
    }

    @Override
    public Direction direction() {
      return direction;
    }

    @Override
    public long offset() {
      return offset;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public long acknowledged() {
      return ack;
    }

    @Override
    public long window() {
      return window;
    }

    @Override
    public boolean isWindowKnown() {
      return true;
    }

    @Override
    public boolean isSyn() {
      return isSyn;
    }

    @Override
    public boolean isAck() {
      return ack != NONE;
    }

    @Override
    public boolean isPush() {
      return false;
    }

    @Override
    public boolean isFin() {
      return false;
    }

    @Override
    public boolean isReset() {
      return false;
    }

    @Override
    public int analysisFlags() {
      return 0;
    }

    @Override
    public boolean isRetransmission() {
      return isRetransmission;
    }

    @Override
    public boolean isSpurious() {
      return false;
    }

    @Override
    public boolean isOutOfOrder() {
      return false;
    }

    @Override
    public boolean isCopy() {
      return false;
    }

    @Override
    public boolean isLostBehindCapture() {
      return false;
    }

    @Override
    public boolean isBehindHole() {
      return false;
    }

    @Override
    public boolean isAckOfUnseen() {
      return false;
    }

    @Override
    public boolean isKeepAlive() {
      return false;
    }

    @Override
    public boolean isWindowProbe() {
      return false;
    }

    @Override
    public boolean isDuplicateAck() {
      return false;
    }

    @Override
    public boolean hasSelectiveAck() {
      return false;
    }

    @Override
    public boolean hasTimestamps() {
      return hasTimestamps;
    }

    @Override
    public int timestampValue() {
      return clock;
    }

    @Override
    public int timestampEcho() {
      return echo;
    }

    @Override
    public int maximumSegmentSize() {
      return -1;
    }

    @Override
    public int timeToLive() {
      return 64;
    }

    @Override
    public int identification() {
      return direction == Direction.FROM_SERVER ? id : 0;
    }
  }
}
