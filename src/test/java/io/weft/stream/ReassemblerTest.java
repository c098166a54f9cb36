package io.weft.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReassemblerTest {
  private final PagePool pages = new PagePool(1 << 20);
  private final StringBuilder events = new StringBuilder();
  private final StringBuilder fates = new StringBuilder();
  private final List<String> repeats = new ArrayList<>();
  private long repeated;

  private final StreamSink sink =
      new StreamSink() {
        @Override
        public void onBytes(byte[] bytes, int from, int to, long packet, long nanos) {
          events.append(new String(bytes, from, to - from, ISO_8859_1));
        }

        @Override
        public void onGap(long missing) {
          events.append('[').append(missing).append(']');
        }

        @Override
        public void onRepeat(long offset, int length) {
          repeats.add(offset + "+" + length);
          repeated += length;
        }
      };

  /**
   * Plays a script: {@code 3:def} offers a piece at offset 3, {@code 3:def+2} one of which two more
   * bytes were not captured, {@code ack9} says that the receiver has had 9 bytes, {@code end} that
   * no more will come.
   */
  private Reassembler play(Reassembler stream, String script) {
    long packet = 0;
    for (String step : script.split(" ", -1)) {
      packet++;
      if (step.equals("end")) {
        stream.finish(sink);
      } else if (step.startsWith("ack")) {
        stream.acknowledged(Long.parseLong(step.substring(3)), sink);
      } else {
        String[] parts = step.split(":", -1);
        String[] data = parts[1].split("\\+", -1);
        int cut = data.length > 1 ? Integer.parseInt(data[1]) : 0;
        Fate fate = offer(stream, Long.parseLong(parts[0]), data[0], cut, packet);
        fates.append(fate.name().charAt(0));
      }
    }
    return stream;
  }

  private Fate offer(Reassembler stream, long offset, String data, int cut, long packet) {
    byte[] bytes = ("??" + data + "??").getBytes(ISO_8859_1);
    int length = data.length();
    return stream.offer(offset, bytes, 2, 2 + length, length + cut, packet, packet * 1000, sink);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // in order
        "0:abc 3:def                       | abcdef        | II",
        "0:abc 3:def end                   | abcdef        | II",
        // a hole that is filled
        "0:abc 6:ghi 3:def                 | abcdefghi     | IBI",
        "3:def 6:ghi 0:abc                 | abcdefghi     | BBI",
        "6:ghi 3:def 0:abc                 | abcdefghi     | BBI",
        "6:ghi 0:abc 3:def                 | abcdefghi     | BII",
        "9:jkl 3:def 6:ghi 0:abc           | abcdefghijkl  | BBBI",
        "1:b 3:d 5:f 4:e 2:c 0:a           | abcdef        | BBBBBI",
        // a hole that is filled piece by piece
        "0:a 5:f 1:b 2:cd 4:e              | abcdef        | IBIII",
        // a hole that is not filled, known by an acknowledgment or by the end
        "0:abc 6:ghi                       | abc           | IB",
        "0:abc 6:ghi end                   | abc[3]ghi     | IB",
        "0:abc 6:ghi ack3                  | abc           | IB",
        "0:abc 6:ghi ack6                  | abc           | IB",
        "0:abc 6:ghi ack7                  | abc[3]ghi     | IB",
        "0:abc 6:ghi ack9 9:jkl            | abc[3]ghijkl  | IBI",
        "0:abc 6:ghi 12:mno ack8           | abc[3]ghi     | IBB",
        "0:abc 6:ghi 12:mno ack15          | abc[3]ghi[3]mno | IBB",
        "0:abc 6:ghi ack9 3:def            | abc[3]ghi     | IBR",
        "ack5 0:abcde                      | abcde         | I",
        "6:ghi end                         | [6]ghi        | B",
        // repeats
        "0:abc 0:abc                       | abc           | IR",
        "0:abc 0:ab 1:bc 2:c               | abc           | IRRR",
        "0:abc 6:ghi 6:ghi 3:def           | abcdefghi     | IBRI",
        "0:abc 6:ghi 7:h 3:def             | abcdefghi     | IBRI",
        // overlap with what was handed out
        "0:abc 1:bcd                       | abcd          | IP",
        "0:abc 0:abcd                      | abcd          | IP",
        "0:abc 2:XXd                       | abcXd         | IP",
        // overlap with what waits: the first copy stays
        "0:ab 4:ef 3:def 2:c               | abcdef        | IBBI",
        "0:ab 4:ef 3:dXX 2:c               | abcdef        | IBBI",
        "0:ab 4:ef 4:efgh 2:cd             | abcdefgh      | IBBI",
        "0:ab 4:ef 3:defg 2:c              | abcdefg       | IBBI",
        "0:ab 4:ef 2:cdXX                  | abcdef        | IBI",
        "0:ab 4:ef 2:cdXXg                 | abcdefg       | IBI",
        "0:ab 4:ef 1:bcdefg                | abcdefg       | IBP",
        // over several that wait, filling the holes between
        "3:d 5:f 7:h 2:cXeXgXi 0:ab        | abcdefghi     | BBBBI",
        "3:d 5:f 7:h 0:abcXeXgXi           | abcdefghi     | BBBI",
        "3:d 5:f 7:h 3:XeXgX 0:abc         | abcdefgh      | BBBBI",
        "2:c 4:e 6:g 3:dXf 0:ab            | abcdefg       | BBBBI",
        // cut by the capture: the rest is a gap, wherever it falls
        "0:abc+2 5:fgh                     | abc[2]fgh     | II",
        "5:fgh+1 0:abc+2 9:j               | abc[2]fgh[1]j | BII",
        "4:efg+3 0:abcd 10:k               | abcdefg[3]k   | BII",
        "4:efg+3 5:fghi 0:abcd             | abcdefg[3]    | BRI",
        "0:abc+3 3:def                     | abc[3]        | IR",
        "2:cd+4 1:bc+6 0:a+9               | abcd[4][1][1] | BBI",
        // from before the stream was picked up
        "-3:xyz 0:abc                      | abc           | RI",
        "-3:xyzab 2:cd                     | abcd          | PI",
        "-1:x 0:abc                        | abc           | RI",
      })
  void pieces(String script, String expected, String expectedFates) {
    play(new Reassembler(pages, 1 << 16), script);
    assertEquals(expected, events.toString());
    assertEquals(expectedFates, fates.toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0:ab 4:ef 3:def, 0",
    "0:ab 4:ef 3:dXf, 1",
    "0:ab 4:ef 3:dXX, 1",
    "3:d 5:f 7:h 3:XeXgX, 1",
    "3:d 5:f 7:h 3:XeXgX 3:XeXgX, 2",
    "3:d 5:f 7:h 0:abcXeXgXi, 1",
    "4:ef+2 4:efgh, 0",
    "0:ab 0:XX, 0",
  })
  void piecesThatDifferAreCounted(String script, int conflicts) {
    assertEquals(conflicts, play(new Reassembler(pages, 1 << 16), script).conflicts());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0:abc 6:ghi 3:def              | ''",
        "0:abc 0:abc 1:b                | 0+3 1+1",
        "0:abc 1:bcd                    | 1+2",
        "0:ab 4:ef 4:ef                 | 4+2",
        "0:ab 4:ef 1:bcdefg             | 1+1 4+2",
        "3:d 5:f 7:h 2:cXeXgXi 0:ab     | 3+1 5+1 7+1",
        "0:abc+3 3:def                  | 3+3",
        "0:abc 6:ghi ack9 3:def         | 3+3",
        "-3:xyzab 2:cd                  | -3+3",
        "-3:xyz                         | -3+3",
      })
  void whatComesAgainIsTold(String script, String expected) {
    play(new Reassembler(pages, 1 << 16), script);
    assertEquals(expected, String.join(" ", repeats));
  }

  /** An original length may be a lie: the rest of such a piece is missing, wherever it begins. */
  @Test
  void aPieceThatClaimsToBeVeryLongGivesWhatWasCaptured() {
    byte[] bytes = "....xyz".getBytes(ISO_8859_1);
    for (long offset : new long[] {0, -100, 1 - Integer.MAX_VALUE, 50, 1L << 30}) {
      events.setLength(0);
      Reassembler stream = new Reassembler(pages, 1 << 16);
      stream.offer(0, bytes, 4, 5, 1, 1, 1, sink);
      stream.offer(offset, bytes, 4, 7, Integer.MAX_VALUE, 2, 2, sink);
      stream.offer(5, bytes, 4, 7, 3, 3, 3, sink);
      stream.finish(sink);
      assertEquals(Math.max(8, offset + Integer.MAX_VALUE), stream.next(), "offset " + offset);
      assertEquals(0, pages.usedBytes());
    }
  }

  @Test
  void countsWhatIsMissing() {
    Reassembler stream = play(new Reassembler(pages, 1 << 16), "0:abc+2 9:jkl 20:u end");
    assertEquals(2 + 4 + 8, stream.missing());
    assertEquals(0, stream.abandoned());
    assertEquals(21, stream.next());
  }

  @ParameterizedTest
  @CsvSource({"0:abc 6:ghi 3:def", "9:j 3:d+4 end", "6:ghi 9:jk+7 12:m ack20", "5:f 0:abcde+3 end"})
  void givesAllPagesBack(String script) {
    Reassembler stream = play(new Reassembler(pages, 1 << 16), script);
    assertEquals(0, pages.usedBytes());
    assertEquals(0, stream.waitingBytes());
    assertEquals(-1, stream.firstWaiting());
  }

  @Test
  void discardGivesAllPagesBackWithoutHandingOut() {
    Reassembler stream = play(new Reassembler(pages, 1 << 16), "6:ghi 12:m+3");
    assertEquals(PagePool.SMALL * 2 + PagePool.EMPTY, pages.usedBytes());
    stream.discard();
    assertEquals(0, pages.usedBytes());
    assertEquals("", events.toString());
  }

  @Test
  void holesAreGivenUpWhenTooMuchOfOneStreamWaits() {
    Reassembler stream = new Reassembler(pages, 3 * PagePool.SMALL);
    play(stream, "10:a 20:b 30:c");
    assertEquals("", events.toString());
    play(stream, "40:d");
    assertEquals("[10]a", events.toString());
    assertEquals(10, stream.abandoned());
    assertEquals(3 * PagePool.SMALL, stream.waitingBytes());
    play(stream, "50:e end");
    assertEquals("[10]a[9]b[9]c[9]d[9]e", events.toString());
    assertEquals(19, stream.abandoned());
    assertEquals(46, stream.missing());
    assertEquals(0, pages.usedBytes());
  }

  @Test
  void whatWaitsBehindASmallHoleIsNotHeldUpByThoseFarther() {
    Reassembler stream = new Reassembler(pages, 2 * PagePool.SMALL);
    play(stream, "30:d 40:e 10:b 20:c end");
    assertEquals("[10]b[9]c[9]d[9]e", events.toString());
    assertEquals(19, stream.abandoned());
  }

  @Test
  void aStreamThatFindsThePoolEmptyGivesUpItsHoleAndGoesOn() {
    PagePool small = new PagePool(PagePool.LARGE);
    Reassembler greedy = new Reassembler(small, 1 << 16);
    play(greedy, "5:" + "x".repeat(1_000));
    Reassembler other = new Reassembler(small, 1 << 16);
    play(other, "0:abc 6:ghi 9:jkl");
    assertEquals("abc[3]ghijkl", events.toString());
    assertEquals(3, other.abandoned());
    assertEquals(PagePool.LARGE, small.usedBytes());
    play(greedy, "end");
    assertEquals(0, small.usedBytes());
  }

  @Test
  void theLargestPieceWaitsInManyPages() {
    byte[] all = new byte[10 + 65_536];
    new Random(1).nextBytes(all);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StreamSink collect = collector(out);
    Reassembler stream = new Reassembler(pages, 1 << 20);
    assertEquals(Fate.BUFFERED, stream.offer(10, all, 10, all.length, 65_536, 2, 0, collect));
    assertEquals(32 * PagePool.LARGE, pages.usedBytes());
    assertEquals(Fate.IN_ORDER, stream.offer(0, all, 0, 10, 10, 1, 0, collect));
    assertArrayEquals(all, out.toByteArray());
    assertEquals(0, pages.usedBytes());
  }

  /** A message that was handed out may be a layer of the packet whose own bytes then wait. */
  @Test
  void whatWasHandedOutStaysAsItIsUntilTheNextPacket() {
    List<byte[]> handed = new ArrayList<>();
    StreamSink keeper =
        new StreamSink() {
          @Override
          public void onBytes(byte[] bytes, int from, int to, long packet, long nanos) {
            handed.add(bytes);
          }

          @Override
          public void onGap(long missing) {}
        };
    Reassembler stream = new Reassembler(pages, 1 << 16);
    Reassembler back = new Reassembler(pages, 1 << 16);
    byte[] waited = "waited".getBytes(ISO_8859_1);
    stream.offer(5, waited, 0, 6, 6, 1, 0, keeper);
    pages.nextPacket();
    // One packet acknowledges what waited, and brings bytes that must wait themselves.
    stream.acknowledged(11, keeper);
    back.offer(5, "others".getBytes(ISO_8859_1), 0, 6, 6, 2, 0, keeper);
    assertArrayEquals(waited, Arrays.copyOf(handed.get(0), 6));
    pages.nextPacket();
    back.offer(15, "latest".getBytes(ISO_8859_1), 0, 6, 6, 3, 0, keeper);
    assertArrayEquals("latest".getBytes(ISO_8859_1), Arrays.copyOf(handed.get(0), 6), "used again");
  }

  @Test
  void aPieceForWhichThereIsRoomInPartIsHandedOutWhole() {
    PagePool small = new PagePool(2 * PagePool.LARGE);
    byte[] all = new byte[10_000];
    new Random(2).nextBytes(all);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Reassembler stream = new Reassembler(small, 1 << 20);
    stream.offer(100, all, 0, all.length, all.length, 1, 0, collector(out));
    assertArrayEquals(all, out.toByteArray());
    assertEquals(100, stream.abandoned());
    assertEquals(10_100, stream.next());
    assertEquals(0, small.usedBytes());
  }

  @Test
  void bytesComeWithThePacketThatCarriedThem() {
    List<String> seen = new ArrayList<>();
    StreamSink packets =
        new StreamSink() {
          @Override
          public void onBytes(byte[] bytes, int from, int to, long packet, long nanos) {
            seen.add(packet + "@" + nanos + ":" + new String(bytes, from, to - from, ISO_8859_1));
          }

          @Override
          public void onGap(long missing) {
            seen.add("gap " + missing);
          }
        };
    Reassembler stream = new Reassembler(pages, 1 << 16);
    byte[] bytes = "abcdefgh".getBytes(ISO_8859_1);
    stream.offer(4, bytes, 4, 6, 2, 7, 70, packets);
    stream.offer(0, bytes, 0, 8, 8, 9, 90, packets);
    assertEquals(List.of("9@90:abcd", "7@70:ef", "9@90:gh"), seen);
  }

  @Test
  void offsetsGoBeyondFourGigabytes() {
    Reassembler stream = new Reassembler(pages, 1 << 16);
    long far = 5L << 32;
    offer(stream, far, "xyz", 0, 1);
    stream.finish(sink);
    offer(stream, far + 3, "after", 0, 2);
    assertEquals("[" + far + "]xyzafter", events.toString());
    assertEquals(far + 8, stream.next());
    assertEquals(far, stream.missing());
  }

  /** Every order of the pieces of a short stream, every overlap: the bytes are always the same. */
  @Test
  void theOrderOfPiecesDoesNotMatter() {
    String all = "abcdefghijklmnopqrstuvwxyz";
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      events.setLength(0);
      Reassembler stream = new Reassembler(pages, 1 << 16);
      boolean[] sent = new boolean[all.length()];
      repeated = 0;
      long offered = 0;
      for (int left = all.length(); left > 0; ) {
        int from = random.nextInt(all.length());
        int to = from + 1 + random.nextInt(all.length() - from);
        offer(stream, from, all.substring(from, to), 0, 1);
        offered += to - from;
        for (int i = from; i < to; i++) {
          left -= sent[i] ? 0 : 1;
          sent[i] = true;
        }
      }
      assertEquals(all, events.toString(), "seed " + seed);
      assertEquals(offered - all.length(), repeated, "each byte is either new or not");
      assertEquals(0, stream.conflicts());
      assertEquals(0, pages.usedBytes());
    }
  }

  @Test
  void aFloodOfTinyPiecesFromTheBackTakesNoTimeToSort() {
    PagePool large = new PagePool(64L << 20);
    Reassembler stream = new Reassembler(large, 16 << 20);
    byte[] one = {1};
    int pieces = 60_000;
    long start = System.nanoTime();
    for (int i = pieces; i > 0; i--) {
      stream.offer(2L * i, one, 0, 1, 1, i, i, sink);
    }
    long backwards = System.nanoTime() - start;
    // A search from the far end would look at 1.8 billion pieces.
    assertTrue(backwards < 2_000_000_000L, backwards + " ns");
    stream.discard();
    assertEquals(0, large.usedBytes());
  }

  private static StreamSink collector(ByteArrayOutputStream out) {
    return new StreamSink() {
      @Override
      public void onBytes(byte[] bytes, int from, int to, long packet, long nanos) {
        out.write(bytes, from, to - from);
      }

      @Override
      public void onGap(long missing) {}
    };
  }

  @Test
  void pagesGivenBackAreUsedAgainAndCountInTheBound() {
    PagePool pool = new PagePool(4 * PagePool.LARGE);
    byte[][] large = new byte[4][];
    for (int i = 0; i < large.length; i++) {
      large[i] = pool.take(PagePool.LARGE);
    }
    assertEquals(null, pool.take(1));
    assertTrue(!pool.takeNone());
    Arrays.stream(large).forEach(pool::giveBack);
    assertEquals(0, pool.usedBytes());
    assertEquals(4 * PagePool.LARGE, pool.idleBytes());
    pool.nextPacket();
    byte[] again = pool.take(PagePool.SMALL + 1);
    assertTrue(Arrays.stream(large).anyMatch(page -> page == again));
    int small = 0;
    while (pool.take(1) != null) {
      small++;
      assertTrue(pool.usedBytes() + pool.idleBytes() <= 4 * PagePool.LARGE);
    }
    assertEquals(3 * PagePool.LARGE / PagePool.SMALL, small);
  }
}
