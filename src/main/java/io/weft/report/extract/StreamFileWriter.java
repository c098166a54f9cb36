package io.weft.report.extract;

import io.weft.analysis.Analyzer;
import io.weft.bytes.Hex;
import io.weft.dissect.Direction;
import io.weft.report.BackgroundWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * Writes the bytes of streams to their files, hashes them, and adds flows that are over to the
 * index. The writing thread calls it.
 */
final class StreamFileWriter implements BackgroundWriter.Destination<WriteRequest>, Closeable {
  /** Name of the index file. */
  static final String INDEX = "index.json";

  private static final int BUFFER = 256 << 10;
  private static final String DIGEST = "SHA-256";

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
  private static final Set<OpenOption> MORE =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path folder;
  private final Set<Direction> sides;
  private final FilePages pages;
  private final ExtractionIndex index;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final MessageDigest digest = newDigest();
  private long files;
  private long bytes;
  private long missing;

  /**
   * @param folder for the files and their index; it must be empty
   * @param sides whose bytes are wanted
   * @param pages where written pages go back to
   * @param generator name and version of the program
   */
  StreamFileWriter(Path folder, Set<Direction> sides, FilePages pages, String generator)
      throws IOException {
    this.folder = folder;
    this.sides = sides;
    this.pages = pages;
    index = new ExtractionIndex(folder.resolve(INDEX), generator);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has " + DIGEST, e);
    }
  }

  /** The number of files. */
  long files() {
    return files;
  }

  /** The number of bytes in all files. */
  long bytes() {
    return bytes;
  }

  /** The number of bytes of the same streams that are not in the capture. */
  long missing() {
    return missing;
  }

  @Override
  public void write(WriteRequest request) throws IOException {
    try {
      if (request.ahead() == null) {
        end(request);
      } else {
        write(request.ahead());
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) { // a failed write does not name its file
      throw named(e);
    }
  }

  private FileSystemException named(IOException e) {
    FileSystemException named = new FileSystemException(folder.toString(), null, e.getMessage());
    named.initCause(e);
    return named;
  }

  @Override
  public void failed() {
    pages.close();
  }

  private void write(WriteRequest.Ahead ahead) throws IOException {
    OutgoingStream stream = ahead.stream();
    if (stream.file == null) {
      choose(stream, ahead.names(), ahead.side());
    }
    if (stream.digest == null) {
      stream.digest = newDigest();
    }
    write(stream, ahead.pages(), stream.digest, ahead.names(), ahead.side());
  }

  private void end(WriteRequest request) throws IOException {
    OutgoingFlow flow = request.flow();
    StreamFileNames names = request.wanted() ? StreamFileNames.of(request.record()) : null;
    boolean any = false;
    for (Direction side : Direction.values()) {
      OutgoingStream stream = flow.streamIfAny(side);
      if (stream == null) {
        if (!flow.continued) {
          continue;
        }
        // The index lists the file of the earlier flow for this one too, even with no new bytes.
        stream = flow.begin(side);
      }
      if (request.wanted() && sides.contains(side)) {
        end(stream, names, side);
        any = true;
      } else {
        drop(stream);
      }
    }
    if (any) {
      index.add(request.record(), flow, sides);
    }
  }

  private void end(OutgoingStream stream, StreamFileNames names, Direction side)
      throws IOException {
    if (stream.flow.continued && stream.file == null) {
      choose(stream, names, side);
    }
    MessageDigest used = stream.digest == null ? digest : stream.digest;
    if (stream.pages.length() > 0) {
      write(stream, stream.pages, used, names, side);
    }
    missing += stream.missing();
    if (stream.fileOffset + stream.written == 0) {
      return;
    }
    stream.hash = Hex.of(used.digest());
    bytes += stream.written;
    if (stream.fileOffset == 0) {
      files++;
    }
    String name = names.of(side);
    if (!stream.joins && !stream.file.equals(name)) {
      // Client and server have changed places since the file was begun.
      Files.move(folder.resolve(stream.file), folder.resolve(name));
      stream.file = name;
    }
  }

  /** Deletes what was written of a stream that turns out not to be wanted. */
  private void drop(OutgoingStream stream) throws IOException {
    pages.giveBack(stream.pages);
    if (stream.written == 0) {
      return;
    }
    Path path = folder.resolve(stream.file);
    if (stream.fileOffset == 0) {
      Files.delete(path);
    } else {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(stream.fileOffset);
      }
    }
  }

  private void write(
      OutgoingStream stream,
      PageList bytesToWrite,
      MessageDigest used,
      StreamFileNames names,
      Direction side)
      throws IOException {
    if (stream.file == null) {
      choose(stream, names, side);
    }
    boolean isNew = stream.fileOffset + stream.written == 0;
    try (FileChannel channel = FileChannel.open(folder.resolve(stream.file), isNew ? NEW : MORE)) {
      for (int i = 0; i < bytesToWrite.pages(); i++) {
        int length = bytesToWrite.filled(i);
        if (length > buffer.remaining()) {
          flush(channel);
        }
        buffer.put(bytesToWrite.page(i), 0, length);
        used.update(bytesToWrite.page(i), 0, length);
      }
      flush(channel);
    } finally {
      buffer.clear();
    }
    stream.written += bytesToWrite.length();
    pages.giveBack(bytesToWrite);
  }

  private void flush(FileChannel channel) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /**
   * Chooses the file for a stream. A flow that continues an earlier one continues its files, even
   * where client and server were the other way round in their names.
   */
  private void choose(OutgoingStream stream, StreamFileNames names, Direction side)
      throws IOException {
    stream.file = names.of(side);
    if (!stream.flow.continued) {
      return;
    }
    StreamFileNames reversed = names.reversed();
    if (exists(reversed.of(side)) || exists(reversed.of(side.opposite()))) {
      stream.joins = true;
      stream.file = reversed.of(side.opposite());
    }
    if (exists(stream.file)) {
      stream.joins = true;
      stream.digest = newDigest();
      stream.fileOffset = hash(folder.resolve(stream.file), stream.digest);
    }
  }

  /** Adds a file to the digest; returns its length in bytes. */
  private long hash(Path file, MessageDigest used) throws IOException {
    long length = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(buffer) >= 0) {
        buffer.flip();
        length += buffer.remaining();
        used.update(buffer);
        buffer.clear();
      }
    } finally {
      buffer.clear();
    }
    return length;
  }

  private boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** Completes the index, when all flows are written. */
  void finish(Analyzer.Totals totals) throws IOException {
    try {
      index.finish(totals, files, bytes, missing);
    } catch (IOException e) {
      throw named(e);
    }
  }

  /** Closes the index without completing it. */
  @Override
  public void close() throws IOException {
    index.close();
  }
}
