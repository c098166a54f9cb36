package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void saysHowFarHowFastAndHowLong() {
    assertEquals(
        " 25 %  250 MB of 1.00 GB  1,000,000 packets/s  6.00 s left",
        Progress.line(250_000_000, 1_000_000_000, 2_000_000, 2 * SECOND));
    assertEquals("12 B  1.00 packets/s", Progress.line(12, -1, 3, 3 * SECOND));
  }

  @Test
  void aShortRunShowsNothing() throws IOException {
    assertEquals("", drawn(0));
  }

  @Test
  void aLongOneADrawnLineThatIsTakenAwayAtTheEnd() throws IOException {
    String drawn = drawn(SECOND / 10);
    assertTrue(drawn.startsWith("\r"), drawn);
    assertTrue(drawn.contains(" packets/s"), drawn);
    assertTrue(drawn.endsWith("\r" + " ".repeat(59) + "\r"), drawn);
    for (String line : drawn.split("\r", -1)) {
      assertTrue(line.isEmpty() || line.length() == 59, line);
    }
  }

  /** What a terminal of 60 columns gets while a file of many packets is read. */
  private static String drawn(long step) throws IOException {
    AtomicLong clock = new AtomicLong();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Many many = new Many(10_000);
    try (Progress progress =
        new Progress(many, new PrintStream(out, true, UTF_8), 60, () -> clock.addAndGet(step))) {
      CapturedPacket packet = new CapturedPacket();
      while (progress.next(packet)) {
        assertTrue(many.bytesRead() > 0);
      }
    }
    return out.toString(UTF_8);
  }

  /** So many packets of one byte. */
  private static final class Many implements PacketSource {
    private final int packets;
    private int read;

    Many(int packets) {
      this.packets = packets;
    }

    @Override
    public boolean next(CapturedPacket into) {
      if (read == packets) {
        return false;
      }
      read++;
      return true;
    }

    @Override
    public CaptureEnd end() {
      return CaptureEnd.COMPLETE;
    }

    @Override
    public long bytesRead() {
      return read;
    }

    @Override
    public long bytesTotal() {
      return packets;
    }

    @Override
    public boolean reopenable() {
      return false;
    }

    @Override
    public List<CaptureInterface> interfaces() {
      return List.of();
    }

    @Override
    public void close() {
      read = packets;
    }
  }
}
