package io.weft.report.html;

import io.weft.dissect.Direction;
import io.weft.insight.time.CapturePosition;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.LookUp;
import io.weft.insight.time.TimeInterval;
import io.weft.insight.time.TimePart;
import io.weft.report.explain.Wording;
import java.util.List;
import java.util.Locale;

/**
 * Where the time of a connection went, as the page reads it. Times are nanoseconds.
 *
 * @param position where it was captured, in words
 * @param positionSure how sure that is; null where it is not known at all
 * @param lookUp the name look-up before it; null for none
 * @param parts the largest first; they add up to the connection's duration
 * @param stretches the longest, in their order
 */
record TimeAccount(
    String position,
    String positionSure,
    Before lookUp,
    List<Part> parts,
    List<Stretch> stretches) {

  /** A name look-up. */
  record Before(String name, long nanos, int attempts, long firstPacket, long lastPacket) {}

  /**
   * All time of a cause.
   *
   * @param word what it went into, in words
   * @param sender 0 for the client, 1 for the server; null where both or neither are meant
   */
  record Part(
      String cause,
      String word,
      String group,
      Integer sender,
      long nanos,
      double share,
      String sure) {}

  /**
   * A stretch of time with one cause.
   *
   * @param word as in {@link Part}
   * @param at when it begins, counted from where the page counts times from
   * @param sender as in {@link Part}
   */
  record Stretch(
      String cause,
      String word,
      String group,
      Integer sender,
      long at,
      long nanos,
      long fromPacket,
      long toPacket,
      String sure) {}

  /**
   * @param originNanos from which times are counted, in nanoseconds since the epoch
   */
  static TimeAccount of(ConnectionTime time, long originNanos, Wording words) {
    return new TimeAccount(
        words.position(time.position()),
        time.position() == CapturePosition.UNKNOWN ? null : lower(time.positionSure()),
        before(time.before()),
        time.division().parts().stream().map(each -> part(each, words)).toList(),
        time.division().intervals().stream()
            .map(each -> stretch(each, originNanos, words))
            .toList());
  }

  private static Before before(LookUp told) {
    return told == null
        ? null
        : new Before(
            told.name(),
            told.durationNanos(),
            told.attempts(),
            told.firstPacket(),
            told.lastPacket());
  }

  private static Part part(TimePart told, Wording words) {
    return new Part(
        told.cause().id(),
        words.cause(told.cause(), told.sender()),
        told.cause().group().id(),
        side(told.sender()),
        told.nanos(),
        told.share(),
        lower(told.sure()));
  }

  private static Stretch stretch(TimeInterval told, long originNanos, Wording words) {
    return new Stretch(
        told.cause().id(),
        words.cause(told.cause(), told.sender()),
        told.cause().group().id(),
        side(told.sender()),
        told.startNanos() - originNanos,
        told.durationNanos(),
        told.fromPacket(),
        told.toPacket(),
        lower(told.sure()));
  }

  private static Integer side(Direction sender) {
    return sender == null ? null : FlowStory.side(sender);
  }

  private static String lower(Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }
}
