package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import io.weft.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PacketsCommandTest {
  private static final String SAMPLE = "samples/dns-http.pcapng";

  private final Session weft = new Session();

  @Test
  void aLineAPacket() {
    assertEquals(0, weft.run("packets", SAMPLE));
    assertEquals(70, weft.out().lines().count());
    assertTrue(weft.out().contains(" GET /photo.jpg HTTP/1.1\n"), weft.out());
    assertEquals("", weft.err());
  }

  @Test
  void aCallsDescriptionLeavesTheLineToItsRequest() {
    assertEquals(0, weft.run("packets", "-c", "1", "samples/call.pcap"));
    assertTrue(weft.out().contains(" sip   851 Request: INVITE sip:bob@10.1.0.1\n"), weft.out());
  }

  @Test
  void itStopsWhereAsked() {
    assertEquals(0, weft.run("packets", "-c", "3", SAMPLE));
    assertEquals(3, weft.out().lines().count());
    assertEquals(2, new Session().run("packets", "-c", "0", SAMPLE));
  }

  @Test
  void aFilterChoosesPackets() {
    assertEquals(0, weft.run("packets", "-Y", "tcp.flags.syn == 1", SAMPLE));
    assertEquals(2, weft.out().lines().count());
    Session json = new Session();
    assertEquals(0, json.run("packets", "--json", "-Y", "dns and frame.number > 4", SAMPLE));
    assertEquals(2, json.out().lines().count());
  }

  @Test
  void aFilterIsRefusedWithThePlace() {
    assertEquals(2, weft.run("packets", "-Y", "tcp.prot == 80", SAMPLE));
    assertEquals(
        """
        weft: -Y: 'tcp.prot' is neither a field nor a protocol; did you mean 'tcp.port'?
          tcp.prot == 80
          ^^^^^^^^
        """,
        weft.err());
  }

  @Test
  void onATerminalNoLineIsWiderThanTheWindow() {
    Session narrow = new Session(new Terminal(true, false, 70));
    assertEquals(0, narrow.run("packets", SAMPLE));
    assertEquals(70, narrow.out().lines().mapToInt(String::length).max().orElse(0));
  }

  @Test
  void aReaderThatWentAwayIsNoTrouble() {
    assertEquals(0, weft.runIntoClosedPipe("packets", SAMPLE));
    assertEquals("", weft.err());
  }

  @Test
  void textFromPacketsDoesNoHarm(@TempDir Path folder) throws IOException {
    byte[] capture = Files.readAllBytes(Path.of("samples/dns.pcap"));
    String text = new String(capture, StandardCharsets.ISO_8859_1);
    String hostile = text.replace("\4none", "\4\33[2J");
    assertFalse(hostile.equals(text));
    Path file = folder.resolve("hostile.pcap");
    Files.write(file, hostile.getBytes(StandardCharsets.ISO_8859_1));
    for (String command : new String[] {"packets", "flows"}) {
      Session session = new Session();
      assertEquals(0, session.run(command, file.toString()));
      assertTrue(session.out().contains("[2J"), session.out());
      assertFalse(session.out().contains("\33"), session.out());
    }
  }
}
