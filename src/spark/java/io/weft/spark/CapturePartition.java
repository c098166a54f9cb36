package io.weft.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * One capture.
 *
 * @param files in the order in which they are read; at least one
 */
record CapturePartition(List<CaptureFile> files) implements InputPartition {
  private static final long serialVersionUID = 1L;

  /**
   * A file of a capture.
   *
   * @param path with the scheme of its file system
   * @param size in bytes
   * @param modified when it was changed last, in milliseconds since the epoch
   */
  record CaptureFile(String path, long size, long modified) implements Serializable {}

  CapturePartition {
    files = List.copyOf(files);
  }

  /** The name of the capture. */
  String name() {
    return files.get(0).path();
  }
}
