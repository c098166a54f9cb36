package io.weft.insight.time;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time between two moments went. The parts add up to the whole, to the nanosecond.
 *
 * @param startNanos nanoseconds since the epoch
 * @param endNanos not before the start
 * @param parts one for a cause and sender, the largest first; empty where no time passed
 * @param intervals the longest stretches of time, at most {@value #MAX_INTERVALS}, in their order
 */
public record TimeDivision(
    long startNanos, long endNanos, List<TimePart> parts, List<TimeInterval> intervals)
    implements Serializable {
  /** Enough for a bar of characters and a story; more would be no overview. */
  public static final int MAX_INTERVALS = 48;

  public TimeDivision {
    parts = List.copyOf(parts);
    intervals = List.copyOf(intervals);
  }

  public long durationNanos() {
    return endNanos - startNanos;
  }

  /** Time of a cause, of both senders together, in nanoseconds. */
  public long nanos(TimeCause cause) {
    return parts.stream().filter(part -> part.cause() == cause).mapToLong(TimePart::nanos).sum();
  }

  /** Time of a group, in nanoseconds. */
  public long nanos(TimeGroup group) {
    return parts.stream()
        .filter(part -> part.cause().group() == group)
        .mapToLong(TimePart::nanos)
        .sum();
  }

  /** The group that took most of the time; null where no time passed. */
  public TimeGroup first() {
    Map<TimeGroup, Long> sums = new EnumMap<>(TimeGroup.class);
    TimeGroup first = null;
    for (TimePart part : parts) {
      TimeGroup group = part.cause().group();
      long sum = sums.merge(group, part.nanos(), Long::sum);
      if (first == null || sum > sums.get(first)) {
        first = group;
      }
    }
    return first;
  }
}
