package io.weft.cli.terminal;

import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.report.text.Units;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows on a terminal how much of a source has been read. Once the run has lasted a second, one
 * line is drawn five times a second; it is erased at the end.
 */
public final class Progress extends SourceWrapper {
  private static final long SECOND = 1_000_000_000L;
  private static final long FIRST_DRAWING = SECOND;
  private static final long INTERVAL = SECOND / 5;

  /** Asking for the time is slow compared with reading a packet: one packet in 256 asks. */
  private static final int PACKETS_PER_CLOCK_READ = 256;

  private final StatusLine status;
  private final LongSupplier clock;
  private final long start;
  private long packets;
  private long nextDrawing;

  /**
   * @param terminal where the line is drawn
   * @param columns the terminal's width in characters
   */
  public Progress(PacketSource source, PrintStream terminal, int columns) {
    this(source, terminal, columns, System::nanoTime);
  }

  /** As above, with another clock, in nanoseconds. */
  Progress(PacketSource source, PrintStream terminal, int columns, LongSupplier clock) {
    super(source);
    this.status = new StatusLine(terminal, columns);
    this.clock = clock;
    this.start = clock.getAsLong();
    this.nextDrawing = start + FIRST_DRAWING;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    if (!super.next(into)) {
      status.erase();
      return false;
    }
    if (++packets % PACKETS_PER_CLOCK_READ == 0) {
      long now = clock.getAsLong();
      if (now - nextDrawing >= 0) {
        nextDrawing = now + INTERVAL;
        status.draw(line(bytesRead(), bytesTotal(), packets, now - start));
      }
    }
    return true;
  }

  /**
   * The text of the line.
   *
   * @param read bytes read so far
   * @param total bytes of the whole source; -1 where that is not known
   * @param elapsed nanoseconds since the start, above 0
   */
  static String line(long read, long total, long packets, long elapsed) {
    double seconds = elapsed / (double) SECOND;
    StringBuilder line = new StringBuilder(80);
    if (total > 0) {
      line.append(String.format(Locale.ROOT, "%3d %%  ", Math.min(100, 100 * read / total)));
    }
    line.append(Units.bytes(read));
    if (total > 0) {
      line.append(" of ").append(Units.bytes(total));
    }
    line.append("  ").append(Units.perSecond(packets / seconds, "packets/s"));
    if (total > 0 && read > 0) {
      long left = (long) (Math.max(0, total - read) * (elapsed / (double) read));
      line.append("  ").append(Units.duration(left / SECOND * SECOND)).append(" left");
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    status.erase();
    super.close();
  }
}
