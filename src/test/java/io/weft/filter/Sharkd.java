package io.weft.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.testing.Programs;
import io.weft.testing.RunningProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks Wireshark about many filters in one process: {@code sharkd} is tshark as a server, which
 * reads requests from its standard input.
 */
final class Sharkd {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Sharkd() {}

  /** Is it here, and of the version whose language this is? */
  static boolean isHere() throws IOException {
    return Programs.isInstalled("sharkd")
        && Programs.isInstalled("tshark")
        && Programs.runOnce("tshark", "--version").out().startsWith("TShark (Wireshark) 4.0.");
  }

  /**
   * The numbers of the packets that each filter selects, by filter.
   *
   * @return without those filters that Wireshark refuses
   */
  static Map<String, List<Long>> packets(Path capture, List<String> filters) throws Exception {
    StringBuilder requests = new StringBuilder();
    request(requests, 1, "load", "file", capture.toAbsolutePath().toString());
    for (int i = 0; i < filters.size(); i++) {
      request(requests, i + 2, "frames", "filter", filters.get(i));
    }
    Map<Integer, JsonNode> answers = new HashMap<>();
    try (Programs programs = new Programs()) {
      RunningProgram sharkd = programs.startWithInput("sharkd", "-");
      sharkd.input().write(requests.toString().getBytes(StandardCharsets.UTF_8));
      sharkd.input().close();
      sharkd.awaitEnd();
      for (String line : sharkd.out().split("\n")) {
        if (line.startsWith("{")) {
          JsonNode answer = JSON.readTree(line);
          answers.put(answer.path("id").asInt(), answer);
        }
      }
    }
    Map<String, List<Long>> packets = new HashMap<>();
    for (int i = 0; i < filters.size(); i++) {
      JsonNode answer = answers.get(i + 2);
      if (answer == null) {
        throw new AssertionError("no answer to " + filters.get(i));
      }
      if (answer.has("result")) {
        List<Long> numbers = new ArrayList<>();
        answer.get("result").forEach(each -> numbers.add(each.path("num").asLong()));
        packets.put(filters.get(i), numbers);
      }
    }
    return packets;
  }

  private static void request(
      StringBuilder requests, int id, String method, String name, String value) throws IOException {
    Map<String, Object> request = new HashMap<>();
    request.put("jsonrpc", "2.0");
    request.put("id", id);
    request.put("method", method);
    request.put("params", Map.of(name, value));
    requests.append(JSON.writeValueAsString(request)).append('\n');
  }
}
