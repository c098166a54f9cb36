package io.weft.capture.open;

import io.weft.capture.CaptureFormatException;
import io.weft.capture.CapturedPacket;
import io.weft.capture.reader.CaptureSession;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** Finds the capture files behind the paths that a user gave, and orders them by time. */
final class CaptureFinder {
  /**
   * A capture file.
   *
   * @param size in bytes; -1 for a pipe
   * @param firstNanos the time of the first packet in nanoseconds since the epoch. It is {@link
   *     Long#MIN_VALUE} for a file without packets or without times, {@link Long#MAX_VALUE} for a
   *     pipe, which cannot be read twice, and 0 for a lone file, which needs no order.
   */
  record Found(Path path, long size, long firstNanos) implements CaptureSet.Member {
    @Override
    public CaptureFile open(CaptureSession session) throws IOException {
      return Captures.openFile(path, session);
    }
  }

  /** How many folders within folders are searched. */
  private static final int MAX_DEPTH = 64;

  private final CaptureSession session;
  private final List<Found> found = new ArrayList<>();
  private final CapturedPacket packet = new CapturedPacket();

  CaptureFinder(CaptureSession session) {
    this.session = session;
  }

  /**
   * Finds the files in the order of their first packets. A lone file is not read for that.
   *
   * @throws CaptureFormatException for a file among the paths that is no capture, or a folder
   *     without any
   */
  List<Found> find(List<Path> filesOrFolders) throws IOException {
    boolean alone = filesOrFolders.size() == 1;
    for (Path path : filesOrFolders) {
      if (Files.isDirectory(path)) {
        folder(path);
      } else {
        long size = Captures.size(path);
        found.add(new Found(path, size, size < 0 ? Long.MAX_VALUE : alone ? 0 : firstNanos(path)));
      }
    }
    // The sort is stable: files with equal times stay in the user's order.
    found.sort(Comparator.comparingLong(Found::firstNanos));
    return found;
  }

  private void folder(Path folder) throws IOException {
    int before = found.size();
    List<Path> files = list(folder);
    for (Path file : files) {
      try {
        found.add(new Found(file, Files.size(file), firstNanos(file)));
      } catch (CaptureFormatException e) {
        session.note("left out " + e.getMessage());
      } catch (IOException e) {
        session.note("left out " + file + ": " + reason(e));
      }
    }
    if (found.size() == before) {
      throw new CaptureFormatException(
          folder.toString(), 0, "no capture among the " + files.size() + " files in this folder");
    }
  }

  private List<Path> list(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        MAX_DEPTH,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            } else {
              session.note("left out " + file + ": no regular file");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            session.note("left out " + file + ": " + reason(e));
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.naturalOrder());
    return files;
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }

  private long firstNanos(Path file) throws IOException {
    CaptureSession peek = new CaptureSession(session.options());
    try (CaptureFile opened = Captures.openFile(file, peek)) {
      return opened.next(packet) && packet.hasTime() ? packet.timeNanos() : Long.MIN_VALUE;
    }
  }
}
