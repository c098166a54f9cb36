package io.weft.report.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library reads the levels that were added. */
final class LevelsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 255})
  void theLibraryReadsWhatWasAdded(int max) throws Exception {
    Random random = new Random(max);
    Levels levels = new Levels(max);
    for (int page = 0; page < 3; page++) {
      List<Integer> added = new ArrayList<>();
      while (added.size() < 20_000) {
        int level = random.nextInt(max + 1);
        // Runs around the eight at which they are written otherwise, and some long ones.
        int times = random.nextInt(50) == 0 ? random.nextInt(3000) : random.nextInt(20);
        levels.add(level, times);
        for (int i = 0; i < times; i++) {
          added.add(level);
        }
      }
      assertEquals(added, read(levels, max, added.size()));
    }
  }

  @Test
  void aMillionAbsencesAreAFewBytes() throws Exception {
    Levels levels = new Levels(3);
    for (int i = 0; i < 1000; i++) {
      levels.add(1, 1000);
    }
    // Its length, the number of times, the level.
    assertEquals(4 + 3 + 1, levels.take().size());
  }

  @Test
  void whatHasNoLevelsHasNoBytes() {
    Levels levels = new Levels(0);
    levels.add(0, 100);
    assertEquals(0, levels.take().size());
  }

  private static List<Integer> read(Levels levels, int max, int count) throws Exception {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    levels.take().writeAllTo(page);
    ByteBuffer bytes = ByteBuffer.wrap(page.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    byte[] runs = new byte[bytes.getInt()];
    assertEquals(runs.length, bytes.remaining());
    bytes.get(runs);
    RunLengthBitPackingHybridDecoder decoder =
        new RunLengthBitPackingHybridDecoder(
            Integer.SIZE - Integer.numberOfLeadingZeros(max), new ByteArrayInputStream(runs));
    List<Integer> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      read.add(decoder.readInt());
    }
    return read;
  }
}
