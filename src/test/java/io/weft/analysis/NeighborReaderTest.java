package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Arrival;
import io.weft.flow.FlowListener;
import io.weft.flow.NeighborMessage;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages of ARP and of neighbour discovery are told to who asks, as the samples have them. */
class NeighborReaderTest {
  private static List<String> told(String sample, boolean wanted) throws IOException {
    List<String> told = new ArrayList<>();
    FlowListener listener =
        new FlowListener() {
          @Override
          public boolean wantsNeighbors() {
            return wanted;
          }

          @Override
          public void onNeighbor(NeighborMessage message, Arrival arrival) {
            told.add(
                (message.isArp() ? "arp " : "nd ")
                    + (message.isRequest() ? "who has " : "has ")
                    + message.target()
                    + " from "
                    + message.sender()
                    + " at "
                    + Long.toHexString(message.hardware())
                    + (message.isAboutSender() ? " own" : ""));
          }
        };
    try (PacketSource source = Captures.open(Path.of("samples", sample))) {
      Analyzer.of(StandardProtocols.chain()).flows(listener).build().run(source);
    }
    return told;
  }

  @Test
  void arp() throws IOException {
    List<String> told = told("icmp.pcap", true);
    assertTrue(told.contains("arp who has 10.1.0.1 from 10.1.0.2 at 20000000002"), told.toString());
  }

  @Test
  void neighborDiscovery() throws IOException {
    List<String> told = told("http-ipv6.pcap", true);
    assertTrue(
        told.stream().anyMatch(line -> line.startsWith("nd who has") && line.endsWith(" own")),
        "duplicate address detection: " + told);
    assertTrue(
        told.stream().anyMatch(line -> line.startsWith("nd has 2001:db8:1:")), told.toString());
  }

  @Test
  void noneUnasked() throws IOException {
    assertEquals(List.of(), told("icmp.pcap", false));
  }
}
