package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureStatistics;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.report.text.CaptureRemarks;
import java.io.IOException;

/** Reports on the console how a run ended, behind its results. */
final class Conclusion {
  /** A folder may hold thousands of files that are no captures, each with a note. */
  private static final int MAX_NOTES = 5;

  private Conclusion() {}

  /**
   * Reports damage, what was passed over, drops, and flows that left early for want of room.
   *
   * @return a code of {@link ExitCode}
   */
  static int report(Analyzer.Totals totals, Console console) throws IOException {
    int code = report(totals.end(), totals.statistics(), console);
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

  private static void warn(CaptureEnd end, Console console) {
    end.damages().forEach(damage -> console.warn(damage.sentence()));
    int shown = end.notes().size() <= MAX_NOTES ? end.notes().size() : MAX_NOTES - 1;
    end.notes().subList(0, shown).forEach(console::warn);
    if (shown < end.notes().size()) {
      console.warn("and " + (end.notes().size() - shown) + " more of this kind");
    }
  }
}
