package io.weft.report.html;

import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.capture.open.Captures;
import io.weft.capture.write.CaptureFormat;
import io.weft.capture.write.CaptureTarget;
import io.weft.capture.write.CaptureWriter;
import io.weft.capture.write.Rotation;
import io.weft.capture.write.UnsupportedPacketException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the packets of a pipe or an interface in a temporary file while they are read, so that they
 * can be read once more. The file has a limit; behind it nothing is kept any more, and there is no
 * second reading.
 */
final class Spool extends SourceWrapper {
  /** The most that the temporary file may have, in bytes. */
  static final long MAX_BYTES = 2L << 30;

  /** Nobody reads the file before it is whole: it need not be flushed. */
  private static final long FLUSH_NANOS = TimeUnit.DAYS.toNanos(365);

  private final long maxBytes;
  private final Path file = Files.createTempFile("weft-report", ".pcapng");
  private CaptureWriter writer;
  private boolean isWhole = true;

  Spool(PacketSource source) throws IOException {
    this(source, MAX_BYTES);
  }

  /**
   * @param maxBytes the most that the file may have
   */
  Spool(PacketSource source, long maxBytes) throws IOException {
    super(source);
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    if (!super.next(into)) {
      return false;
    }
    if (isWhole) {
      keep(into);
    }
    return true;
  }

  private void keep(CapturedPacket packet) throws IOException {
    try {
      if (writer == null) {
        writer = writer();
      }
      writer.write(packet);
      if (writer.bytes() > maxBytes) {
        giveUp();
      }
    } catch (UnsupportedPacketException e) {
      giveUp(); // numbers of packets and flows would be others
    }
  }

  private CaptureWriter writer() throws IOException {
    return new CaptureWriter(
        this,
        CaptureTarget.file(file, existing -> {}),
        new CaptureWriter.Settings(CaptureFormat.PCAPNG, null, Rotation.NONE, "weft", FLUSH_NANOS));
  }

  private void giveUp() throws IOException {
    isWhole = false;
    delete();
  }

  /** The packets once more; null where not all were kept. */
  PacketSource reopened() throws IOException {
    if (writer == null || !isWhole) {
      return null;
    }
    writer.close();
    return Captures.open(file);
  }

  /** Deletes the temporary file. */
  void delete() throws IOException {
    if (writer != null) {
      writer.close();
    }
    Files.deleteIfExists(file);
  }
}
