package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.bytes.BigEndian;
import io.weft.capture.write.PcapWriter;
import io.weft.protocol.Frames;
import io.weft.testing.Programs;
import io.weft.testing.RunningProgram;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More at once than a small heap holds: all of it is told, none of it ends the program. */
final class MemoryIT {
  private static final int ETHERNET = 1;
  private static final int IPV4 = 0x0800;
  private static final int SOURCE_ADDRESS = 14 + 12;
  private static final int SEQUENCE = 14 + 20 + 4;
  private static final long START_NANOS = 1_700_000_000_000_000_000L;

  @RegisterExtension final Programs programs = new Programs();

  /** Writes a capture. */
  private interface Traffic {
    void writeTo(PcapWriter out) throws IOException;
  }

  @BeforeEach
  void needsAShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a POSIX shell script");
  }

  /** Lines of {@code weft flows --json} in a heap of 96 MB, of which flows get half. */
  private long flows(Traffic traffic) throws Exception {
    programs.environment("WEFT_OPTS", "-Xmx96m");
    RunningProgram weft =
        programs.startWithInput(
            Programs.weft().toString(), "flows", "--json", "--hash", "sha256", "-");
    try (PcapWriter out =
        new PcapWriter(
            new BufferedOutputStream(weft.input(), 1 << 16),
            ETHERNET,
            PcapWriter.WHOLE_PACKETS,
            false)) {
      traffic.writeTo(out);
    }
    assertEquals(0, weft.awaitEnd(120), weft.err());
    assertTrue(weft.err().contains("left early: there was no room for more"), weft.err());
    try (Stream<String> all = Files.lines(weft.outFile())) {
      return all.count();
    }
  }

  private static void put(PcapWriter out, int number, byte[] frame) throws IOException {
    out.write(frame, 0, frame.length, frame.length, START_NANOS + number * 100_000L, 0);
  }

  @Test
  void lookUpsByTheHundredThousand() throws Exception {
    byte[] query =
        "\0\1\1\0\0\1\0\0\0\0\0\0\4many\4test\0\0\1\0\1".getBytes(StandardCharsets.ISO_8859_1);
    byte[] frame = Frames.ethernet(IPV4, Frames.ipv4(17, Frames.udp(5_000, 53, query)));
    int flows = 200_000;
    long lines =
        flows(
            out -> {
              for (int i = 0; i < flows; i++) {
                BigEndian.putI32(frame, SOURCE_ADDRESS, 0x0A00_0000 + i);
                put(out, i, frame);
              }
            });
    assertEquals(flows, lines);
  }

  /** Each has more in its memory than a look-up, and speaks twice. */
  @Test
  void connectionsThatStayOpen() throws Exception {
    byte[] data = "GET / HTTP/1.1\r\nHost: many.test\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] frame = Frames.ethernet(IPV4, Frames.ipv4(6, Frames.tcp(5_000, 80, data)));
    int connections = 60_000;
    int first = BigEndian.i32(frame, SEQUENCE);
    long lines =
        flows(
            out -> {
              for (int round = 0; round < 2; round++) {
                BigEndian.putI32(frame, SEQUENCE, first + round * data.length);
                for (int i = 0; i < connections; i++) {
                  BigEndian.putI32(frame, SOURCE_ADDRESS, 0x0A00_0000 + i);
                  put(out, round * connections + i, frame);
                }
              }
            });
    assertTrue(lines > connections, lines + " lines");
    assertTrue(lines <= 2L * connections, lines + " lines");
  }
}
