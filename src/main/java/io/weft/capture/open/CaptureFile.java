package io.weft.capture.open;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CapturedPacket;
import io.weft.capture.Compression;
import io.weft.capture.WaitListener;
import io.weft.capture.compression.DamagedCompressionException;
import io.weft.capture.compression.Decompressor;
import io.weft.capture.pcap.PcapReader;
import io.weft.capture.pcapng.PcapngReader;
import io.weft.capture.reader.ByteWindow;
import io.weft.capture.reader.CaptureSession;
import io.weft.capture.reader.FormatReader;
import io.weft.capture.reader.ReadAheadInput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** One open file or pipe, with its layers of compression and the reader of its format. */
final class CaptureFile implements Closeable {
  /** A user may have compressed a compressed capture once more; more layers are an attack. */
  private static final int MAX_COMPRESSIONS = 2;

  /** How many bytes of skippable frames are looked behind to tell zstd from lz4. */
  private static final int MAX_SKIPPABLE = 1 << 20;

  /** How many bytes the formats' readers need to recognise a file. */
  private static final int FORMAT_MAGIC_LENGTH = 4;

  /** Of compressed data, so many bytes come before a thread is made to decompress more. */
  private static final long DIRECT_BYTES = 512 << 10;

  /** What a channel reads, and so who finds out that it has nothing to give for now. */
  enum Kind {
    /** A file, which gives its bytes at once. */
    FILE,
    /** A pipe, which is read ahead so that this can be found out. */
    PIPE,
    /** An interface, whose channel tells it by itself. */
    INTERFACE
  }

  private final String name;
  private final ChannelInput input;
  private final CaptureSession session;
  private final FormatReader reader;
  private final ByteWindow window;
  private final boolean isPipe;
  private WaitListener listener = WaitListener.NONE;
  private final boolean compressed;
  private boolean ended;

  /**
   * Recognises the format and reads the file's header. The constructor closes the channel if that
   * fails.
   *
   * @param name the file's name as the user gave it
   * @param size of the file in bytes; -1 where unknown
   * @param kind what the channel reads
   * @param session takes up what the file says besides packets
   * @throws CaptureFormatException for a file that is no capture
   */
  CaptureFile(
      ReadableByteChannel channel, String name, long size, Kind kind, CaptureSession session)
      throws IOException {
    this.name = name;
    this.session = session;
    isPipe = kind == Kind.PIPE;
    input = new ChannelInput(channel);
    List<Compression> compressions = new ArrayList<>(MAX_COMPRESSIONS);
    boolean opened = false;
    try {
      boolean waits = size < 0;
      ByteWindow raw = decompress(new ByteWindow(input, waits), compressions, waits);
      window = readAhead(raw, compressions);
      compressed = !compressions.isEmpty();
      reader = recognise(compressions);
      opened = true;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
    session.add(
        new CaptureInfo.File(
            name, reader.format(), reader.description(), compressions, size, reader.bigEndian()));
  }

  /** Removes the layers of compression, and adds them to {@code found}, the outermost first. */
  private ByteWindow decompress(ByteWindow raw, List<Compression> found, boolean waits)
      throws IOException {
    ByteWindow current = raw;
    while (true) {
      Compression compression = compression(current);
      if (compression == null) {
        return current;
      }
      if (found.size() == MAX_COMPRESSIONS) {
        throw new CaptureFormatException(
            name, 0, "compressed more than " + MAX_COMPRESSIONS + " times, which is not read");
      }
      found.add(compression);
      try {
        current = new ByteWindow(Decompressor.open(compression, current.remaining()), waits);
      } catch (DamagedCompressionException e) {
        throw new CaptureFormatException(name, 0, e.getMessage());
      }
    }
  }

  /** The compression of the window's bytes; null for none. */
  private static Compression compression(ByteWindow window) throws IOException {
    window.require(Decompressor.MAGIC_LENGTH);
    byte[] head = window.head(Decompressor.MAGIC_LENGTH);
    // Skippable frames say nothing of what they stand before: zstd and lz4 both have them.
    int ahead = 0;
    long skippable = Decompressor.skippableLength(head);
    while (skippable > 0
        && ahead + skippable <= MAX_SKIPPABLE
        && window.require((int) (ahead + skippable) + 1)) {
      ahead += (int) skippable;
      window.require(ahead + Decompressor.MAGIC_LENGTH);
      head = window.head(ahead, Decompressor.MAGIC_LENGTH);
      skippable = Decompressor.skippableLength(head);
    }
    return Decompressor.recognise(head);
  }

  /** Reads a pipe or compressed data ahead; plain files come as fast as they can be read. */
  private ByteWindow readAhead(ByteWindow raw, List<Compression> compressions) {
    if (isPipe) {
      return new ByteWindow(ReadAheadInput.ofPipe(raw.remaining(), this::onWaiting), true);
    }
    return compressions.isEmpty()
        ? raw
        : new ByteWindow(ReadAheadInput.ofFile(raw.remaining(), DIRECT_BYTES), false);
  }

  /** The time is not known: those who write to a pipe hold packets back as they like. */
  private void onWaiting() {
    listener.onQuiet(Long.MIN_VALUE);
  }

  /** Sets who learns that a pipe has nothing to give for now. */
  void whileWaiting(WaitListener heard) {
    listener = heard;
  }

  private FormatReader recognise(List<Compression> compressions) throws IOException {
    window.require(Signatures.LENGTH);
    byte[] head = window.head(Signatures.LENGTH);
    if (head.length >= FORMAT_MAGIC_LENGTH) {
      if (PcapngReader.recognises(head)) {
        return new PcapngReader(window, session, name);
      }
      if (PcapReader.recognises(head)) {
        return new PcapReader(window, session, name);
      }
    }
    if (window.trouble() != null) {
      throw new CaptureFormatException(name, 0, window.trouble());
    }
    String seems = Signatures.describe(head);
    throw new CaptureFormatException(
        name, 0, compressions.isEmpty() ? seems : labels(compressions) + " data within: " + seems);
  }

  private static String labels(List<Compression> compressions) {
    StringBuilder text = new StringBuilder();
    for (Compression compression : compressions) {
      text.append(text.length() == 0 ? "" : " in ").append(compression.label());
    }
    return text.toString();
  }

  /**
   * Moves on to the next packet, as {@link io.weft.capture.PacketSource#next} does; the session
   * learns of damage.
   */
  boolean next(CapturedPacket into) throws IOException {
    while (!ended) {
      if (reader.next(into)) {
        return true;
      }
      ended = reader.damage() == null || !passOverDamage();
    }
    return false;
  }

  /** Tells the session of the damage, and goes on behind it where that is wanted and possible. */
  private boolean passOverDamage() throws IOException {
    long skipped = session.options().strict() ? -1 : reader.resume();
    session.add(
        new CaptureEnd.Damage(
            name,
            reader.damageOffset(),
            compressed,
            reader.damage(),
            skipped < 0 ? null : Long.valueOf(skipped)));
    reader.clearDamage();
    return skipped >= 0;
  }

  /** How many bytes have been read from the channel: of a compressed file, compressed bytes. */
  long bytesRead() {
    return input.count();
  }

  @Override
  public void close() throws IOException {
    ended = true;
    window.close();
    input.close();
  }
}
