package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Connections of HTTP/2 between real programs, held against what the clients say that they
 * received, and against tshark.
 */
final class Http2RecordedTest {
  private static final String CAPTURE = "samples/http2-kinds.pcapng";

  /** Ports that tshark does not know HTTP/2 on. */
  private static final String PORTS = "tcp.port==8201-8204,http2";

  private static final String CALLS = "tcp.port==8220,http2";

  /** The connection whose client wants a table of 256 bytes. */
  private static final String CHANGED_TABLE = "6";

  private static final List<JsonNode> EXCHANGES = new ArrayList<>();

  @RegisterExtension final Programs programs = new Programs();

  @BeforeAll
  static void read() throws IOException {
    Session weft = new Session();
    assertEquals(0, weft.run("http", "--json", CAPTURE), weft.err());
    ObjectMapper mapper = new ObjectMapper();
    for (String line : weft.out().lines().toList()) {
      EXCHANGES.add(mapper.readTree(line));
    }
  }

  private static boolean isCall(JsonNode exchange) {
    return exchange.at("/server/port").asInt() == 8220;
  }

  @Test
  void whatTheClientsReceived() throws IOException {
    List<String> received = new ArrayList<>();
    List<String> aborted = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("samples/http2-kinds.txt"))) {
      (line.endsWith(" -") ? aborted : received).add(line);
    }
    List<String> seen = new ArrayList<>();
    for (JsonNode each : EXCHANGES) {
      JsonNode http = each.get("http");
      if (isCall(each) || !http.has("status")) {
        continue; // A request that the server refused is in no client's list.
      }
      String answer =
          each.at("/server/port").asInt()
              + " "
              + http.get("target").asText()
              + " "
              + http.get("status").asInt();
      if (!aborted.remove(answer + " -")) {
        seen.add(answer + " " + http.get("response_body_bytes").asInt());
      }
    }
    Collections.sort(received);
    Collections.sort(seen);
    assertEquals(String.join("\n", received), String.join("\n", seen));
    assertEquals(List.of(), aborted);
  }

  @Test
  void everyCallHasItsStatus() {
    List<String> calls = new ArrayList<>();
    for (JsonNode each : EXCHANGES) {
      if (isCall(each)) {
        JsonNode grpc = each.at("/http/grpc");
        assertTrue(grpc.isObject(), each.toString());
        calls.add(each.at("/http/target").asText() + " " + grpc.get("status").asInt());
      }
    }
    assertEquals(
        List.of(
            "/shop.Stock/Get 0", "/shop.Stock/List 0", "/shop.Stock/Put 0", "/shop.Stock/Fail 5"),
        calls);
  }

  @Test
  void tsharkSeesTheSameRequestsAndResponses() throws Exception {
    assumeTrue(Programs.isInstalled("tshark"), "needs tshark");
    Programs.Result tshark =
        programs.run(
            "tshark",
            "-n",
            "-r",
            CAPTURE,
            "-d",
            PORTS,
            "-d",
            CALLS,
            "-Y",
            "http2",
            "-T",
            "fields",
            "-E",
            "separator=/t",
            "-E",
            "occurrence=a",
            "-e",
            "tcp.stream",
            "-e",
            "http2.headers.method",
            "-e",
            "http2.headers.status");
    assertEquals(0, tshark.code(), tshark.err());
    List<String> expected = new ArrayList<>();
    for (String line : tshark.out().lines().toList()) {
      String[] parts = line.split("\t", -1);
      add(parts[0], parts[1], expected);
      add(parts[0], parts[2], expected);
    }
    List<String> seen = new ArrayList<>();
    for (JsonNode each : EXCHANGES) {
      String stream = each.get("flow").asText().substring("tcp:".length());
      JsonNode http = each.get("http");
      add(stream, http.get("method").asText(), seen);
      add(stream, http.has("status") ? http.get("status").asText() : "", seen);
    }
    List<String> more = new ArrayList<>(seen);
    expected.forEach(more::remove);
    seen.forEach(expected::remove);
    assertEquals(List.of(), expected);
    // tshark 4.0 does not find what lies in a table whose size the server has changed.
    more.removeIf(each -> each.equals(CHANGED_TABLE + " 200"));
    assertEquals(List.of(), more);
  }

  /** Where tshark finds the fields: not in the connection whose table it loses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http2.headers.status == 200 && tcp.stream != " + CHANGED_TABLE,
        "http2.headers.status == 404",
        "http2.headers.path contains \"part\"",
        "http2.header.name == \"grpc-status\"",
        "http2.headers.content_length > 100 && tcp.stream != " + CHANGED_TABLE,
        "http2.type == 2 || http2.type == 9",
        "http2.rst_stream.error == 8",
        "http2.goaway.error == 0",
        "http2.push_promise.promised_stream_id",
        "http2.settings.initial_window_size < 65535",
        "http2.window_update.window_size_increment",
        "http2.flags.end_stream == 1 && http2.type == 0",
        "http2.pad_length > 0",
        "http2.ping || http2.pong",
        "grpc.message_length == 100",
        "http2 && tls",
      })
  void filtersSelectWhatTsharkSelects(String filter) throws Exception {
    assumeTrue(Programs.isInstalled("tshark"), "needs tshark");
    Programs.Result tshark =
        programs.run(
            "tshark",
            "-n",
            "-r",
            CAPTURE,
            "-d",
            PORTS,
            "-d",
            CALLS,
            "-Y",
            filter,
            "-T",
            "fields",
            "-e",
            "frame.number");
    assertEquals(0, tshark.code(), tshark.err());
    Session weft = new Session();
    assertEquals(0, weft.run("packets", "--json", "-Y", filter, CAPTURE), weft.err());
    List<String> seen = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    for (String line : weft.out().lines().toList()) {
      seen.add(mapper.readTree(line).get("number").asText());
    }
    assertEquals(tshark.out().lines().toList(), seen);
  }

  private static void add(String stream, String values, List<String> into) {
    for (String value : values.split(",")) {
      if (!value.isEmpty()) {
        into.add(stream + " " + value);
      }
    }
  }
}
