package io.weft.dissect;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The table of datagrams of which some fragments have come. Each thread has its own. Its memory,
 * its entries and their age are bounded, and what it gives up is counted. It allocates nothing
 * before the first fragment comes. A complete datagram is lent to the packet that completed it, and
 * comes back when the same thread wraps that packet again; other threads may look at the packet
 * meanwhile.
 */
public final class Fragments {
  /** A fragment brings bytes that another one brought already, and they are the same. */
  public static final Anomaly OVERLAP =
      Anomaly.of("fragment_overlap", "a fragment repeats bytes of another one");

  /**
   * A fragment brings other bytes for the same place, as in an attempt to evade detection: which of
   * them a host takes depends on the host.
   */
  public static final Anomaly OVERLAP_CONFLICT =
      Anomaly.of("fragment_overlap_conflict", "two fragments disagree about the same bytes");

  /** Two last fragments have different ends, or a fragment lies behind the last one. */
  public static final Anomaly BAD_END =
      Anomaly.of("fragment_bad_end", "fragments disagree about where the datagram ends");

  /** The datagram would be longer than any may be, as in the ping of death. */
  public static final Anomaly TOO_LONG =
      Anomaly.of("fragment_too_long", "a fragment ends behind the longest datagram there can be");

  /**
   * Twice the datagrams that may wait by default: looking one up costs the same, however many do.
   */
  private static final int BUCKETS = 1 << 14;

  /**
   * Bytes of the smallest buffer. Most datagrams whose rest never comes consist of one fragment, so
   * a buffer begins with the size of that fragment.
   */
  private static final int FIRST_CAPACITY = 512;

  /** How many idle datagrams are kept for use again. */
  private static final int IDLE = 64;

  /** One part in how many of the bytes the buffers may take that nobody uses. */
  private static final int IDLE_SHARE = 32;

  private final Limits limits;

  // Chosen anew for each table, so that no capture can be made to fall into one bucket.
  private final long seed = ThreadLocalRandom.current().nextLong();
  private final FragmentKey key = new FragmentKey();
  private DatagramBuffers buffers;
  private PartialDatagram[] buckets;
  private PartialDatagram oldest;
  private PartialDatagram newest;
  private PartialDatagram idle;
  private int idleCount;
  private int pending;
  private long heldBytes;
  private long lentBytes;

  private long completed;
  private long expired;
  private long evicted;
  private long refused;
  private long overlaps;
  private long conflicts;

  public Fragments() {
    this(Limits.DEFAULT);
  }

  public Fragments(Limits limits) {
    this.limits = limits;
  }

  /**
   * What the table may hold.
   *
   * @param datagrams how many may wait at a time; the oldest gives way
   * @param bytes how many the buffers of waiting datagrams may have together; the oldest gives way
   * @param ageNanos how long a datagram may wait after its first fragment, in nanoseconds of packet
   *     time
   * @param pieces how many fragments one datagram may have, repeated ones included
   */
  public record Limits(int datagrams, long bytes, long ageNanos, int pieces) {
    /** The age is that of RFC 8200, section 4.5: 60 seconds. The other limits bound the memory. */
    public static final Limits DEFAULT = new Limits(8192, 32L << 20, 60_000_000_000L, 2048);

    public Limits {
      if (datagrams < 1 || bytes < PartialDatagram.MAX_LENGTH || ageNanos < 0 || pieces < 1) {
        throw new IllegalArgumentException("limits that let no datagram become whole");
      }
    }
  }

  /** A datagram put together. Valid until the packet that completed it is wrapped again. */
  public interface Whole {
    /** The payload from index 0 to {@link #length}. */
    byte[] bytes();

    int length();

    /** What the fragment at offset 0 said its payload is. */
    int nextProtocol();

    /** Bytes on the wire of the frames of all fragments. */
    long frameBytes();

    /** How many fragments came, repeated ones included. */
    int fragments();
  }

  /** The key that the caller fills before {@link #offer}. */
  public FragmentKey key() {
    return key;
  }

  /**
   * Takes the bytes from the cursor's offset on for the datagram of {@link #key}. Oddities are
   * noted with the packet. Of bytes that come twice the first copy wins.
   *
   * @param length how many bytes; all of them have been captured
   * @param offset within the datagram, in bytes
   * @param more is this not the last fragment?
   * @param protocol what this fragment says the datagram's payload is
   * @return the datagram that this fragment completed, or null
   */
  public Whole offer(Cursor cursor, int length, int offset, boolean more, int protocol) {
    long now = cursor.packet().believedNanos();
    key.tags(cursor.packet());
    expire(now);
    int to = offset + length;
    if (to > PartialDatagram.MAX_LENGTH) {
      cursor.note(TOO_LONG, to, PartialDatagram.MAX_LENGTH);
      refused++;
      return null;
    }
    PartialDatagram datagram = find();
    if (datagram == null) {
      datagram = begin(now);
    }
    if (datagram.fragments() == limits.pieces()) {
      refused++;
      return null;
    }
    makeRoom(datagram, to);
    int odd = datagram.take(cursor.bytes(), cursor.offset(), length, offset, more, protocol);
    datagram.count(cursor.packet().datagramBytes());
    note(cursor, odd);
    if (!datagram.isWhole()) {
      return null;
    }
    completed++;
    remove(datagram);
    lentBytes += datagram.room();
    cursor.borrow(datagram);
    return datagram;
  }

  private void note(Cursor cursor, int odd) {
    if (odd == 0) {
      return;
    }
    if ((odd & PartialDatagram.CONFLICTS) != 0) {
      conflicts++;
      cursor.note(OVERLAP_CONFLICT, 0, 0);
    } else if ((odd & PartialDatagram.BAD_END) != 0) {
      cursor.note(BAD_END, 0, 0);
    }
    if ((odd & PartialDatagram.OVERLAPS) != 0) {
      overlaps++;
      cursor.note(OVERLAP, 0, 0);
    }
  }

  private PartialDatagram find() {
    if (buckets == null) {
      return null;
    }
    PartialDatagram found = buckets[key.hash(seed) & (BUCKETS - 1)];
    while (found != null && !found.key.matches(key)) {
      found = found.next;
    }
    return found;
  }

  private PartialDatagram begin(long now) {
    if (buckets == null) {
      buckets = new PartialDatagram[BUCKETS];
      buffers = new DatagramBuffers(limits.bytes() / IDLE_SHARE);
    }
    if (pending == limits.datagrams()) {
      evict(oldest);
    }
    PartialDatagram datagram = idle;
    if (datagram == null) {
      datagram = new PartialDatagram();
    } else {
      idle = datagram.next;
      idleCount--;
    }
    datagram.begin(key, now);
    datagram.bucket = key.hash(seed) & (BUCKETS - 1);
    datagram.next = buckets[datagram.bucket];
    buckets[datagram.bucket] = datagram;
    datagram.older = newest;
    datagram.newer = null;
    if (newest == null) {
      oldest = datagram;
    } else {
      newest.newer = datagram;
    }
    newest = datagram;
    pending++;
    return datagram;
  }

  /** Lets the datagram hold {@code length} bytes; older ones give way where that is too much. */
  private void makeRoom(PartialDatagram datagram, int length) {
    int room = datagram.room();
    if (length > room) {
      int wanted = Math.max(FIRST_CAPACITY, Math.max(length, 2 * room));
      wanted = Math.min(wanted, PartialDatagram.MAX_LENGTH);
      heldBytes += wanted - room;
      datagram.grow(wanted, buffers);
    }
    while (heldBytes > limits.bytes() && pending > 1) {
      evict(oldest == datagram ? datagram.newer : oldest);
    }
  }

  private void expire(long now) {
    while (oldest != null && now - oldest.firstNanos() > limits.ageNanos()) {
      expired++;
      PartialDatagram late = oldest;
      remove(late);
      keepIdle(late);
    }
  }

  private void evict(PartialDatagram datagram) {
    evicted++;
    remove(datagram);
    keepIdle(datagram);
  }

  private void remove(PartialDatagram datagram) {
    PartialDatagram before = buckets[datagram.bucket];
    if (before == datagram) {
      buckets[datagram.bucket] = datagram.next;
    } else {
      while (before.next != datagram) {
        before = before.next;
      }
      before.next = datagram.next;
    }
    if (datagram.older == null) {
      oldest = datagram.newer;
    } else {
      datagram.older.newer = datagram.newer;
    }
    if (datagram.newer == null) {
      newest = datagram.older;
    } else {
      datagram.newer.older = datagram.older;
    }
    datagram.older = null;
    datagram.newer = null;
    pending--;
    heldBytes -= datagram.room();
  }

  private void keepIdle(PartialDatagram datagram) {
    datagram.giveUp(buffers);
    if (idleCount == IDLE) {
      return;
    }
    datagram.next = idle;
    idle = datagram;
    idleCount++;
  }

  /**
   * Takes back datagrams because the packet that they were lent to is not looked at any more.
   *
   * @param lent linked by {@link PartialDatagram#next}
   */
  void takeBack(PartialDatagram lent) {
    PartialDatagram left = lent;
    while (left != null) {
      PartialDatagram done = left;
      left = done.next;
      lentBytes -= done.room();
      keepIdle(done);
    }
  }

  /** Datagrams that still lack fragments. */
  public int pending() {
    return pending;
  }

  /**
   * Bytes of the buffers that are lent to packets. They come on top of {@link Limits#bytes}; the
   * number of cursors that share the table bounds them.
   */
  public long lentBytes() {
    return lentBytes;
  }

  /** What became of the fragments so far. */
  public FragmentCounters counters() {
    return new FragmentCounters(completed, expired, evicted, refused, overlaps, conflicts);
  }
}
