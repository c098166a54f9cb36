package io.weft.spark;

import io.weft.spark.CapturePartition.CaptureFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;

/**
 * Captures that arrive in a folder. A file is read once, when it is there: files must be moved into
 * the folder whole. They are told apart by the time of their last change, so that one whose time
 * lies before that of a file which was read already is not read.
 */
final class CaptureStream implements MicroBatchStream {
  /** Files of the same millisecond as the newest may still arrive, so these wait. */
  private static final long SETTLED_MILLIS = 1;

  private final CaptureFiles files;
  private final PartitionReaderFactory readers;
  private final RowTest test;

  CaptureStream(CaptureFiles files, PartitionReaderFactory readers, RowTest test) {
    this.files = files;
    this.readers = readers;
    this.test = test;
  }

  /**
   * A place in the stream.
   *
   * @see Before
   */
  private static final class Before extends Offset {
    private final long millis;

    /**
     * @param millis all files that were changed before are behind this place
     */
    Before(long millis) {
      this.millis = millis;
    }

    @Override
    public String json() {
      return Long.toString(millis);
    }
  }

  @Override
  public Offset initialOffset() {
    return new Before(0);
  }

  @Override
  public Offset deserializeOffset(String json) {
    return new Before(Long.parseLong(json));
  }

  @Override
  public Offset latestOffset() {
    long now = System.currentTimeMillis();
    long newest = 0;
    for (CaptureFile file : find()) {
      if (file.modified() + SETTLED_MILLIS < now) {
        newest = Math.max(newest, file.modified() + 1);
      }
    }
    return new Before(newest);
  }

  @Override
  public InputPartition[] planInputPartitions(Offset start, Offset end) {
    long from = ((Before) start).millis;
    long to = ((Before) end).millis;
    List<CaptureFile> arrived =
        find().stream().filter(file -> file.modified() >= from && file.modified() < to).toList();
    try {
      return files.captures(arrived, test).toArray(new InputPartition[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<CaptureFile> find() {
    try {
      return files.find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return readers;
  }

  @Override
  public void commit(Offset end) {
    // The files stay where they are.
  }

  @Override
  public void stop() {
    // Nothing is open between batches.
  }
}
