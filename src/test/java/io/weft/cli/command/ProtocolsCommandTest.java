package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import org.junit.jupiter.api.Test;

final class ProtocolsCommandTest {
  private final Session weft = new Session();

  @Test
  void eachProtocolSaysHowItIsFound() {
    assertEquals(0, weft.run("protocols"));
    assertRow("tcp +Transmission Control Protocol +IP protocol 6");
    assertRow("arp +Address Resolution Protocol +ethertype 0x0806, 0x8035");
    assertRow("http +Hypertext Transfer Protocol +content of TCP streams");
    assertRow("dns +Domain Name System +UDP port 53; content of TCP streams");
    assertRow(" +1 +Ethernet +eth");
    assertRow(" +276 +Linux cooked-mode capture v2 +sll");
  }

  private void assertRow(String pattern) {
    assertTrue(weft.out().lines().anyMatch(line -> line.matches(pattern)), weft.out());
  }

  @Test
  void everyNameIsOneThatFlowsCanBeChosenBy() {
    for (String name : new String[] {"tcp", "udp", "icmp", "http", "dns", "mdns", "vxlan"}) {
      Session flows = new Session();
      assertEquals(0, flows.run("flows", "--protocol", name, "samples/vxlan.pcapng"), flows.err());
    }
  }

  @Test
  void itReadsNoCapture() {
    assertEquals(2, weft.run("protocols", "samples/dns.pcap"));
  }
}
