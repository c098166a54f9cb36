package io.weft.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Direction;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.protocol.StandardProtocols;
import io.weft.report.document.ReportDocument;
import io.weft.report.explain.Wording;
import io.weft.report.follow.HexStreamPrinter;
import io.weft.report.follow.StreamFollower;
import io.weft.report.follow.TextStreamPrinter;
import io.weft.report.html.HtmlReport;
import io.weft.report.json.FlowLines;
import io.weft.report.json.PacketJsonLines;
import io.weft.report.text.PacketLine;
import io.weft.report.text.Palette;
import io.weft.report.text.TextStyle;
import io.weft.report.text.TimeStyle;
import io.weft.report.tree.PacketTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Captures with flipped bits, cuts, extreme numbers and pieces of one another, through all that
 * {@code flows}, {@code packets}, {@code report} and {@code stream} do. Nothing may fail: in tests
 * no failure is contained. {@code -Dmutations=100000} tries more of them, {@code
 * -Dmutations.seed=7} others, and {@code -Dmutations.folder=captures} those of that folder.
 */
final class MutationTest {
  private static final int VARIANTS = Integer.getInteger("mutations", 3_000);
  private static final long SEED = Long.getLong("mutations.seed", 2_026);

  /** Bytes of a capture that are mutated: enough for a handshake and some exchanges. */
  private static final int MAX_BYTES = 6 << 10;

  /** The beginning of a file is spared: what does not look like a capture is not read at all. */
  private static final int SPARED = 28;

  /** What is cut to fewer bytes behind that has no packet to speak of. */
  private static final int SMALLEST = 64;

  private static final int[] EXTREMES = {
    0, 1, -1, 0x7FFF_FFFF, 0x8000_0000, 0x7FFF, 0x8000, 0xFFFF, 0xFFFF_0000, 0x00FF_FFFF, 0x7F, 0x80
  };

  /** One variant of so many becomes a whole report. */
  private static final int WHOLE = 30;

  private static final OutputStream NOWHERE = OutputStream.nullOutputStream();
  private static final FlowConfig FULL =
      FlowConfig.defaults().withAnalysis(true).withChecksums(true);

  private final Chain chain = StandardProtocols.chain();
  private final FlowLines flowLines = new FlowLines(NOWHERE, new InternalErrors());
  private final PacketJsonLines packets = new PacketJsonLines(chain, NOWHERE);
  private final PacketTree tree = new PacketTree(chain, true, Palette.PLAIN, new InternalErrors());
  private final FlowListener lines =
      new FlowListener() {
        @Override
        public void onClosed(Flow flow, FlowRecord record) {
          try {
            flowLines.write(record);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
  private long read;
  private long unreadable;

  MutationTest() throws IOException {}

  private static List<byte[]> captures() throws IOException {
    List<byte[]> captures = new ArrayList<>();
    String folder = System.getProperty("mutations.folder");
    for (String each :
        folder != null
            ? new String[] {folder}
            : new String[] {"samples", "src/test/resources/cases"}) {
      try (Stream<Path> files = Files.walk(Path.of(each))) {
        for (Path file : files.sorted().toList()) {
          String name = file.toString();
          if (name.endsWith(".pcap") || name.endsWith(".pcapng")) {
            try (InputStream in = Files.newInputStream(file)) {
              byte[] bytes = in.readNBytes(MAX_BYTES);
              if (bytes.length > SPARED + SMALLEST) {
                captures.add(bytes);
              }
            }
          }
        }
      }
    }
    return captures;
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void nothingFails() throws IOException {
    List<byte[]> captures = captures();
    assertTrue(captures.size() > 20, captures.size() + " captures");
    for (int i = 0; i < VARIANTS; i++) {
      SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + i);
      byte[] mutant = mutant(captures, random);
      try {
        readAll(mutant, i % WHOLE == 0);
      } catch (RuntimeException | Error e) {
        Path kept = Files.createTempFile("weft-mutant-", ".cap");
        Files.write(kept, mutant);
        throw new AssertionError("variant " + i + " of seed " + SEED + ", kept as " + kept, e);
      }
    }
    assertTrue(read > 8L * VARIANTS, "the variants are read: " + read + " packets");
    assertTrue(unreadable < VARIANTS / 4, unreadable + " cannot be opened");
  }

  private static byte[] mutant(List<byte[]> captures, SplittableRandom random) {
    byte[] bytes = captures.get(random.nextInt(captures.size())).clone();
    for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
      int at = SPARED + random.nextInt(bytes.length - SPARED);
      switch (random.nextInt(8)) {
        case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) random.nextInt(256);
        case 3, 4 -> number(bytes, at, random);
        case 5 -> bytes = splice(bytes, at, captures.get(random.nextInt(captures.size())), random);
        case 6 -> bytes = without(bytes, at, 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
        default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at + 1) : bytes;
      }
      if (bytes.length <= SPARED + SMALLEST) {
        break;
      }
    }
    return bytes;
  }

  private static void number(byte[] bytes, int at, SplittableRandom random) {
    int value = EXTREMES[random.nextInt(EXTREMES.length)];
    int width = 1 << random.nextInt(3);
    boolean isLittle = random.nextBoolean();
    for (int i = 0; i < width && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >> (8 * (isLittle ? i : width - 1 - i)));
    }
  }

  private static byte[] splice(byte[] bytes, int at, byte[] other, SplittableRandom random) {
    int from = random.nextInt(other.length);
    int length = Math.min(other.length - from, 1 + random.nextInt(300));
    if (random.nextBoolean()) { // in the place of what is there
      System.arraycopy(other, from, bytes, at, Math.min(length, bytes.length - at));
      return bytes;
    }
    byte[] longer = new byte[bytes.length + length];
    System.arraycopy(bytes, 0, longer, 0, at);
    System.arraycopy(other, from, longer, at, length);
    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
    return longer;
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
    System.arraycopy(bytes, end, shorter, at, bytes.length - end);
    return shorter;
  }

  private PacketSource open(byte[] mutant) throws IOException {
    return Captures.open(Channels.newChannel(new ByteArrayInputStream(mutant)), "mutant");
  }

  /**
   * Does what the commands do. What is costly to make is made once; whole documents, which add the
   * summary to the lines of flows, are written for some variants only.
   */
  private void readAll(byte[] mutant, boolean isWhole) {
    try {
      try (PacketSource source = open(mutant)) {
        Analyzer.of(chain)
            .threads(1)
            .flows(FULL, lines)
            .packets(packets)
            .packets(
                new PacketLine(
                    chain, new StringWriter(), TextStyle.plain(TimeStyle.RELATIVE), false))
            .packets(this::writeTree)
            .packets(this::count)
            .build()
            .run(source);
      }
      for (int ipProtocol : new int[] {IpProtocol.TCP, IpProtocol.UDP}) {
        StreamFollower follower =
            new StreamFollower(
                new FlowName(ipProtocol, 0),
                EnumSet.allOf(Direction.class),
                ipProtocol == IpProtocol.TCP
                    ? new TextStreamPrinter(new StringBuilder(), false, false)
                    : new HexStreamPrinter(new StringBuilder(), false),
                true,
                isWhole);
        try (PacketSource source = open(mutant)) {
          Analyzer.of(chain).threads(1).flows(follower).build().run(source);
        }
        follower.finish();
      }
      if (isWhole) {
        try (PacketSource source = open(mutant)) {
          new ReportDocument("weft", Wording.english())
              .write(Analyzer.of(chain).threads(1), FULL, source, NOWHERE);
        }
        writePage(mutant);
      }
    } catch (IOException e) {
      unreadable++; // what the user gets is a message
    }
  }

  private void writePage(byte[] mutant) throws IOException {
    HtmlReport.Passes passes =
        new HtmlReport.Passes(Analyzer.of(chain).threads(1), Analyzer.of(chain).threads(1));
    try (PacketSource source = open(mutant)) {
      new HtmlReport("weft", chain, FULL, new InternalErrors(), Wording.english())
          .write(passes, null, source, () -> open(mutant), NOWHERE);
    }
  }

  private void writeTree(Packet packet) {
    try {
      tree.write(packet, new StringBuilder());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text builder throws none
    }
  }

  private void count(Packet packet) {
    read++;
  }
}
