package io.weft.capture.open;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CapturedPacket;
import io.weft.capture.Compression;
import io.weft.capture.compression.DamagedCompressionException;
import io.weft.capture.format.ByteWindow;
import io.weft.capture.format.CaptureSession;
import io.weft.capture.format.FormatReader;
import io.weft.capture.pcap.PcapReader;
import io.weft.capture.pcap.PcapVariant;
import io.weft.capture.pcapng.PcapngBlocks;
import io.weft.capture.pcapng.PcapngReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** One open file or pipe: its layers of compression, and the reader of the format within. */
final class CaptureFile implements Closeable {
  /** A compressed capture that somebody compressed again; more is an attack. */
  private static final int MAX_COMPRESSIONS = 2;

  private final String name;
  private final ChannelInput input;
  private final CaptureSession session;
  private final FormatReader reader;
  private final ByteWindow window;
  private final boolean packed;
  private boolean over;

  /**
   * Recognises the format and reads the file header; closes the channel where that fails.
   *
   * @param size of the file; -1 unknown
   * @throws CaptureFormatException for what is no capture
   */
  CaptureFile(ReadableByteChannel channel, String name, long size, CaptureSession session)
      throws IOException {
    this.name = name;
    this.session = session;
    input = new ChannelInput(channel);
    List<Compression> compressions = new ArrayList<>(MAX_COMPRESSIONS);
    boolean opened = false;
    try {
      window = unpack(new ByteWindow(input), compressions);
      packed = !compressions.isEmpty();
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

  private ByteWindow unpack(ByteWindow raw, List<Compression> found) throws IOException {
    ByteWindow current = raw;
    while (true) {
      current.require(Compression.MAGIC_LENGTH);
      Compression compression = Compression.of(current.head(Compression.MAGIC_LENGTH));
      if (compression == null) {
        return current;
      }
      if (found.size() == MAX_COMPRESSIONS) {
        throw new CaptureFormatException(
            name, 0, "compressed more than " + MAX_COMPRESSIONS + " times, which is not read");
      }
      found.add(compression);
      try {
        current = new ByteWindow(compression.unpack(current.remaining()));
      } catch (DamagedCompressionException e) {
        throw new CaptureFormatException(name, 0, e.getMessage());
      }
    }
  }

  private FormatReader recognise(List<Compression> compressions) throws IOException {
    window.require(Signatures.LENGTH);
    byte[] head = window.head(Signatures.LENGTH);
    if (head.length >= 4) {
      if (BigEndian.i32(head, 0) == PcapngBlocks.SECTION_HEADER) {
        return new PcapngReader(window, session, name);
      }
      if (PcapVariant.of(BigEndian.i32(head, 0)) != null
          || PcapVariant.of(LittleEndian.i32(head, 0)) != null) {
        return new PcapReader(window, session, name);
      }
    }
    if (window.trouble() != null) {
      throw new CaptureFormatException(name, 0, window.trouble());
    }
    String said = Signatures.describe(head);
    throw new CaptureFormatException(
        name, 0, compressions.isEmpty() ? said : labels(compressions) + " data within: " + said);
  }

  private static String labels(List<Compression> compressions) {
    StringBuilder text = new StringBuilder();
    for (Compression compression : compressions) {
      text.append(text.length() == 0 ? "" : " in ").append(compression.label());
    }
    return text.toString();
  }

  boolean next(CapturedPacket into) throws IOException {
    if (over) {
      return false;
    }
    if (reader.next(into)) {
      return true;
    }
    over = true;
    if (reader.damage() != null) {
      session.add(new CaptureEnd.Damage(name, reader.damageOffset(), packed, reader.damage()));
    }
    return false;
  }

  long bytesRead() {
    return input.count();
  }

  @Override
  public void close() throws IOException {
    over = true;
    window.close();
    input.close();
  }
}
