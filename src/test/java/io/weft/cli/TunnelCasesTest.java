package io.weft.cli;

import static io.weft.cli.CaseRuns.flow;
import static io.weft.cli.CaseRuns.packets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Tunnels with the VLANs and keys of either side, and messages that quote packets in tunnels. */
final class TunnelCasesTest {
  @Test
  void theVlanOfAMirroredFrameIsNotTheTunnels() throws IOException {
    assertFalse(flow("gre:0", "erspan2.pcap").has("vlan"));
    JsonNode inner = flow("tcp:0", "erspan2.pcap");
    assertEquals("[42]", inner.get("vlan").toString());
    assertEquals(
        "[{\"protocol\":\"gre\"},{\"protocol\":\"erspan\",\"id\":7}]",
        inner.get("encapsulation").toString());
  }

  @Test
  void eachSideOfATunnelHasItsVlan() throws IOException {
    assertEquals("[7]", flow("udp:0", "vxlan_bothvlan.pcap").get("vlan").toString());
    JsonNode inner = flow("tcp:0", "vxlan_bothvlan.pcap");
    assertEquals("[42]", inner.get("vlan").toString());
    assertEquals("[{\"protocol\":\"vxlan\",\"id\":99}]", inner.get("encapsulation").toString());
  }

  @Test
  void theKeyOfGreIsTold() throws IOException {
    assertEquals(
        "[{\"protocol\":\"gre\",\"id\":1234}]",
        flow("tcp:0", "gre6.pcap").get("encapsulation").toString());
  }

  @Test
  void anErrorIsNotedAtTheTunnelThatItQuotes() throws IOException {
    JsonNode error = flow("ipv6:0", "icmp6in4.pcap").get("icmp");
    assertEquals(3, error.get("type").asInt());
    assertEquals(4, error.get("code").asInt());
    assertEquals("198.51.100.9", error.get("from").asText());
    assertEquals(2, error.get("packet").asInt());
  }

  @Test
  void aQuotedHeaderHasItsNumberAsSent() throws IOException {
    JsonNode quoted = packets("icmpv6-quoted-tcp.pcap").get(0).at("/layers/4");
    assertEquals("tcp", quoted.get("protocol").asText());
    assertEquals(419_032_480, quoted.get("seq").asLong());
    assertEquals(419_032_480, quoted.get("seq_raw").asLong());
  }
}
