package io.weft.cli.option;

import io.weft.capture.PacketSource;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The option {@code --packets}: the numbers of those packets that are wanted. */
public final class PacketNumbers implements LongPredicate {
  private static final String PACKETS = "packets";

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(-(\\d{1,18})?)?");

  /** The first numbers of the ranges, in ascending order; ranges may overlap. */
  private final long[] first;

  /** The highest last number of all ranges up to this one. */
  private final long[] last;

  private PacketNumbers(long[][] ranges) {
    Arrays.sort(ranges, (one, other) -> Long.compare(one[0], other[0]));
    first = new long[ranges.length];
    last = new long[ranges.length];
    long highest = 0;
    for (int i = 0; i < ranges.length; i++) {
      highest = Math.max(highest, ranges[i][1]);
      first[i] = ranges[i][0];
      last[i] = highest;
    }
  }

  /** The option. */
  public static Option option() {
    return OptionFactory.value(
        PACKETS,
        "numbers",
        "only packets of these numbers: 9,20-30, or 1000- for all from there on");
  }

  /** The numbers that the line names; null where it names none, and all are wanted. */
  public static PacketNumbers of(CommandLine line) throws UsageException {
    if (!line.hasOption(PACKETS)) {
      return null;
    }
    String[] texts = OptionValues.list(line, PACKETS);
    long[][] ranges = new long[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      ranges[i] = range(texts[i]);
    }
    return new PacketNumbers(ranges);
  }

  private static long[] range(String text) throws UsageException {
    Matcher matcher = RANGE.matcher(text);
    if (matcher.matches()) {
      long from = Long.parseLong(matcher.group(1));
      long to =
          matcher.group(2) == null
              ? from
              : matcher.group(3) == null ? Long.MAX_VALUE : Long.parseLong(matcher.group(3));
      if (from > 0 && to >= from) {
        return new long[] {from, to};
      }
    }
    throw new UsageException(
        "--packets needs numbers and ranges of them, such as 9,20-30, not '" + text + "'");
  }

  /** The packets of a source up to the last one that is wanted, those between included. */
  public PacketSource upToLast(PacketSource source) {
    return new NumberedPackets(source, number -> true, last[last.length - 1]);
  }

  /** The packets of a source that are wanted. */
  public PacketSource only(PacketSource source) {
    return new NumberedPackets(source, this, last[last.length - 1]);
  }

  @Override
  public boolean test(long number) {
    int at = Arrays.binarySearch(first, number);
    int before = at >= 0 ? at : -at - 2;
    return before >= 0 && number <= last[before];
  }
}
