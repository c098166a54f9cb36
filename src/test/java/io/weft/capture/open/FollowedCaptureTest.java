package io.weft.capture.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.LittleEndian;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureOptions;
import io.weft.capture.CapturedPacket;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Captures that grow while they are read. */
final class FollowedCaptureTest {
  private static final Path SAMPLE = Path.of("samples/half-close.pcap");
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  private final CapturedPacket packet = new CapturedPacket();

  @TempDir private Path folder;

  /** The test fails, instead of waiting for ever, where a packet does not come. */
  private static void patiently(Executable test) {
    assertTimeoutPreemptively(Duration.ofSeconds(30), test);
  }

  private static FollowedCapture follow(Path path) throws IOException {
    return FollowedCapture.open(path, CaptureOptions.defaults());
  }

  private static byte[] sample() throws IOException {
    return Files.readAllBytes(SAMPLE);
  }

  /** Where the n-th record of the sample begins, from 0. */
  private static int record(byte[] sample, int nth) {
    int at = FILE_HEADER;
    for (int i = 0; i < nth; i++) {
      at += RECORD_HEADER + LittleEndian.u16(sample, at + 8);
    }
    return at;
  }

  private void append(Path file, byte[] bytes, int from, int to) throws IOException {
    Files.write(
        file,
        Arrays.copyOfRange(bytes, from, to),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void assertNext(FollowedCapture capture, int number) throws IOException {
    assertTrue(capture.next(packet), "packet " + number);
    assertEquals(number, packet.number());
  }

  @Test
  void aFileIsReadOnAsItGrowsAndEndsWhenStopped() {
    patiently(
        () -> {
          byte[] sample = sample();
          Path file = folder.resolve("growing.pcap");
          append(file, sample, 0, record(sample, 2));
          try (FollowedCapture capture = follow(file)) {
            assertNext(capture, 1);
            assertNext(capture, 2);
            int within = record(sample, 2) + RECORD_HEADER + 3;
            append(file, sample, record(sample, 2), within);
            append(file, sample, within, record(sample, 4));
            assertNext(capture, 3);
            assertNext(capture, 4);
            append(file, sample, record(sample, 4), record(sample, 5));
            capture.stop();
            assertNext(capture, 5);
            assertFalse(capture.next(packet), "stopped");
            assertTrue(capture.end().complete());
          }
        });
  }

  @Test
  void aNewFileOfTheRotationIsReadBehindTheOneBefore() {
    patiently(
        () -> {
          byte[] sample = sample();
          Path first = folder.resolve("ring_00001_20261128000000.pcap");
          append(folder.resolve("other_00009_20261128000000.pcap"), sample, 0, sample.length);
          append(first, sample, 0, record(sample, 2));
          try (FollowedCapture capture = follow(first)) {
            assertNext(capture, 1);
            assertNext(capture, 2);
            append(first, sample, record(sample, 2), record(sample, 3));
            append(folder.resolve("ring_00002_20261128000100.pcap"), sample, 0, record(sample, 1));
            assertNext(capture, 3);
            assertNext(capture, 4);
            assertEquals(2, capture.info().files().size());
            capture.stop();
            assertFalse(capture.next(packet));
          }
        });
  }

  @Test
  void theFilesOfAFolderAreReadInTheOrderInWhichTheyWereWritten() {
    patiently(
        () -> {
          byte[] sample = sample();
          append(folder.resolve("b.pcap"), sample, 0, record(sample, 1));
          try (FollowedCapture capture = follow(folder)) {
            assertNext(capture, 1);
            append(folder.resolve("a.pcap"), sample, 0, record(sample, 2));
            assertNext(capture, 2);
            assertNext(capture, 3);
            Path notes = folder.resolve("notes.txt");
            append(notes, sample, 100, 200);
            Files.setLastModifiedTime(notes, FileTime.fromMillis(1)); // before the next file
            append(folder.resolve("c.pcap"), sample, 0, record(sample, 1));
            assertNext(capture, 4);
            assertFalse(capture.end().notes().isEmpty(), "the notes are told");
          }
        });
  }

  @Test
  void aShortenedFileEndsTheReadingAndIsTold() {
    patiently(
        () -> {
          byte[] sample = sample();
          Path file = folder.resolve("shortened.pcap");
          append(file, sample, 0, record(sample, 3));
          try (FollowedCapture capture = follow(file)) {
            assertNext(capture, 1);
            assertNext(capture, 2);
            assertNext(capture, 3);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
              channel.truncate(FILE_HEADER);
            }
            assertFalse(capture.next(packet));
            assertTrue(capture.end().notes().get(0).contains("shortened"));
          }
        });
  }

  @Test
  void whatIsNoCaptureIsRefused() throws IOException {
    assertThrows(NoSuchFileException.class, () -> follow(folder.resolve("none.pcap")));
    assertThrows(CaptureFormatException.class, () -> follow(folder));
    Path text = Files.writeString(folder.resolve("text"), "no capture, whatever it may seem");
    assertThrows(CaptureFormatException.class, () -> follow(text));
  }
}
