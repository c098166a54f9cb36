package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What other flows have announced: at which address and port, and what.
 *
 * @param <T> what was announced
 */
final class Expectations<T> {
  /** One more, and the oldest is forgotten. */
  private static final int MOST = 1000;

  /** So long after its announcement a flow may come, in nanoseconds: five minutes. */
  private static final long NANOS = 300_000_000_000L;

  private final long maxNanos;

  private final Map<End, Expected<T>> all = new LinkedHashMap<>();

  /** How many announcements there were. */
  private long added;

  private record End(IpAddress address, int port) {}

  private record Expected<T>(T what, long nanos) {}

  private Expectations(long maxNanos) {
    this.maxNanos = maxNanos;
  }

  /** Of what must come soon behind its announcement. */
  static <T> Expectations<T> forAWhile() {
    return new Expectations<>(NANOS);
  }

  /** Of what may come at any time. */
  static <T> Expectations<T> forGood() {
    return new Expectations<>(Long.MAX_VALUE);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** How many announcements there were: while they do not become more, none has been renewed. */
  long added() {
    return added;
  }

  /**
   * Adds an announcement; it goes before an earlier one of the same address and port.
   *
   * @param nanos when it was captured
   */
  void add(IpAddress address, int port, T what, long nanos) {
    End end = new End(address, port);
    added++;
    all.remove(end);
    if (all.size() == MOST) {
      Iterator<End> oldest = all.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    all.put(end, new Expected<>(what, nanos));
  }

  /** What was announced for that address and port; null for nothing. */
  T find(IpAddress address, int port, long nanos) {
    Expected<T> expected = all.get(new End(address, port));
    return expected == null || nanos - expected.nanos > maxNanos ? null : expected.what;
  }
}
