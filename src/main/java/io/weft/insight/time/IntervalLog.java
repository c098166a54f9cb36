package io.weft.insight.time;

import io.weft.dissect.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The stretches of time of one connection, one behind the other, each with its name. Its memory is
 * bounded: behind {@link #HEAD} stretches, old ones are added up in one block when there are too
 * many, so that the sums stay exact while their order is lost.
 */
@SuppressWarnings("EnumOrdinal") // the numbers index arrays that do not outlive the run
final class IntervalLog {
  /** How many of the first stretches are kept as they are: the handshakes lie among them. */
  private static final int HEAD = 64;

  /** How many stretches are kept in all; a connection of ordinary length has fewer. */
  private static final int MOST = 512;

  /** How many are added up at a time. */
  private static final int BLOCK = 256;

  private static final int FEW = 4;
  private static final TimeCause[] CAUSES = TimeCause.values();
  private static final Sureness[] SURENESS = Sureness.values();
  private static final int SENDERS = 3;
  private static final int KEYS = CAUSES.length * SENDERS;

  /** Key of stretches that are named when their round is over. */
  private static final byte PENDING = (byte) KEYS;

  private static final int BYTES_EACH = 18;
  private static final int BYTES = 200;

  private long start;
  private final long firstPacket;
  private long[] ends = new long[FEW];
  private long[] packets = new long[FEW];
  private byte[] keys = new byte[FEW];
  private byte[] sure = new byte[FEW];
  private int count;
  private long end;

  /** Where the first stretch without a name is; -1 where all have one. */
  private int pendingFrom = -1;

  /** What the block adds up; null while there is none. */
  private long[] blockNanos;

  private long[] blockSure;
  private int[] blockIntervals;
  private long blockEnd;
  private long blockPacket;

  IntervalLog(long start, long firstPacket) {
    this.start = start;
    this.firstPacket = firstPacket;
    end = start;
  }

  private static int key(TimeCause cause, Direction sender) {
    return cause.ordinal() * SENDERS + (sender == null ? 0 : 1 + sender.ordinal());
  }

  private static TimeCause cause(int key) {
    return CAUSES[key / SENDERS];
  }

  private static Direction sender(int key) {
    return switch (key % SENDERS) {
      case 0 -> null;
      case 1 -> Direction.FROM_CLIENT;
      default -> Direction.FROM_SERVER;
    };
  }

  /** Up to here all time has a name, or waits for one. */
  long end() {
    return end;
  }

  /** Number of the packet that ended the last stretch, or of the first of the connection. */
  long lastPacket() {
    return packetBefore(count);
  }

  long start() {
    return start;
  }

  /** An earlier packet has an earlier time: the first stretch begins there. */
  void beginAt(long earlier) {
    start = Math.min(start, earlier);
    if (count == 0) {
      end = start;
    }
  }

  int memory() {
    return BYTES + ends.length * BYTES_EACH + (blockNanos == null ? 0 : KEYS * 20);
  }

  /**
   * Names the time since the last stretch; nothing where the moment is not later than its end.
   *
   * @param packet that ends it
   */
  void name(long until, TimeCause cause, Direction sender, Sureness sureness, long packet) {
    add(until, (byte) key(cause, sender), (byte) sureness.ordinal(), packet);
  }

  /** Lets the time since the last stretch wait for its name: see {@link #settle}. */
  void hold(long until, long packet) {
    if (until > end && pendingFrom < 0) {
      pendingFrom = count;
    }
    add(until, PENDING, (byte) 0, packet);
  }

  /**
   * Gives the end of the last stretch another name, where it has one: what follows has told better.
   *
   * @param from moment within it
   * @param packet at that moment
   */
  void rename(long from, long packet, TimeCause cause, Direction sender, Sureness sureness) {
    int last = count - 1;
    if (last < 0 || keys[last] == PENDING) {
      return;
    }
    long until = end;
    long lastPacket = packets[last];
    if (from > startOf(last)) {
      ends[last] = from;
      packets[last] = packet;
      end = from;
    } else {
      end = startOf(last);
      count = last;
    }
    name(until, cause, sender, sureness, lastPacket);
  }

  private void add(long until, byte key, byte sureness, long packet) {
    if (until <= end) {
      return;
    }
    end = until;
    if (count > 0 && keys[count - 1] == key && sure[count - 1] == sureness) {
      ends[count - 1] = until;
      packets[count - 1] = packet;
      return;
    }
    if (count == MOST) {
      addUp();
    }
    if (count == ends.length) {
      int larger = Math.min(MOST, count * 2);
      ends = Arrays.copyOf(ends, larger);
      packets = Arrays.copyOf(packets, larger);
      keys = Arrays.copyOf(keys, larger);
      sure = Arrays.copyOf(sure, larger);
    }
    ends[count] = until;
    packets[count] = packet;
    keys[count] = key;
    sure[count] = sureness;
    count++;
  }

  private void addUp() {
    if (pendingFrom >= 0 && pendingFrom < HEAD + BLOCK) {
      settle(TimeCause.UNKNOWN, null, Sureness.LOW);
    }
    if (blockNanos == null) {
      blockNanos = new long[KEYS];
      blockSure = new long[KEYS];
      blockIntervals = new int[KEYS];
    }
    for (int i = HEAD; i < HEAD + BLOCK; i++) {
      long nanos = ends[i] - startOf(i);
      blockNanos[keys[i]] += nanos;
      blockSure[keys[i]] += nanos * sure[i];
      blockIntervals[keys[i]]++;
      blockEnd = ends[i];
      blockPacket = packets[i];
    }
    int rest = count - HEAD - BLOCK;
    System.arraycopy(ends, HEAD + BLOCK, ends, HEAD, rest);
    System.arraycopy(packets, HEAD + BLOCK, packets, HEAD, rest);
    System.arraycopy(keys, HEAD + BLOCK, keys, HEAD, rest);
    System.arraycopy(sure, HEAD + BLOCK, sure, HEAD, rest);
    count -= BLOCK;
    if (pendingFrom >= 0) {
      pendingFrom -= BLOCK;
    }
  }

  private long startOf(int i) {
    if (i == HEAD && blockNanos != null) {
      return blockEnd;
    }
    return i == 0 ? start : ends[i - 1];
  }

  private long packetBefore(int i) {
    if (i == HEAD && blockNanos != null) {
      return blockPacket;
    }
    return i == 0 ? firstPacket : packets[i - 1];
  }

  /** Names all stretches that wait for their name. */
  void settle(TimeCause cause, Direction sender, Sureness sureness) {
    if (pendingFrom < 0) {
      return;
    }
    byte key = (byte) key(cause, sender);
    for (int i = pendingFrom; i < count; i++) {
      if (keys[i] == PENDING) {
        keys[i] = key;
        sure[i] = (byte) sureness.ordinal();
      }
    }
    join(pendingFrom);
    pendingFrom = -1;
  }

  /** Joins stretches of the same name from there on. */
  private void join(int from) {
    int kept = from;
    for (int i = from; i < count; i++) {
      boolean isJoined =
          kept > 0
              && keys[kept - 1] == keys[i]
              && sure[kept - 1] == sure[i]
              && !(blockNanos != null && kept == HEAD);
      if (isJoined) {
        kept--;
      }
      ends[kept] = ends[i];
      packets[kept] = packets[i];
      keys[kept] = keys[i];
      sure[kept] = sure[i];
      kept++;
    }
    count = kept;
  }

  /** The ends have changed their roles. */
  void reverse() {
    for (int i = 0; i < count; i++) {
      keys[i] = reversed(keys[i]);
    }
    if (blockNanos != null) {
      long[] nanos = blockNanos.clone();
      long[] sums = blockSure.clone();
      int[] intervals = blockIntervals.clone();
      for (int i = 0; i < KEYS; i++) {
        byte to = reversed((byte) i);
        blockNanos[to] = nanos[i];
        blockSure[to] = sums[i];
        blockIntervals[to] = intervals[i];
      }
    }
  }

  private static byte reversed(byte key) {
    if (key == PENDING || key % SENDERS == 0) {
      return key;
    }
    TimeCause cause = cause(key);
    TimeCause other =
        switch (cause) {
          case SERVER_THINK -> TimeCause.CLIENT_IDLE;
          case CLIENT_IDLE -> TimeCause.SERVER_THINK;
          default -> cause;
        };
    return (byte) key(other, sender(key).opposite());
  }

  /**
   * Divides the time between two moments.
   *
   * @param tlsFrom between these, what is a matter of the ends and the way is TLS's handshake;
   *     equal where there is none
   */
  TimeDivision divide(long from, long to, long tlsFrom, long tlsTo) {
    long low = Math.max(from, start);
    long high = Math.max(low, Math.min(to, end));
    Sums sums = new Sums(low, high);
    for (int i = count - 1; i >= 0 && ends[i] > low; i--) {
      sums.take(startOf(i), ends[i], keys[i], sure[i], packetBefore(i), packets[i], tlsFrom, tlsTo);
    }
    if (blockNanos != null) {
      addBlock(sums, low, high);
    }
    return sums.toDivision();
  }

  /** Adds the block, or, of one that is cut, its share of each name. */
  private void addBlock(Sums sums, long low, long high) {
    long blockStart = ends[HEAD - 1];
    long length = blockEnd - blockStart;
    long overlap = Math.min(high, blockEnd) - Math.max(low, blockStart);
    if (overlap <= 0 || length <= 0) {
      return;
    }
    double part = (double) overlap / length;
    long rest = overlap;
    int largest = 0;
    for (int i = 0; i < KEYS; i++) {
      long nanos = overlap == length ? blockNanos[i] : (long) (blockNanos[i] * part);
      nanos = Math.min(nanos, rest);
      rest -= nanos;
      sums.nanos[i] += nanos;
      sums.sure[i] += overlap == length ? blockSure[i] : 0;
      sums.intervals[i] += overlap == length ? blockIntervals[i] : 0;
      largest = blockNanos[i] > blockNanos[largest] ? i : largest;
    }
    sums.nanos[largest] += rest;
  }

  /** Adds up stretches of time by their names. */
  private static final class Sums {
    private static final Comparator<TimeInterval> LONGEST_FIRST =
        Comparator.comparingLong(TimeInterval::durationNanos).reversed();
    private static final Comparator<TimeInterval> EARLIEST_FIRST =
        Comparator.comparingLong(TimeInterval::startNanos);
    private static final Comparator<TimePart> LARGEST_FIRST =
        Comparator.comparingLong(TimePart::nanos).reversed();

    private final long low;
    private final long high;
    private final long[] nanos = new long[KEYS];
    private final long[] sure = new long[KEYS];
    private final int[] intervals = new int[KEYS];
    private final TimeInterval[] longest = new TimeInterval[KEYS];
    private final List<TimeInterval> all = new ArrayList<>();

    Sums(long low, long high) {
      this.low = low;
      this.high = high;
    }

    void take(
        long from,
        long to,
        byte key,
        byte sureness,
        long fromPacket,
        long toPacket,
        long tlsFrom,
        long tlsTo) {
      int named = key == PENDING ? key(TimeCause.UNKNOWN, null) : key;
      if (tlsTo > tlsFrom && isTls(cause(named))) {
        int tls = key(TimeCause.TLS_HANDSHAKE, sender(named));
        add(from, Math.min(to, tlsFrom), named, sureness, fromPacket, toPacket);
        add(
            Math.max(from, tlsFrom),
            Math.min(to, tlsTo),
            tls,
            Sureness.HIGH.ordinal(),
            fromPacket,
            toPacket);
        add(Math.max(from, tlsTo), to, named, sureness, fromPacket, toPacket);
      } else {
        add(from, to, named, sureness, fromPacket, toPacket);
      }
    }

    private static boolean isTls(TimeCause cause) {
      return switch (cause) {
        case SERVER_THINK,
            SERVER_GREETING,
            CLIENT_IDLE,
            APPLICATION,
            START_UP,
            SENDER_CAP,
            PATH,
            ROUND_TRIP,
            UNKNOWN ->
            true;
        default -> false;
      };
    }

    private void add(long from, long to, int key, int sureness, long fromPacket, long toPacket) {
      long start = Math.max(from, low);
      long stop = Math.min(to, high);
      if (stop <= start) {
        return;
      }
      nanos[key] += stop - start;
      sure[key] += (stop - start) * sureness;
      intervals[key]++;
      TimeInterval interval =
          new TimeInterval(
              cause(key), sender(key), start, stop, fromPacket, toPacket, SURENESS[sureness]);
      all.add(interval);
      if (longest[key] == null || longest[key].durationNanos() < stop - start) {
        longest[key] = interval;
      }
    }

    TimeDivision toDivision() {
      List<TimePart> parts = new ArrayList<>();
      for (int i = 0; i < KEYS; i++) {
        if (nanos[i] > 0) {
          double average = (double) sure[i] / nanos[i];
          parts.add(
              new TimePart(
                  cause(i),
                  sender(i),
                  nanos[i],
                  (double) nanos[i] / (high - low),
                  intervals[i],
                  longest[i],
                  SURENESS[(int) Math.round(Math.min(average, SURENESS.length - 1))]));
        }
      }
      parts.sort(LARGEST_FIRST);
      List<TimeInterval> kept = all;
      if (all.size() > TimeDivision.MAX_INTERVALS) {
        all.sort(LONGEST_FIRST);
        kept = all.subList(0, TimeDivision.MAX_INTERVALS);
      }
      kept.sort(EARLIEST_FIRST);
      return new TimeDivision(low, high, parts, kept);
    }
  }
}
