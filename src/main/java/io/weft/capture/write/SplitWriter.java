package io.weft.capture.write;

import io.weft.capture.CaptureDescription;
import io.weft.capture.CapturedPacket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes packets into several files at once, each named by what its packets have in common. Only so
 * many files are open at a time: beyond, the one that was silent longest is closed, and what comes
 * for it later goes into another file with a number behind its name.
 */
public final class SplitWriter implements PacketOutput {
  /** Far below what systems let a process open. */
  private static final int MOST_OPEN = 256;

  private final CaptureDescription source;
  private final CaptureTarget target;
  private final CaptureWriter.Settings settings;
  private final Supplier<String> part;
  private final Map<String, CaptureWriter> open =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  /** How many files of a name were begun. */
  private final Map<String, Integer> begun = new HashMap<>();

  private final List<String> notes = new ArrayList<>();
  private Path newest;
  private int files;
  private int further;
  private long closedPackets;
  private long closedBytes;

  /**
   * @param source gives interfaces, names and counters; the writer does not close it
   * @param target the files are named as it is, with the part's name before the ending
   * @param part names the file that the packet at hand goes into
   */
  public SplitWriter(
      CaptureDescription source,
      CaptureTarget target,
      CaptureWriter.Settings settings,
      Supplier<String> part) {
    this.source = source;
    this.target = target;
    this.settings = settings;
    this.part = part;
  }

  @Override
  public synchronized void write(CapturedPacket packet) throws IOException {
    String name = part.get();
    CaptureWriter writer = open.get(name);
    if (writer == null) {
      if (open.size() == MOST_OPEN) {
        Iterator<CaptureWriter> longestSilent = open.values().iterator();
        CaptureWriter closed = longestSilent.next();
        longestSilent.remove();
        close(closed);
      }
      int number = begun.merge(name, 1, Integer::sum);
      further += number > 1 ? 1 : 0;
      writer =
          new CaptureWriter(
              source, target.beside(number == 1 ? name : name + "_" + number), settings);
      open.put(name, writer);
      newest = writer.newest();
      files++;
    }
    writer.write(packet);
  }

  private void close(CaptureWriter writer) throws IOException {
    try {
      writer.close();
    } finally {
      closedPackets += writer.packets();
      closedBytes += writer.bytes();
      notes.addAll(writer.notes());
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    for (CaptureWriter each : open.values()) {
      each.flush();
    }
  }

  @Override
  public synchronized boolean failed() {
    return open.values().stream().anyMatch(CaptureWriter::failed);
  }

  /** Closes all files, also where one of them fails. */
  @Override
  public synchronized void close() throws IOException {
    IOException failure = null;
    for (CaptureWriter each : open.values()) {
      try {
        close(each);
      } catch (IOException e) {
        failure = e;
      }
    }
    open.clear();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public synchronized long packets() {
    return closedPackets + open.values().stream().mapToLong(CaptureWriter::packets).sum();
  }

  @Override
  public synchronized long bytes() {
    return closedBytes + open.values().stream().mapToLong(CaptureWriter::bytes).sum();
  }

  @Override
  public synchronized int files() {
    return files;
  }

  @Override
  public synchronized Path newest() {
    return newest;
  }

  @Override
  public synchronized List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (further > 0) {
      all.add(
          further
              + " files go on where another of the same name was closed: at most "
              + MOST_OPEN
              + " were open at a time");
    }
    return all;
  }
}
