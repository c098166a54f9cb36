package io.weft.report.extract;

import io.weft.analysis.Analyzer;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/**
 * Writes files of what flows carried, with an index of them. The files appear in their folder when
 * all of them are written, by {@link #finish}. Without it, {@link #close} leaves nothing behind.
 */
public interface ExtractedFiles extends FlowListener, Closeable {
  /** Those of the flows that were named which the capture had. */
  Set<FlowName> found();

  /** The highest number of a stream of the protocol; -1 where there was none. */
  long highest(int ipProtocol);

  /** The number of files written, once {@link #finish} has returned. */
  long files();

  /** The bytes in all files, once {@link #finish} has returned. */
  long bytes();

  /** Bytes of the same streams that are not in the capture, once {@link #finish} has returned. */
  long missing();

  /** Files that were not written because there were too many, or bytes enough. */
  default long leftOut() {
    return 0;
  }

  /**
   * Waits until everything is written, and gives the folder its name.
   *
   * @param totals of the analysis
   */
  void finish(Analyzer.Totals totals) throws IOException;

  /**
   * Stops the writing and deletes what was written, unless {@link #finish} has returned. Any thread
   * may call this.
   */
  @Override
  void close() throws IOException;
}
