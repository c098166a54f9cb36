package io.weft.report.follow;

import io.weft.dissect.Direction;
import io.weft.flow.Flow;
import java.io.IOException;

/** Prints what {@link StreamFollower} finds of one stream, in one of several forms. */
public abstract class StreamPrinter {
  /** Once, before all else. */
  void begin(Flow flow) throws IOException {}

  /** A turn; the object is used again for the next one. */
  abstract void turn(Turn turn) throws IOException;

  /**
   * {@code missing} bytes of the side are not in the capture.
   *
   * @param offset of the first of them
   */
  abstract void gap(Direction side, long offset, long missing) throws IOException;

  /** Which packet carried a range of bytes; only where asked for. */
  void segment(SegmentRange segment) throws IOException {}

  /** The sides told so far are to be read the other way round. */
  abstract void reversed() throws IOException;

  /** Lets go of what is held back of turns that were printed. */
  public void flush() throws IOException {}

  /** No more will come; nothing was printed of a stream in which there was nothing to print. */
  void end(boolean empty) throws IOException {}
}
