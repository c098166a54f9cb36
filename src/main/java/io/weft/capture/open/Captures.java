package io.weft.capture.open;

import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureOptions;
import io.weft.capture.PacketSource;
import io.weft.capture.reader.CaptureSession;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens captures in the formats pcap and pcapng, plain or compressed with gzip, zstd, lz4 or xz. It
 * recognises formats and compressions by the files' content; their names do not matter.
 */
public final class Captures {
  private Captures() {}

  /**
   * Opens one file, or all captures in a folder, with the default bounds: see {@link #open(List,
   * CaptureOptions)}.
   */
  public static PacketSource open(Path file) throws IOException {
    return open(List.of(file));
  }

  /**
   * Opens a pipe or another channel with the default bounds: see {@link #open(ReadableByteChannel,
   * String, CaptureOptions)}.
   */
  public static PacketSource open(ReadableByteChannel channel, String name) throws IOException {
    return open(channel, name, CaptureOptions.defaults());
  }

  /**
   * Opens a pipe or another channel that gives the bytes of a capture file in order. The method
   * blocks until the file's header has come.
   *
   * @param channel must be in blocking mode. The source closes it, and so does this method if it
   *     fails.
   * @param name stands for the file in messages
   * @throws CaptureFormatException for data that are no capture
   */
  public static PacketSource open(ReadableByteChannel channel, String name, CaptureOptions options)
      throws IOException {
    return open(channel, name, CaptureFile.Kind.PIPE, options);
  }

  /**
   * Opens the channel of an interface. Unlike a pipe it is read on the thread that uses the source,
   * because the channel itself finds out when it has nothing to give.
   *
   * @param channel as that of {@link #open(ReadableByteChannel, String, CaptureOptions)}
   * @param name stands for the file in messages
   */
  public static PacketSource openInterface(ReadableByteChannel channel, String name)
      throws IOException {
    return open(channel, name, CaptureFile.Kind.INTERFACE, CaptureOptions.defaults());
  }

  private static PacketSource open(
      ReadableByteChannel channel, String name, CaptureFile.Kind kind, CaptureOptions options)
      throws IOException {
    CaptureSession session = new CaptureSession(options);
    return new ChannelSource(new CaptureFile(channel, name, -1, kind, session), session);
  }

  /** Opens files and folders with the default bounds: see {@link #open(List, CaptureOptions)}. */
  public static PacketSource open(List<Path> filesOrFolders) throws IOException {
    return open(filesOrFolders, CaptureOptions.defaults());
  }

  /**
   * Opens several files as one capture. The source reads them one after another in the order of
   * their first packets' times; named pipes, whose bytes can be read only once, come last, in the
   * order of the list. A folder stands for all captures in it and in the folders below; {@link
   * PacketSource#end} notes the files there that are no captures.
   *
   * @throws CaptureFormatException for a file in the list that is no capture, or a folder without
   *     any
   * @throws java.nio.file.NoSuchFileException for a path that does not exist
   */
  public static PacketSource open(List<Path> filesOrFolders, CaptureOptions options)
      throws IOException {
    return CaptureSet.open(filesOrFolders, options);
  }

  /**
   * Opens several files as one capture that no path of this machine leads to. They are read one
   * after another in the order of the list; each is opened when its turn has come.
   *
   * @throws CaptureFormatException where the first file is no capture; a later one counts as damage
   */
  public static PacketSource openRemote(List<RemoteFile> files, CaptureOptions options)
      throws IOException {
    return CaptureSet.open(
        files.stream().map(RemoteMember::new).toList(), new CaptureSession(options));
  }

  private record RemoteMember(RemoteFile file) implements CaptureSet.Member {
    @Override
    public long size() {
      return file.size();
    }

    @Override
    public CaptureFile open(CaptureSession session) throws IOException {
      return new CaptureFile(file.open(), file.name(), file.size(), CaptureFile.Kind.FILE, session);
    }
  }

  /**
   * Opens one file.
   *
   * @param session takes up what the file says besides packets
   */
  static CaptureFile openFile(Path file, CaptureSession session) throws IOException {
    long size = size(file);
    CaptureFile.Kind kind = size < 0 ? CaptureFile.Kind.PIPE : CaptureFile.Kind.FILE;
    return new CaptureFile(FileChannel.open(file), file.toString(), size, kind, session);
  }

  /** The size of a file in bytes; -1 for a pipe or a device, whose size is unknown. */
  static long size(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : -1;
  }
}
