package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureStatistics;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.dissect.InternalErrors;
import io.weft.report.text.CaptureRemarks;
import java.io.IOException;
import java.util.List;

/** Reports on the console how a run ended, behind its results. */
final class Conclusion {
  /** A folder may hold thousands of files that are no captures, each with a note. */
  private static final int MAX_NOTES = 5;

  /** Behind a long damage there may be many more. */
  private static final int MAX_DAMAGES = 10;

  private Conclusion() {}

  /**
   * Reports damage, what was passed over, drops, times that are not believed, and flows that left
   * early for want of room.
   *
   * @return a code of {@link ExitCode}
   */
  static int report(Analyzer.Totals totals, Console console) throws IOException {
    int code = report(totals.end(), totals.statistics(), console);
    warn(totals.errors(), console);
    if (totals.strayTimes() > 0) {
      console.warn(CaptureRemarks.strayTimes(totals.strayTimes()));
    }
    if (totals.flows() != null && totals.flows().bounds().evicted() > 0) {
      console.warn(
          CaptureRemarks.leftEarly(totals.flows().bounds().evicted()) + " (see --max-memory)");
    }
    return code;
  }

  /**
   * Reports damage, what was passed over, and drops.
   *
   * @param statistics of a live capture; {@link CaptureStatistics#NONE} where the results have told
   *     them already
   * @return a code of {@link ExitCode}
   */
  static int report(CaptureEnd end, CaptureStatistics statistics, Console console)
      throws IOException {
    console.flush();
    warn(end, console);
    if (statistics.known()) {
      console.note(CaptureRemarks.describe(statistics));
    }
    if (end.lost() == null) {
      return ExitCode.DONE;
    }
    console.error(end.lost());
    return ExitCode.TROUBLE;
  }

  /** Reports failures of the program itself that were contained, once a place. */
  static void warn(InternalErrors errors, Console console) {
    errors.entries().forEach(entry -> console.warn(entry.sentence()));
  }

  private static void warn(CaptureEnd end, Console console) {
    warn(end.damages().stream().map(CaptureEnd.Damage::sentence).toList(), MAX_DAMAGES, console);
    warn(end.notes(), MAX_NOTES, console);
  }

  private static void warn(List<String> sentences, int most, Console console) {
    int shown = sentences.size() <= most ? sentences.size() : most - 1;
    sentences.subList(0, shown).forEach(console::warn);
    if (shown < sentences.size()) {
      console.warn("and " + (sentences.size() - shown) + " more of this kind");
    }
  }
}
