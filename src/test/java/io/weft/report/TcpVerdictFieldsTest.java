package io.weft.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Chain;
import io.weft.dissect.Packet;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.protocol.StandardProtocols;
import io.weft.report.json.Json;
import io.weft.report.json.PacketJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What Weft says of segments in its own terms, on captures of real stacks. */
final class TcpVerdictFieldsTest {
  private static final String OWN = "weft.";

  /** By packet number, and only where there is anything. */
  private final Map<Long, Map<String, String>> packets = new TreeMap<>();

  private void read(String sample) throws IOException {
    Chain chain = StandardProtocols.chain();
    FlowConfig config = FlowConfig.defaults().withAnalysis(true);
    try (PacketSource source = Captures.open(Path.of("samples", sample))) {
      Analyzer.of(chain)
          .flows(config, new FlowListener() {})
          .packets(packet -> take(chain, packet))
          .build()
          .run(source);
    }
  }

  private void take(Chain chain, Packet packet) {
    Map<String, String> own = new TreeMap<>();
    for (JsonNode layer : json(chain, packet).get("layers")) {
      for (Map.Entry<String, JsonNode> field : layer.properties()) {
        if (field.getKey().startsWith(OWN)) {
          own.put(field.getKey().substring(OWN.length()), field.getValue().asText());
        }
      }
    }
    if (!own.isEmpty()) {
      packets.put(packet.number(), own);
    }
  }

  private static JsonNode json(Chain chain, Packet packet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      new PacketJson(chain, json).write(packet);
      json.flush();
      return new JsonMapper().readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Long> with(String field, String value) {
    List<Long> found = new ArrayList<>();
    packets.forEach(
        (number, own) -> {
          if (value.equals(own.get(field))) {
            found.add(number);
          }
        });
    return found;
  }

  @Test
  void everyPacketTwice() throws IOException {
    read("cooked.pcap");
    List<Long> copies = with("duplicate", "true");
    assertEquals(32, copies.size());
    for (long copy : copies) {
      assertEquals(Long.toString(copy - 1), packets.get(copy).get("duplicate_frame"));
    }
    assertEquals(List.of(), with("retransmission", "true"));
  }

  @Test
  void theSideOfALossDependsOnWhereOneLooks() throws IOException {
    read("http-loss-client.pcapng");
    assertEquals(4, with("loss_side", "sender").size());
    assertEquals(0, with("loss_side", "receiver").size());
    packets.clear();
    read("http-loss-server.pcap.zst");
    assertEquals(0, with("loss_side", "sender").size());
    assertEquals(4, with("loss_side", "receiver").size());
    assertEquals(with("retransmission", "true"), with("loss_side", "receiver"));
  }

  @Test
  void whatIsOvertakenIsNotSentAgain() throws IOException {
    read("http-reordered.pcap.gz");
    assertEquals(8, with("out_of_order", "true").size());
    assertTrue(with("out_of_order", "true").contains(222L), "which tshark calls fast");
    assertEquals(List.of(), with("retransmission", "true"));
  }

  @Test
  void aDuplicateSackProvesTheRetransmissionSpurious() throws IOException {
    read("zero-window.pcap");
    List<Long> resent = with("retransmission", "true");
    assertEquals(1, resent.size());
    List<Long> proofs = with("spurious_proof", "dsack");
    assertEquals(1, proofs.size());
    assertEquals(resent.get(0).toString(), packets.get(proofs.get(0)).get("spurious_frame"));
  }
}
