package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLogTest {
  private static final byte[] SESSION = {1, 2};

  @TempDir Path folder;

  @Test
  void linesOfAFile() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(
        file,
        "# a comment\n\nCLIENT_RANDOM 0102 aAbB\r\nCLIENT_RANDOM 01 zz\nCLIENT_RANDOM 012 00\n"
            + "RSA 0102030405060708\nnonsense\nEXPORTER_SECRET 0102 "
            + "00".repeat(600)
            + "\nSERVER_TRAFFIC_SECRET_0 0102 05");
    KeyLog log = KeyLog.of(file);
    assertArrayEquals(new byte[] {(byte) 0xAA, (byte) 0xBB}, log.find("CLIENT_RANDOM", SESSION));
    assertArrayEquals(new byte[] {5}, log.find("SERVER_TRAFFIC_SECRET_0", SESSION));
    assertNull(log.find("CLIENT_RANDOM", new byte[] {1}));
    assertNull(log.find("EXPORTER_SECRET", SESSION));
    assertEquals(2, log.size());
  }

  /** A secret that is missing is looked for in what the file has become. */
  @Test
  void aFileThatGrows() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "CLIENT_RANDOM 0102 aa\nCLIENT_RANDOM 03");
    KeyLog log = KeyLog.of(file);
    assertNull(log.find("CLIENT_RANDOM", new byte[] {3, 4}));
    Files.writeString(file, "CLIENT_RANDOM 0102 aa\nCLIENT_RANDOM 0304 bb\n");
    byte[] found = null;
    while (found == null) {
      found = log.find("CLIENT_RANDOM", new byte[] {3, 4});
      Thread.onSpinWait();
    }
    assertArrayEquals(new byte[] {(byte) 0xBB}, found);
    assertEquals(2, log.size());
  }

  @Test
  void blocksOfACapture() {
    KeyLog log = KeyLog.empty();
    assertFalse(log.addBlocks(List.of()));
    CaptureInfo.Secrets other = new CaptureInfo.Secrets(7, new byte[] {1});
    assertFalse(log.addBlocks(List.of(other)));
    CaptureInfo.Secrets keys =
        new CaptureInfo.Secrets(
            CaptureInfo.Secrets.TLS_KEY_LOG,
            "CLIENT_RANDOM 0102 aa\n".getBytes(StandardCharsets.US_ASCII));
    assertTrue(log.addBlocks(List.of(other, keys)));
    assertArrayEquals(new byte[] {(byte) 0xAA}, log.find("CLIENT_RANDOM", SESSION));
  }
}
