package io.weft.report.follow;

import io.weft.dissect.Direction;
import io.weft.flow.Flow;
import java.io.IOException;

/** Prints one stream, in one of several forms. {@link StreamFollower} calls it. */
public abstract class StreamPrinter {
  /** Called once, before all other methods. */
  void begin(Flow flow) throws IOException {}

  /** Says which bytes the turns hold that follow; those of the connection until it is called. */
  abstract void shows(Shown bytes) throws IOException;

  /** Prints a turn; the object is reused for the next one. */
  abstract void turn(Turn turn) throws IOException;

  /**
   * Prints that bytes of a side are not in the capture.
   *
   * @param offset of the first of them in the side's stream
   * @param missing how many they are
   */
  abstract void gap(Direction side, long offset, long missing) throws IOException;

  /** Prints which packet carried a range of bytes; called only where that is wanted. */
  void segment(SegmentRange segment) throws IOException {}

  /**
   * Client and server had been guessed wrongly: in all that was printed so far, each stands for the
   * other.
   */
  abstract void reversed() throws IOException;

  /** Writes out what is buffered of the turns that were printed. */
  public void flush() throws IOException {}

  /**
   * Called once, after all other methods.
   *
   * @param empty whether the stream had nothing to print
   */
  void end(boolean empty) throws IOException {}
}
