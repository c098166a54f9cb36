package io.weft.cli.option;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputOptionsTest {
  private static final Path SAMPLE = Path.of("samples/dns-http.pcapng");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"flows", "packets", "report"})
  void whatExistsIsOverwrittenOnlyByForce(String command) throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), "precious");
    Session refused = new Session();
    assertEquals(1, refused.run(command, "-o", file.toString(), SAMPLE.toString()));
    assertEquals("weft: " + file + ": exists already; --force overwrites it\n", refused.err());
    assertEquals("precious", Files.readString(file));
    Session forced = new Session();
    assertEquals(0, forced.run(command, "-o", file.toString(), "--force", SAMPLE.toString()));
    assertTrue(Files.size(file) > 100);
    assertEquals("", forced.out());
  }

  @Test
  void whatIsReadIsNeverOverwritten() throws IOException {
    Path capture = Files.copy(SAMPLE, folder.resolve("a.pcapng"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), capture);
    for (String read : new String[] {capture.toString(), folder.toString()}) {
      Session weft = new Session();
      assertEquals(1, weft.run("flows", "-r", read, "-o", link.toString(), "--force"));
      assertTrue(weft.err().contains("is one of the captures to be read"), weft.err());
    }
    assertArrayEquals(Files.readAllBytes(SAMPLE), Files.readAllBytes(capture));
  }

  @Test
  void aDeviceIsNoFileThatCouldBeOverwritten() {
    Session weft = new Session();
    assertEquals(0, weft.run("flows", "-o", "/dev/null", SAMPLE.toString()), weft.err());
  }
}
