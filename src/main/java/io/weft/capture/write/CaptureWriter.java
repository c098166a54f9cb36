package io.weft.capture.write;

import io.weft.capture.CaptureFormat;
import io.weft.capture.CapturedPacket;
import io.weft.capture.Compression;
import io.weft.capture.PacketSource;
import io.weft.capture.UnsupportedPacketException;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes the packets of a source into files that are readable up to the last flush, whatever ends
 * the program: flushed at an interval by a thread of its own, so that a source that is quiet or
 * hangs keeps nothing back. Each file is a whole capture: interfaces at its front, their counters
 * at its end.
 *
 * <p>Where writing fails (a full disk), the file is cut behind its last whole packet, and the next
 * call throws what happened. Compressed files are left as they are, for all that can be unpacked of
 * them is worth reading. All methods may be called by any thread.
 */
public final class CaptureWriter implements Closeable, Flushable {
  /** More than any format needs for a packet besides its bytes and options. */
  private static final int RECORD_OVERHEAD = 40;

  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final PacketSource source;
  private final CaptureTarget target;
  private final Settings settings;
  private final boolean rotates;
  private final Deque<Path> left = new ArrayDeque<>();
  private final List<String> notes = new ArrayList<>();

  private OutputFile file;
  private CaptureCopy copy;
  private long fileStart;
  private long filePackets;
  private boolean unflushed;

  /** Bytes of the file, before compression, at its last flush. */
  private long flushedSize;

  private boolean closed;
  private IOException failure;
  private boolean failureTold;

  private int files;
  private Path newest;
  private long packets;
  private long bytesBefore;

  /**
   * How a capture is written.
   *
   * @param compression null for none
   * @param application what pcapng files say they were written by
   * @param flushNanos longest time that packets are held back; 0 for no time at all: each is
   *     written by itself, which is slow
   */
  public record Settings(
      CaptureFormat format,
      Compression compression,
      Rotation rotation,
      String application,
      long flushNanos) {}

  /**
   * Makes the file, unless there may be several: their names tell the time of their first packet,
   * so that each is made for that.
   *
   * @param source asked for interfaces, names and counters, and not closed
   * @throws IllegalArgumentException for several files where there is but one stream
   */
  public CaptureWriter(PacketSource source, CaptureTarget target, Settings settings)
      throws IOException {
    this.source = source;
    this.target = target;
    this.settings = settings;
    this.rotates = settings.rotation().rotates();
    if (rotates && target.isStream()) {
      throw new IllegalArgumentException("a stream cannot become several files");
    }
    if (!rotates) {
      begin(0, 0);
    }
    if (settings.flushNanos() > 0) {
      Thread flusher = new Thread(this::flushRegularly, "weft-flush");
      flusher.setDaemon(true);
      flusher.start();
    }
  }

  /**
   * Appends a packet of the source, in a new file where it is time for one.
   *
   * @throws UnsupportedPacketException for a packet that the format cannot hold; others may follow
   * @throws IOException where this or an earlier writing failed; nothing is written any more
   */
  public synchronized void write(CapturedPacket packet) throws IOException {
    if (failure != null || closed) {
      throw refusal();
    }
    try {
      if (rotates && (copy == null || isFull(packet))) {
        finishFile();
        begin(packet.timeNanos(), packet.interfaceId());
      }
      copy.write(packet);
      packets++;
      filePackets++;
      unflushed = true;
      if (settings.flushNanos() == 0) {
        flushFile();
      }
    } catch (UnsupportedPacketException e) {
      throw e;
    } catch (IOException e) {
      fail(e);
      throw refusal();
    }
  }

  private boolean isFull(CapturedPacket packet) throws IOException {
    Rotation rotation = settings.rotation();
    if (filePackets == 0) {
      return false;
    }
    if (rotation.packets() > 0 && filePackets >= rotation.packets()) {
      return true;
    }
    // Times may also jump back, from one file of the source to the next.
    if (rotation.nanos() > 0 && Math.abs(packet.timeNanos() - fileStart) >= rotation.nanos()) {
      return true;
    }
    long options = (long) packet.optionsTo() - packet.optionsFrom();
    return rotation.bytes() > 0
        && exceeds(rotation.bytes(), RECORD_OVERHEAD + packet.capturedLength() + options);
  }

  /**
   * Whether the file would become larger than the bound. What a compression holds back counts as if
   * it did not shrink; only where that would be too much is it made to tell, by a flush.
   */
  private boolean exceeds(long bound, long more) throws IOException {
    if (settings.compression() == null) {
      return copy.writer().size() + more > bound;
    }
    long heldBack = copy.writer().size() - flushedSize;
    if (file.count() + heldBack + more <= bound) {
      return false;
    }
    flushFile();
    return file.count() + more > bound;
  }

  /**
   * Makes the next file.
   *
   * @param interfaceId of the first packet, where it is known
   */
  private void begin(long timeNanos, int interfaceId) throws IOException {
    file = rotates ? target.open(files + 1, timeNanos) : target.open();
    files++;
    newest = file.path();
    filePackets = 0;
    fileStart = timeNanos;
    boolean begun = false;
    try {
      OutputStream out = settings.compression() == null ? file : settings.compression().pack(file);
      copy =
          settings.format() == CaptureFormat.PCAP
              ? new PcapCopy(out, source, interfaceId)
              : new PcapngCopy(out, source, settings.application());
      flushFile();
      begun = true;
    } finally {
      if (!begun) {
        file.release();
      }
    }
    removeOldest();
  }

  /** Only files of this run, and only once there is a newer one. */
  private void removeOldest() {
    int keep = settings.rotation().keep();
    if (keep == 0) {
      return;
    }
    left.add(file.path());
    while (left.size() > keep) {
      Path oldest = left.remove();
      try {
        Files.deleteIfExists(oldest);
      } catch (IOException e) {
        notes.add("cannot remove " + oldest + ": " + e.getMessage());
      }
    }
  }

  private void finishFile() throws IOException {
    if (copy != null) {
      copy.close();
      copy = null;
      bytesBefore += file.count();
      file = null;
      unflushed = false;
    }
  }

  private void flushFile() throws IOException {
    copy.flush();
    flushedSize = copy.writer() == null ? 0 : copy.writer().size();
    unflushed = false;
  }

  /** Makes everything readable that was written so far. */
  @Override
  public synchronized void flush() throws IOException {
    if (failure != null || closed) {
      throw refusal();
    }
    if (copy != null) {
      try {
        flushFile();
      } catch (IOException e) {
        fail(e);
        throw refusal();
      }
    }
  }

  private synchronized void flushRegularly() {
    long millis = Math.max(1, settings.flushNanos() / NANOS_PER_MILLI);
    try {
      while (!closed && failure == null) {
        TimeUnit.MILLISECONDS.timedWait(this, millis);
        if (unflushed && !closed && failure == null) {
          flushFile();
        }
      }
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether writing failed; the next call will throw why. */
  public synchronized boolean failed() {
    return failure != null;
  }

  private void fail(IOException e) {
    failure = e;
    if (file == null) {
      return;
    }
    OutputFile broken = file;
    try {
      cut(broken);
    } catch (IOException again) {
      suppress(e, again);
    }
    try {
      broken.release();
    } catch (IOException again) {
      suppress(e, again);
    }
    file = null;
    copy = null;
  }

  private void cut(OutputFile broken) throws IOException {
    try {
      if (settings.compression() == null && broken.canBeCut() && copy != null) {
        PacketWriter.Salvage salvage = copy.writer().salvage(broken.reached());
        packets -= salvage.lostPackets();
        broken.cut(salvage.bytes());
      }
    } finally {
      bytesBefore += broken.count();
    }
  }

  private static void suppress(IOException told, IOException other) {
    if (other != told) {
      told.addSuppressed(other);
    }
  }

  private IOException refusal() {
    if (failure == null) {
      return new IOException("the capture is closed");
    }
    failureTold = true;
    return failure;
  }

  /**
   * Completes the last file; makes an empty one where no packet came.
   *
   * @throws IOException where this, or an earlier writing that nobody was told of, failed
   */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    notifyAll();
    if (failure == null) {
      try {
        if (files == 0) {
          begin(System.currentTimeMillis() * NANOS_PER_MILLI, 0);
        }
        finishFile();
      } catch (IOException e) {
        fail(e);
      }
    }
    if (failure != null && !failureTold) {
      throw refusal();
    }
  }

  /** Packets written so far. */
  public synchronized long packets() {
    return packets;
  }

  /** Bytes of all files so far as they lie on disk, removed ones included. */
  public synchronized long bytes() {
    return bytesBefore + (file == null ? 0 : file.count());
  }

  /** Files made so far, removed ones included. */
  public synchronized int files() {
    return files;
  }

  /** The newest file; null for a stream, and before there is one. */
  public synchronized Path newest() {
    return newest;
  }

  /** Sentences on what did not go as asked, though nothing of the capture is lost. */
  public synchronized List<String> notes() {
    return List.copyOf(notes);
  }
}
