package io.weft.capture.open;

import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureOptions;
import io.weft.capture.PacketSource;
import io.weft.capture.format.CaptureSession;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens captures: pcap and pcapng, plain or compressed (gzip, zstd, lz4, xz), recognised by
 * content.
 */
public final class Captures {
  private Captures() {}

  /** As {@link #open(List)} with one path. */
  public static PacketSource open(Path file) throws IOException {
    return open(List.of(file));
  }

  /** As {@link #open(ReadableByteChannel, String, CaptureOptions)} with default bounds. */
  public static PacketSource open(ReadableByteChannel channel, String name) throws IOException {
    return open(channel, name, CaptureOptions.defaults());
  }

  /**
   * Reads from a pipe or anything else that gives bytes in order; blocks until the file header
   * came.
   *
   * @param channel closed with the source, and where opening fails; must be in blocking mode
   * @param name in messages
   * @throws CaptureFormatException for what is no capture
   */
  public static PacketSource open(ReadableByteChannel channel, String name, CaptureOptions options)
      throws IOException {
    CaptureSession session = new CaptureSession(options);
    return new ChannelSource(new CaptureFile(channel, name, -1, session), session);
  }

  /** As {@link #open(List, CaptureOptions)} with default bounds. */
  public static PacketSource open(List<Path> filesOrFolders) throws IOException {
    return open(filesOrFolders, CaptureOptions.defaults());
  }

  /**
   * Reads several files as one capture, one after another, ordered by their first timestamps. A
   * folder stands for the captures in it and in its folders; what else lies there is passed over
   * and noted in {@link PacketSource#end}. Files that give their bytes only once (named pipes) come
   * last, as named.
   *
   * @throws CaptureFormatException for a named file that is no capture, a folder without any
   * @throws java.nio.file.NoSuchFileException where nothing has that name
   */
  public static PacketSource open(List<Path> filesOrFolders, CaptureOptions options)
      throws IOException {
    return CaptureSet.open(filesOrFolders, options);
  }

  /** An open file; its size is told by {@link #size}. */
  static CaptureFile openFile(Path file, CaptureSession session) throws IOException {
    return new CaptureFile(FileChannel.open(file), file.toString(), size(file), session);
  }

  /** In bytes; -1 where that cannot be known beforehand. */
  static long size(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : -1;
  }
}
