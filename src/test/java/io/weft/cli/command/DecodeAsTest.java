package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The option {@code --decode-as} of all commands that analyse. */
final class DecodeAsTest {
  private static final String DNS = "samples/dns.pcap";
  private static final String WEB = "samples/http-pipelined.pcapng";
  private static final String DECODED = "\"detected_by\":\"decode_as\"";

  @TempDir private Path folder;

  private final Session weft = new Session();

  private static String out(String... arguments) {
    Session session = new Session();
    assertEquals(0, session.run(arguments), session.err());
    return session.out();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "udp.port==53,ntp",
        "UDP.port == 53 , NTP",
        "udp.port==0x35,ntp",
        "udp.port==50-60,ntp",
        "udp.port==50:4,ntp"
      })
  void datagramsOfAPortAreReadAsTheUserSays(String rule) {
    String flows = out("flows", "--json", "-d", rule, DNS);
    assertTrue(flows.contains("{\"protocol\":\"ntp\"," + DECODED + "}"), flows);
    assertTrue(out("packets", "-d", rule, DNS).contains(" ntp "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp.port==54-60,ntp", "udp.port==50:3,ntp"})
  void otherPortsAreReadAsEver(String rule) {
    assertEquals(out("flows", "--json", DNS), out("flows", "--json", "-d", rule, DNS));
  }

  @Test
  void datagramsMayBeLeftUnread() {
    assertFalse(out("packets", "-Y", "udp", "-d", "udp.port==53,data", DNS).contains("query"));
  }

  @Test
  void streamsOfAPortAreReadAsTheUserSays() {
    String exchanges = out("http", "--json", WEB);
    assertFalse(exchanges.isEmpty());
    assertEquals(exchanges, out("http", "--json", "-d", "tcp.port==80-9999,http", WEB));
    String flows = out("flows", "--json", "-d", "tcp.port==80-9999,http", WEB);
    assertTrue(flows.contains("{\"protocol\":\"http\"," + DECODED + "}"), flows);
  }

  @Test
  void streamsThatAreNotWhatTheUserSaysAreKeptAsTheyAre() {
    String flows = out("flows", "--json", "--decode-as", "tcp.port==0-65535,tls", WEB);
    assertTrue(flows.contains("{\"protocol\":\"tls\"," + DECODED + "}"), flows);
    assertFalse(flows.contains("\"http\":["), flows);
  }

  @Test
  void tablesOfHeadersAreChangedToo() {
    String packets = out("packets", "--json", "-d", "ip.proto==17,udplite", DNS);
    assertTrue(packets.contains("{\"protocol\":\"udplite\""), packets);
    assertEquals(
        out("packets", "-d", "eth.type==0x0800,data", DNS),
        out("packets", "-d", "ethertype==2048,data", DNS));
  }

  @Test
  void extractHasTheLongFormOnly() throws Exception {
    Path target = folder.resolve("streams");
    assertEquals(
        0,
        weft.run(
            "extract",
            "-d",
            target.toString(),
            "--protocol",
            "tls",
            "--decode-as",
            "tcp.port==0-65535,tls",
            WEB),
        weft.err());
    assertTrue(Files.exists(target.resolve("index.json")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "udp.prt==53,ntp | no layer is called 'udp.prt'; did you mean 'udp.port'?",
        "udp.port==53,ntpp | no protocol behind udp.port is called 'ntpp'; did you mean 'ntp'?",
        "tcp.port==53,vxlan | no protocol behind tcp.port is called 'vxlan'",
        "udp.port==65536,ntp | numbers go from 0 to 65535",
        "udp.port==60-50,ntp | numbers go up from the first, to 65535 at most",
        "udp.port==65535:2,ntp | numbers go up from the first, to 65535 at most",
        "udp.port==5x,ntp | '5x' is no number",
        "udp.port=53,ntp | needs a rule such as",
        "ntp | needs a rule such as"
      })
  void whatMakesNoSenseIsRefused(String rule, String message) {
    assertEquals(2, weft.run("flows", "-d", rule, DNS));
    assertTrue(weft.err().contains(message), weft.err());
    assertEquals("", weft.out());
  }
}
