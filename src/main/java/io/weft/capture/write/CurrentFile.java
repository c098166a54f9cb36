package io.weft.capture.write;

import io.weft.capture.CaptureDescription;
import io.weft.capture.CapturedPacket;
import io.weft.capture.Compression;
import io.weft.capture.compression.Compressor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The file into which a capture is being written: its packets, the compression, and when it is
 * full. If writing fails, {@link #abandon} leaves a file of whole records behind.
 */
final class CurrentFile {
  /** More bytes than any format needs for a packet besides its bytes and options. */
  private static final int RECORD_OVERHEAD = 40;

  private final OutputFile file;
  private final CaptureCopy copy;
  private final boolean compressed;
  private final long startNanos;
  private long packets;
  private boolean unflushed;

  /** The file's size before compression at its last flush. */
  private long flushedSize;

  private CurrentFile(OutputFile file, CaptureCopy copy, boolean compressed, long startNanos) {
    this.file = file;
    this.copy = copy;
    this.compressed = compressed;
    this.startNanos = startNanos;
  }

  /**
   * Begins the file and writes its header.
   *
   * @param file closed if that fails
   * @param startNanos the time of the first packet in nanoseconds since the epoch
   * @param interfaceId the interface of the first packet, or 0 where that is not known yet
   */
  static CurrentFile begin(
      OutputFile file,
      CaptureDescription source,
      CaptureWriter.Settings settings,
      long startNanos,
      int interfaceId)
      throws IOException {
    Compression compression = settings.compression();
    boolean begun = false;
    try {
      OutputStream out = compression == null ? file : Compressor.open(compression, file);
      CaptureCopy copy =
          settings.format() == CaptureFormat.PCAP
              ? new PcapCopy(out, source, interfaceId)
              : new PcapngCopy(out, source, settings.application());
      CurrentFile current = new CurrentFile(file, copy, compression != null, startNanos);
      current.flush();
      begun = true;
      return current;
    } finally {
      if (!begun) {
        file.release();
      }
    }
  }

  /** The file's name; null for a stream. */
  Path path() {
    return file.path();
  }

  /** The file's size so far as it lies on disk, in bytes. */
  long count() {
    return file.count();
  }

  /**
   * Appends a packet.
   *
   * @throws UnsupportedPacketException for a packet that the format cannot hold
   */
  void write(CapturedPacket packet) throws IOException {
    copy.write(packet);
    packets++;
    unflushed = true;
  }

  /** Whether the next packet belongs into a new file. */
  boolean isFull(Rotation rotation, CapturedPacket next) throws IOException {
    if (packets == 0) {
      return false;
    }
    if (rotation.packets() > 0 && packets >= rotation.packets()) {
      return true;
    }
    // Times may also step back, from one file of the source to the next.
    if (rotation.nanos() > 0 && Math.abs(next.timeNanos() - startNanos) >= rotation.nanos()) {
      return true;
    }
    long options = (long) next.optionsTo() - next.optionsFrom();
    return rotation.bytes() > 0
        && exceeds(rotation.bytes(), RECORD_OVERHEAD + next.capturedLength() + options);
  }

  /**
   * Whether {@code more} bytes would make the file larger than the bound. How much the compressor
   * still holds is unknown, so these bytes count with their uncompressed size. Only if that would
   * be too much does a flush find out the real size.
   */
  private boolean exceeds(long bound, long more) throws IOException {
    if (!compressed) {
      return copy.writer().size() + more > bound;
    }
    long held = copy.writer().size() - flushedSize;
    if (file.count() + held + more <= bound) {
      return false;
    }
    flush();
    return file.count() + more > bound;
  }

  /** Whether packets were written since the last flush. */
  boolean unflushed() {
    return unflushed;
  }

  /** Makes the file readable with everything written so far. */
  void flush() throws IOException {
    copy.flush();
    flushedSize = copy.writer() == null ? 0 : copy.writer().size();
    unflushed = false;
  }

  /** Completes and closes the file. */
  void close() throws IOException {
    copy.close();
  }

  /**
   * Gives the file up after writing to it failed: cuts it behind its last whole record where that
   * is possible, and closes it. Compressed files are not cut, because everything that can be
   * decompressed of them is worth reading.
   *
   * @param failure gets further failures as suppressed exceptions
   * @return how many packets that were written are not in the file
   */
  int abandon(IOException failure) {
    int lostPackets = 0;
    try {
      if (!compressed && file.canBeCut()) {
        RecordWriter.Salvage salvage = copy.writer().salvage(file.reached());
        lostPackets = salvage.lostPackets();
        file.cut(salvage.bytes());
      }
    } catch (IOException e) {
      suppress(failure, e);
    }
    try {
      file.release();
    } catch (IOException e) {
      suppress(failure, e);
    }
    return lostPackets;
  }

  private static void suppress(IOException told, IOException other) {
    if (other != told) {
      told.addSuppressed(other);
    }
  }
}
