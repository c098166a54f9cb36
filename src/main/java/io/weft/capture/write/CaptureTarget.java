package io.weft.capture.write;

import io.weft.capture.Compression;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** Where a capture is written: a file, a numbered series of files, or a stream. */
public final class CaptureTarget {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final OutputStream stream;
  private final Path file;
  private final Permission permission;

  private CaptureTarget(OutputStream stream, Path file, Permission permission) {
    this.stream = stream;
    this.file = file;
    this.permission = permission;
  }

  /**
   * A file of this name, or a series of files whose names are derived from it.
   *
   * @param permission is asked before an existing regular file is overwritten, but not for devices
   *     and named pipes, which lose nothing
   */
  public static CaptureTarget file(Path file, Permission permission) {
    return new CaptureTarget(null, file, permission);
  }

  /** A stream, which the writer flushes with the capture and closes at its end. */
  public static CaptureTarget stream(OutputStream stream) {
    return new CaptureTarget(stream, null, existing -> {});
  }

  /** Decides whether existing files may be overwritten. */
  public interface Permission {
    /**
     * Returns normally if the file may be overwritten.
     *
     * @param existing a regular file
     * @throws IOException if it may not
     */
    void overwrite(Path existing) throws IOException;
  }

  /**
   * Another file in the same folder.
   *
   * @param addition stands before the ending of the file's name
   */
  CaptureTarget beside(String addition) {
    int stem = stem(name());
    String beside = name().substring(0, stem) + "_" + addition + name().substring(stem);
    return file(file.resolveSibling(beside), permission);
  }

  /** Whether the target is a stream, which cannot become several files. */
  boolean isStream() {
    return stream != null;
  }

  /** Creates the only file. */
  OutputFile open() throws IOException {
    return stream != null ? new OutputFile(stream) : open(file);
  }

  /**
   * Creates a file of a series.
   *
   * @param number its number in the series, from 1 on
   * @param timeNanos the time of its first packet, in nanoseconds since the epoch
   */
  OutputFile open(int number, long timeNanos) throws IOException {
    return open(file.resolveSibling(nameOf(number, timeNanos)));
  }

  /**
   * The name of a file of a series, in dumpcap's form but with the time in UTC: {@code
   * web_00001_20261126120000.pcapng}.
   */
  private String nameOf(int number, long timeNanos) {
    String name = name();
    int stem = stem(name);
    String time = TIME.format(Instant.ofEpochSecond(timeNanos / NANOS_PER_SECOND));
    String counted = String.format(Locale.ROOT, "_%05d_", number);
    return name.substring(0, stem) + counted + time + name.substring(stem);
  }

  private String name() {
    return Objects.requireNonNull(file.getFileName(), "a file has a name").toString();
  }

  /** The length of a name without what tells format and compression. */
  private static int stem(String name) {
    int end = Compression.stemLength(name);
    int dot = name.lastIndexOf('.', end - 1);
    return dot > 0 ? dot : end;
  }

  private OutputFile open(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new FileSystemException(folder.toString(), null, "no such folder");
    }
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "is a folder");
    }
    boolean exists = Files.exists(path);
    boolean regular = !exists || Files.isRegularFile(path);
    if (exists && regular) {
      permission.overwrite(path);
    } else if (!exists) {
      // If another program has created the file meanwhile, this fails and does not empty it.
      Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
    }
    try {
      return new OutputFile(new FileOutputStream(path.toFile()), path, regular);
    } catch (IOException e) {
      throw new FileSystemException(path.toString(), null, reason(e, path));
    }
  }

  /** Takes the system's words out of a file stream's message, {@code name (words)}. */
  private static String reason(IOException e, Path path) {
    String message = String.valueOf(e.getMessage());
    String start = path + " (";
    return message.startsWith(start) && message.endsWith(")")
        ? message.substring(start.length(), message.length() - 1)
        : message;
  }
}
