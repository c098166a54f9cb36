package io.weft.report.extract;

import io.weft.dissect.Direction;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.report.BackgroundWriter;

/**
 * Keeps the bytes of streams in memory, in pages, until their flow is over, and then gives them to
 * the writing thread. Two cases send a stream's bytes to the writer while its flow goes on: the
 * stream has many of them, or all streams together have too many, and these are the oldest.
 *
 * <p>The thread that analyses calls all methods.
 */
final class FileBuffer {
  /** A stream with as many waiting bytes has them written. */
  private static final int MAX_STREAM_BYTES = 256 << 10;

  /** The number of bytes that costs as much of the writer's capacity as one record. */
  private static final int BYTES_PER_COST = 4 << 10;

  private final long maxBytes;
  private final FilePages pool;
  private final BackgroundWriter<WriteRequest> writer;

  // The streams that hold pages, linked in the order of their oldest page.
  private OutgoingStream oldest;
  private OutgoingStream newest;

  /** The capacity of the pages of these streams, in bytes. */
  private long heldBytes;

  private long memory;

  /**
   * @param maxBytes capacity of the pool, in bytes
   */
  FileBuffer(long maxBytes, FilePages pool, BackgroundWriter<WriteRequest> writer) {
    this.maxBytes = maxBytes;
    this.pool = pool;
    this.writer = writer;
  }

  /** Memory for open flows, besides pages; estimated, in bytes. */
  long memory() {
    return memory;
  }

  /** Begins with a flow. */
  OutgoingFlow begin(Flow flow) {
    OutgoingFlow outgoing = new OutgoingFlow(flow);
    memory += outgoing.memory();
    return outgoing;
  }

  private OutgoingStream stream(OutgoingFlow flow, Direction side) {
    OutgoingStream stream = flow.streamIfAny(side);
    if (stream == null) {
      stream = flow.begin(side);
      memory += stream.memory();
    }
    return stream;
  }

  /** Adds bytes to a side's stream; waits where the writer must give back pages first. */
  void append(OutgoingFlow flow, Direction side, byte[] bytes, int from, int to) {
    OutgoingStream stream = stream(flow, side);
    stream.advance(to - from);
    int at = from;
    while (at < to) {
      if (stream.pages.room() == 0) {
        addPage(stream);
      }
      at += stream.pages.append(bytes, at, to);
    }
    if (stream.pages.length() >= MAX_STREAM_BYTES) {
      sendAhead(stream);
    }
  }

  /** Adds a gap to a side's stream. */
  void gap(OutgoingFlow flow, Direction side, long missing) {
    OutgoingStream stream = stream(flow, side);
    memory -= stream.memory();
    stream.gap(missing);
    memory += stream.memory();
  }

  /**
   * Gives the flow to the writer, which it belongs to from now on.
   *
   * @param wanted whether its files are wanted; else the writer deletes what it has written of them
   */
  void end(OutgoingFlow flow, FlowRecord record, boolean wanted) {
    memory -= flow.memory();
    int cost = BackgroundWriter.cost(record);
    for (Direction side : Direction.values()) {
      OutgoingStream stream = flow.streamIfAny(side);
      if (stream != null) {
        cost += stream.pages.length() / BYTES_PER_COST;
        unlink(stream);
      }
    }
    writer.put(new WriteRequest(flow, record, wanted, null), cost);
  }

  private void addPage(OutgoingStream stream) {
    int size = stream.pages.pages() == 0 ? FilePages.SMALL : FilePages.LARGE;
    byte[] page = pool.take(size);
    while (page == null) {
      makeRoom(size); // this may send the stream's own pages ahead
      page = pool.take(size);
    }
    if (stream.pages.pages() == 0) {
      link(stream);
    }
    stream.pages.add(page);
    heldBytes += page.length;
  }

  /**
   * Waits until the pool has a page of the size. Pages that no stream holds are with the writer,
   * which gives them back; at least half of the pool is brought there, so that the wait is short
   * and ends.
   */
  private void makeRoom(int size) {
    while (heldBytes > Math.min(maxBytes / 2, maxBytes - size)) {
      sendAhead(oldest);
    }
    writer.hurry();
    pool.await(size);
    writer.check();
  }

  private void sendAhead(OutgoingStream stream) {
    unlink(stream);
    OutgoingFlow flow = stream.flow;
    memory -= stream.memory();
    PageList pages = stream.takePages();
    memory += stream.memory();
    WriteRequest.Ahead ahead =
        new WriteRequest.Ahead(stream, pages, StreamFileNames.of(flow.flow), flow.sideOf(stream));
    writer.put(new WriteRequest(flow, null, true, ahead), 1 + pages.length() / BYTES_PER_COST);
  }

  private void link(OutgoingStream stream) {
    stream.older = newest;
    if (newest == null) {
      oldest = stream;
    } else {
      newest.newer = stream;
    }
    newest = stream;
  }

  private void unlink(OutgoingStream stream) {
    if (stream.pages.pages() == 0) {
      return;
    }
    heldBytes -= stream.pages.capacity();
    if (stream.older == null) {
      oldest = stream.newer;
    } else {
      stream.older.newer = stream.newer;
    }
    if (stream.newer == null) {
      newest = stream.older;
    } else {
      stream.newer.older = stream.older;
    }
    stream.older = null;
    stream.newer = null;
  }
}
