package io.weft.insight.time;

import io.weft.dissect.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The exchanges of a connection, or its turns as long as no application protocol tells of any: from
 * the client's first data to the server's last before the client goes on. The slowest are kept.
 */
final class Turns {
  private static final int BYTES_EACH = 1500;

  private final IntervalLog log;
  private final boolean isKept;
  private final List<ExchangeTime> slowest = new ArrayList<>();
  private long turns;
  private long exchanges;
  private long turnStart = Sender.NONE;
  private long turnEnd = Sender.NONE;
  private boolean isAnswered;

  /**
   * @param isKept whether the slowest are kept, or all are only counted
   */
  Turns(IntervalLog log, boolean isKept) {
    this.log = log;
    this.isKept = isKept;
  }

  long memory() {
    return 100 + (long) BYTES_EACH * slowest.size();
  }

  /** The next data answers what the other side said, or is the first of all. */
  void onAnswer(Direction direction) {
    if (direction == Direction.FROM_CLIENT && isAnswered) {
      close();
    }
  }

  void onData(Direction direction, long nanos) {
    if (turnStart == Sender.NONE) {
      turnStart = nanos;
    }
    if (direction == Direction.FROM_SERVER) {
      isAnswered = true;
    }
    turnEnd = nanos;
  }

  private void close() {
    turns++;
    if (isKept && exchanges == 0 && isSlow(turnEnd - turnStart)) {
      keep(new ExchangeTime(turns, null, null, log.divide(turnStart, turnEnd, 0, 0)));
    }
    turnStart = Sender.NONE;
    isAnswered = false;
  }

  /** Takes an exchange of an application protocol; from then on turns do not count. */
  void onExchange(String protocol, String summary, TimeDivision division) {
    if (exchanges == 0) {
      slowest.clear();
    }
    exchanges++;
    if (isSlow(division.durationNanos())) {
      keep(new ExchangeTime(exchanges, protocol, summary, division));
    }
  }

  /** Counts an exchange, of which no more is asked for. */
  void onExchange() {
    exchanges++;
  }

  private boolean isSlow(long nanos) {
    if (slowest.size() < ConnectionTime.MAX_EXCHANGES) {
      return true;
    }
    for (ExchangeTime each : slowest) {
      if (each.division().durationNanos() < nanos) {
        return true;
      }
    }
    return false;
  }

  private void keep(ExchangeTime next) {
    if (slowest.size() == ConnectionTime.MAX_EXCHANGES) {
      slowest.remove(
          slowest.stream()
              .min(Comparator.comparingLong(each -> each.division().durationNanos()))
              .orElseThrow());
    }
    slowest.add(next);
  }

  void finish() {
    if (turnStart != Sender.NONE) {
      close();
    }
  }

  /** The slowest, in their order. */
  List<ExchangeTime> slowest() {
    return slowest.stream().sorted(Comparator.comparingLong(ExchangeTime::number)).toList();
  }

  long count() {
    return exchanges == 0 ? turns : exchanges;
  }
}
