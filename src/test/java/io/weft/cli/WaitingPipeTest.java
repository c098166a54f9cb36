package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.LittleEndian;
import io.weft.cli.command.Commands;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipe that has nothing more to give for now, as {@code tcpdump -U -w -} on a quiet line. */
final class WaitingPipeTest {
  private static final Path SAMPLE = Path.of("samples/half-close.pcap");
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  /** The test fails instead of waiting for ever where a line does not come. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(
      strings = {"packets", "packets --json", "packets --threads 1", "packets --json --threads 1"})
  void eachPacketIsPrintedBeforeTheNextIsWritten(String command) throws Exception {
    assertTimeoutPreemptively(PATIENCE, () -> feed(command));
  }

  private static void feed(String command) throws Exception {
    byte[] capture = Files.readAllBytes(SAMPLE);
    String[] words = (command + " -").split(" ");
    ExecutorService program = Executors.newSingleThreadExecutor();
    try (PipedInputStream input = new PipedInputStream();
        PipedOutputStream output = new PipedOutputStream();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new PipedInputStream(output), StandardCharsets.UTF_8))) {
      Console console = Console.of(input, output, new ByteArrayOutputStream(), Terminal.NONE);
      Future<Integer> code;
      try (PipedOutputStream feed = new PipedOutputStream(input)) {
        code = program.submit(() -> new Main(Commands.all(), console).run(words));
        int at = FILE_HEADER;
        feed.write(capture, 0, at);
        int packets = 0;
        while (at < capture.length) {
          int end = at + RECORD_HEADER + length(capture, at + 8);
          feed.write(capture, at, end - at);
          feed.flush();
          at = end;
          packets++;
          String line = lines.readLine();
          String start = command.contains("json") ? "{\"type\":\"packet\",\"number\":" : "";
          assertTrue(line.stripLeading().startsWith(start + packets), line);
        }
        assertTrue(packets > 5, "the sample has packets");
      }
      assertEquals(0, code.get());
    } finally {
      program.shutdownNow();
    }
  }

  @Test
  void findingsAreToldWhileThePipeWaits() throws Exception {
    assertTimeoutPreemptively(PATIENCE, WaitingPipeTest::refusal);
  }

  /** The record of a refused connection leaves when later packets tell that time has passed. */
  private static void refusal() throws Exception {
    byte[] capture = Files.readAllBytes(Path.of("samples/refused.pcap"));
    byte[] later = Arrays.copyOfRange(capture, FILE_HEADER, FILE_HEADER + RECORD_HEADER);
    int length = length(capture, FILE_HEADER + 8);
    int seconds = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN).getInt(FILE_HEADER);
    ExecutorService program = Executors.newSingleThreadExecutor();
    try (PipedInputStream input = new PipedInputStream();
        PipedOutputStream output = new PipedOutputStream();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new PipedInputStream(output), StandardCharsets.UTF_8))) {
      Console console = Console.of(input, output, new ByteArrayOutputStream(), Terminal.NONE);
      Future<Integer> code;
      try (PipedOutputStream feed = new PipedOutputStream(input)) {
        code =
            program.submit(() -> new Main(Commands.all(), console).run("explain", "--json", "-"));
        feed.write(capture);
        for (int i = 1; i <= 4; i++) { // a step of more than a minute would not be believed
          ByteBuffer.wrap(later).order(ByteOrder.LITTLE_ENDIAN).putInt(0, seconds + 50 * i);
          feed.write(later);
          feed.write(capture, FILE_HEADER + RECORD_HEADER, length);
        }
        feed.flush();
        String early = lines.readLine(); // though the pipe is open, and nothing more comes
        assertTrue(early.contains("\"id\":\"refused\",\"final\":false"), early);
      }
      assertTrue(lines.readLine().contains("\"id\":\"refused\",\"severity\""));
      assertEquals(0, code.get());
    } finally {
      program.shutdownNow();
    }
  }

  @Test
  void aPipeGivesTheBytesOfTheFile() throws Exception {
    byte[] capture = Files.readAllBytes(SAMPLE);
    for (String command :
        new String[] {"packets", "packets --json", "flows --json", "flows", "explain"}) {
      Session file = new Session();
      assertEquals(0, file.run((command + " " + SAMPLE).split(" ")));
      Session pipe = new Session(capture);
      assertEquals(0, pipe.run((command + " -").split(" ")));
      assertEquals(file.out(), pipe.out(), command);
    }
  }

  private static int length(byte[] bytes, int at) {
    return LittleEndian.u16(bytes, at);
  }
}
