package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs commands over the small captures of situations that users of such tools reported. */
final class CaseRuns {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CaseRuns() {}

  static String file(String capture) {
    return "src/test/resources/cases/" + capture;
  }

  static List<JsonNode> flows(String capture) throws IOException {
    return records("flows", capture);
  }

  static List<JsonNode> packets(String capture) throws IOException {
    return records("packets", capture);
  }

  private static List<JsonNode> records(String command, String capture) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : run(command, "--json", file(capture)).out().lines().toList()) {
      records.add(MAPPER.readTree(line));
    }
    return records;
  }

  /** The flow of a capture that has one. */
  static JsonNode onlyFlow(String capture) throws IOException {
    List<JsonNode> flows = flows(capture);
    assertEquals(1, flows.size());
    return flows.get(0);
  }

  /** The flow that the records call by that name, such as "tcp:0". */
  static JsonNode flow(String name, String capture) throws IOException {
    for (JsonNode flow : flows(capture)) {
      if (name.equals(flow.get("protocol").asText() + ":" + flow.get("stream").asInt())) {
        return flow;
      }
    }
    throw new AssertionError("no flow " + name + " in " + capture);
  }

  static String table(String capture) {
    return run("flows", file(capture)).out();
  }

  static Session run(String... arguments) {
    Session weft = new Session();
    assertEquals(0, weft.run(arguments), weft.err());
    return weft;
  }
}
