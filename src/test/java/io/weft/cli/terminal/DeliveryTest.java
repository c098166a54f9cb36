package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
  private static final byte[] LINES = "0123456789\n".repeat(1000).getBytes(US_ASCII);

  private long now = 100;
  private final Delivery delivery = new Delivery(() -> now);

  /** A reader that takes ten units of time for each write, and looks at the delivery meanwhile. */
  private final class SlowReader extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final List<Long> blocked = new ArrayList<>();

    @Override
    public void write(int value) {
      taken.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      now += 10;
      blocked.add(delivery.blockedNanos(0));
      taken.write(bytes, from, length);
    }
  }

  @Test
  void aReaderThatTakesLittleIsSeenToTakeIt() throws IOException {
    delivery.watch();
    delivery.owes(() -> "");
    SlowReader reader = new SlowReader();
    delivery.write(reader, LINES, 0, LINES.length);
    assertArrayEquals(LINES, reader.taken.toByteArray());
    assertEquals(List.of(10L, 10L, 10L), reader.blocked); // never the sum
    assertEquals(LINES.length, delivery.bytes());
    assertEquals(1000, delivery.lines());
  }

  @Test
  void aWriteIsWholeWhereNobodyWatches() throws IOException {
    SlowReader reader = new SlowReader();
    delivery.write(reader, LINES, 11, LINES.length - 11);
    assertEquals(1, reader.blocked.size());
    assertEquals(LINES.length - 11, reader.taken.size());
  }

  @Test
  void whoWritesNothingWaitsForNobody() throws IOException {
    delivery.watch();
    delivery.write(new SlowReader(), LINES, 0, LINES.length);
    now += 1_000_000;
    assertEquals(0, delivery.blockedNanos(0));
  }

  @Test
  void timeBeforeTheRequestDoesNotCount() throws IOException {
    long[] blocked = new long[1];
    OutputStream reader =
        new OutputStream() {
          @Override
          public void write(int value) {
            now += 1_000;
            blocked[0] = delivery.blockedNanos(1_050);
          }
        };
    delivery.write(reader, LINES, 0, 1);
    assertEquals(50, blocked[0]);
  }
}
