package io.weft.capture.write;

import io.weft.capture.CaptureDescription;
import io.weft.capture.CapturedPacket;
import io.weft.capture.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes the packets of a source into a file or a series of files. Whatever ends the program, the
 * files are readable up to the last flush. A thread of the writer flushes at an interval, so that
 * packets reach the disk also while the source gives no more of them. Each file is a whole capture:
 * it begins with the interfaces and ends with their counters.
 *
 * <p>If writing fails (a full disk), the writer cuts the file behind its last whole packet, and the
 * next call throws the failure. It does not cut compressed files, because everything that can be
 * decompressed of them is worth reading. Any thread may call any method.
 */
public final class CaptureWriter implements PacketOutput {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final CaptureDescription source;
  private final CaptureTarget target;
  private final Settings settings;
  private final boolean rotates;

  /** The files of this run that are still there, the oldest first, if old ones are removed. */
  private final Deque<Path> kept = new ArrayDeque<>();

  private final List<String> notes = new ArrayList<>();

  /** Null before the first file of a series, and after the last one. */
  private CurrentFile current;

  private boolean closed;
  private IOException failure;
  private boolean failureThrown;

  private int files;
  private Path newest;
  private long packets;

  /** The size of all files before the current one. */
  private long bytesBefore;

  /**
   * How a capture is written.
   *
   * @param format of the files
   * @param compression of the files; null for none
   * @param rotation when to begin a new file; {@link Rotation#NONE} for a single file
   * @param application the program that pcapng files name as their writer
   * @param flushNanos how long packets may stay in memory, in nanoseconds; 0 to write each packet
   *     out by itself, which is slow
   */
  public record Settings(
      CaptureFormat format,
      Compression compression,
      Rotation rotation,
      String application,
      long flushNanos) {}

  /**
   * Creates the file. Files of a series are created with their first packet, whose time is part of
   * their name.
   *
   * @param source gives interfaces, names and counters; the writer does not close it
   * @throws IllegalArgumentException for a series of files into one stream
   */
  public CaptureWriter(CaptureDescription source, CaptureTarget target, Settings settings)
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
   * Appends a packet of the source, in a new file where the rotation asks for one.
   *
   * @throws UnsupportedPacketException for a packet that the format cannot hold; others may follow
   * @throws IOException where this or an earlier call failed to write; the writer then writes
   *     nothing any more
   */
  @Override
  public synchronized void write(CapturedPacket packet) throws IOException {
    if (failure != null || closed) {
      throw refusal();
    }
    try {
      if (rotates && (current == null || current.isFull(settings.rotation(), packet))) {
        finishFile();
        begin(packet.timeNanos(), packet.interfaceId());
      }
      current.write(packet);
      packets++;
      if (settings.flushNanos() == 0) {
        current.flush();
      }
    } catch (UnsupportedPacketException e) {
      throw e;
    } catch (IOException e) {
      fail(e);
      throw refusal();
    }
  }

  /**
   * Creates the next file.
   *
   * @param timeNanos the time of its first packet in nanoseconds since the epoch
   * @param interfaceId the interface of the first packet, or 0 where that is not known yet
   */
  private void begin(long timeNanos, int interfaceId) throws IOException {
    OutputFile file = rotates ? target.open(files + 1, timeNanos) : target.open();
    files++;
    newest = file.path();
    current = CurrentFile.begin(file, source, settings, timeNanos, interfaceId);
    removeOldest();
  }

  /** Removes files of this run, and only when there is a newer one. */
  private void removeOldest() {
    int keep = settings.rotation().keep();
    if (keep == 0) {
      return;
    }
    kept.add(current.path());
    while (kept.size() > keep) {
      Path oldest = kept.remove();
      try {
        Files.deleteIfExists(oldest);
      } catch (IOException e) {
        notes.add("cannot remove " + oldest + ": " + e.getMessage());
      }
    }
  }

  private void finishFile() throws IOException {
    if (current != null) {
      current.close();
      bytesBefore += current.count();
      current = null;
    }
  }

  /** Makes everything readable that was written so far. */
  @Override
  public synchronized void flush() throws IOException {
    if (failure != null || closed) {
      throw refusal();
    }
    if (current != null) {
      try {
        current.flush();
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
        if (!closed && failure == null && current != null && current.unflushed()) {
          current.flush();
        }
      }
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether writing has failed; the next call will throw the failure. */
  @Override
  public synchronized boolean failed() {
    return failure != null;
  }

  private void fail(IOException e) {
    failure = e;
    if (current != null) {
      packets -= current.abandon(e);
      bytesBefore += current.count();
      current = null;
    }
  }

  /** The exception for a call that comes too late. */
  private IOException refusal() {
    if (failure == null) {
      return new IOException("the capture is closed");
    }
    failureThrown = true;
    return failure;
  }

  /**
   * Completes the last file. A series without any packet gets one file without packets.
   *
   * @throws IOException where this fails, or where writing failed earlier and no call has thrown
   *     that yet
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
    if (failure != null && !failureThrown) {
      throw refusal();
    }
  }

  /** How many packets were written so far, those lost in a failure not included. */
  @Override
  public synchronized long packets() {
    return packets;
  }

  /** The size of all files so far as they lie on disk, in bytes, removed ones included. */
  @Override
  public synchronized long bytes() {
    return bytesBefore + (current == null ? 0 : current.count());
  }

  /** How many files were created so far, removed ones included. */
  @Override
  public synchronized int files() {
    return files;
  }

  /** The newest file; null for a stream, and before the first file was created. */
  @Override
  public synchronized Path newest() {
    return newest;
  }

  /** Sentences on what did not go as asked, although nothing of the capture is lost. */
  @Override
  public synchronized List<String> notes() {
    return List.copyOf(notes);
  }
}
