package io.weft.report.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.flow.FlowRecord;
import io.weft.report.FlowRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FlowJsonTest {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @Test
  void writesEverythingThatIsKnown() throws IOException {
    assertEquals(
        String.join(
            "",
            """
            {"type":"flow","protocol":"tcp","stream":3,"final":true,"continued":true,
            "start":"2026-03-01T09:30:00.120045000Z","end":"2026-03-01T09:30:00.581112000Z",
            "duration":0.461067,"first_packet":17,
            "community_id":"COMMUNITY","vlan":[12,13],
            "encapsulation":[{"protocol":"vxlan","id":99},{"protocol":"gre"}],
            "split_by":["vlan","tunnel"],"parent":"udp:3",
            "client":{"ip":"2001:db8::7","port":52114,"packets":9,"bytes":1203,"payload_bytes":601,
            "stream_bytes":601,"missing_bytes":0,"repeated_bytes":70,
            "set_aside_bytes":{"before_start":1,"outside_window":2,"abandoned":3,"conflicting":4,
            "cut":5,"checksum":6,"waiting":7},
            "sha256":"abababababababababababababababababababababababababababababababab",
            "checksum_errors":2,"checksum_offload":5,
            "process":{"pid":1204,"name":"curl \\u001B"}},
            "server":{"ip":"2001:db8::1","port":80,"name":"shop.test","name_source":"dns",
            "packets":8,"bytes":20411,"payload_bytes":19871,"stream_bytes":19000,
            "missing_bytes":871,"capture_loss_bytes":71,"abandoned_bytes":800,"overlap_conflicts":1,"outside_window":4},
            "client_known_by":"syn_ack","conn_state":"SF","history":"ShADadFf",
            "application":{"protocol":"http","detected_by":"content"},
            "tcp":{"handshake":{"syn":"2026-03-01T09:30:00.120045000Z",
            "syn_ack":"2026-03-01T09:30:00.143845000Z","ack":"2026-03-01T09:30:00.144045000Z",
            "rtt":0.024,"server_rtt":0.0238,"client_rtt":0.0002,
            "mss":[1460,1400],"window_scale":[7,0],"sack":true,"timestamps":false,
            "offered":{"client":{"mss":1460,"window_scale":7,"sack":true,"timestamps":true},
            "server":{"mss":1400,"window_scale":0,"sack":true,"timestamps":false}}},
            "close":{"by":"server","how":"fin","time":"2026-03-01T09:30:00.581045000Z"},
            "repeated_segments":{"client":2,"server":0},"duplicates":{"client":3,"server":0},
            "keep_alives":{"client":4,"server":0},"window_probes":{"client":5,"server":0},
            "zero_windows":{"client":6,"server":0},"midstream":false},
            "http":[{"method":"GET","status":200,"start":"2026-03-01T09:30:00.120045001Z",
            "waiting":0.0015,"notes":["odd"]}],"http_exchanges":6}
            """
                .replace("COMMUNITY", FlowRecords.web(1).communityId())
                .split("\n")),
        write(FlowRecords.web(1)));
  }

  @Test
  void leavesOutWhatIsNot() throws IOException {
    JsonNode attempt = STRICT.readTree(write(FlowRecords.attempt(0)));
    assertEquals(List.of("syn", "syn_count", "offered"), names(attempt.at("/tcp/handshake")));
    assertEquals(List.of("client"), names(attempt.at("/tcp/handshake/offered")));
    assertEquals(List.of("handshake", "repeated_segments", "midstream"), names(attempt.get("tcp")));
    assertEquals(0, attempt.get("duration").intValue());
    JsonNode ping = STRICT.readTree(write(FlowRecords.ping()));
    assertEquals(List.of("ip", "packets", "bytes", "payload_bytes"), names(ping.get("client")));
    assertEquals("{\"type\":8,\"code\":0}", ping.get("icmp").toString());
    assertEquals(false, ping.get("final").booleanValue());
    for (String absent : List.of("tcp", "history", "vlan", "parent", "application")) {
      assertTrue(ping.path(absent).isMissingNode(), absent);
    }
  }

  @Test
  void namesNoFieldTwice() throws IOException {
    // The strict reader throws where one is.
    STRICT.readTree(write(FlowRecords.web(64)));
    assertThrows(IOException.class, () -> STRICT.readTree("{\"a\":1,\"a\":2}"));
  }

  @Test
  void aMapperWritesTheSame() throws IOException {
    FlowRecord flow = FlowRecords.web(2);
    assertEquals(write(flow), Json.mapper().writeValueAsString(flow));
    assertEquals(write(flow), new String(Json.mapper().writeValueAsBytes(flow), UTF_8));
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static String write(FlowRecord flow) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      new FlowJson().write(json, flow);
    }
    return out.toString(UTF_8);
  }
}
