package io.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code weft har}, by the schemas of the npm package har-schema. */
final class HarTest {
  private static final String CASES = "src/test/resources/cases/";

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_6,
              builder ->
                  builder.schemaIdResolvers(
                      resolvers -> resolvers.mapPrefix("har:", "classpath:har-schema/")))
          .getSchema(SchemaLocation.of("classpath:har-schema/har.json"));

  private static JsonNode har(String... arguments) throws IOException {
    Session weft = new Session();
    String[] all = new String[arguments.length + 1];
    all[0] = "har";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertEquals(0, weft.run(all), weft.err());
    JsonNode har = new ObjectMapper().readTree(weft.outBytes());
    assertEquals(List.of(), SCHEMA.validate(har));
    String before = "";
    for (JsonNode entry : har.at("/log/entries")) {
      JsonNode times = entry.get("timings");
      double sum = 0;
      for (String part : List.of("blocked", "dns", "connect", "send", "wait", "receive")) {
        double time = times.get(part).asDouble();
        assertTrue(time >= 0 || time == -1, entry.toString());
        sum += Math.max(0, time);
      }
      assertEquals(sum, entry.get("time").asDouble(), 1e-6);
      assertTrue(times.get("ssl").asDouble() <= times.get("connect").asDouble());
      assertTrue(before.compareTo(entry.get("startedDateTime").asText()) <= 0);
      before = entry.get("startedDateTime").asText();
    }
    return har;
  }

  static Stream<Path> samples() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      files.filter(file -> file.toString().contains(".pcap")).forEach(all::add);
    }
    return all.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleIsAnArchive(Path capture) throws IOException {
    har("--keylog", "samples/tls.keylog", "--undecrypted", capture.toString());
  }

  @Test
  void theSchemaRefusesWhatIsNotInIt() throws IOException {
    JsonNode har = har(CASES + "bodies.pcap");
    ((ObjectNode) har.at("/log/entries/0")).remove("cache");
    assertFalse(SCHEMA.validate(har).isEmpty());
  }

  @Test
  void bodiesAndSizes() throws IOException {
    JsonNode entries = har(CASES + "bodies.pcap").at("/log/entries");
    assertEquals(5, entries.size());
    JsonNode file = entries.get(0);
    assertEquals("http://dl.test/file.bin", file.at("/request/url").asText());
    assertEquals("base64", file.at("/response/content/encoding").asText());
    assertEquals(3_072, file.at("/response/content/text").binaryValue().length);
    JsonNode page = entries.get(1);
    assertEquals(1_213, page.at("/response/content/size").asInt());
    assertEquals(46, page.at("/response/bodySize").asInt());
    assertEquals(1_213 - 46, page.at("/response/content/compression").asInt());
    assertEquals(1_213, page.at("/response/content/text").asText().getBytes(UTF_8).length);
    assertEquals(0, entries.get(4).at("/response/bodySize").asInt());
    assertEquals(10, page.at("/_request_packet").asInt());
    assertEquals("tcp:0", page.get("_flow").asText());
    // The first exchange was connected for, the others found the connection there.
    assertTrue(file.at("/timings/connect").asDouble() > 0, file.toString());
    assertEquals(-1, page.at("/timings/connect").asDouble());
    assertEquals(-1, file.at("/timings/ssl").asDouble());
  }

  @Test
  void whatTlsHides() throws IOException {
    JsonNode open = har("--keylog", "samples/tls.keylog", "samples/tls.pcap").at("/log/entries");
    assertFalse(open.isEmpty());
    for (JsonNode entry : open) {
      assertTrue(entry.at("/request/url").asText().startsWith("https://"), entry.toString());
    }
    assertTrue(
        Stream.iterate(0, i -> i < open.size(), i -> i + 1)
            .anyMatch(i -> open.get(i).at("/timings/ssl").asDouble() > 0));
    assertTrue(har("samples/tls.pcap").at("/log/entries").isEmpty());
    JsonNode hidden = har("--undecrypted", "samples/tls.pcap").at("/log/entries/0");
    assertEquals(0, hidden.at("/response/status").asInt());
    assertEquals("not decrypted: no key", hidden.at("/response/_error").asText());
  }

  @Test
  void messagesOfAWebSocket() throws IOException {
    JsonNode entries = har("samples/websocket.pcap").at("/log/entries");
    assertEquals(1, entries.size());
    JsonNode messages = entries.get(0).get("_webSocketMessages");
    assertEquals(11, messages.size());
    assertEquals("send", messages.at("/2/type").asText());
    assertEquals("Grüße, 音楽", messages.at("/2/data").asText());
    assertEquals("receive", messages.at("/3/type").asText());
    assertEquals(64, messages.at("/6/_bytes").asInt());
    assertEquals(2, messages.at("/6/opcode").asInt());
  }

  @Test
  void bodiesUpToTheirLimit() throws IOException {
    JsonNode page =
        har("--body-limit", "10", CASES + "bodies.pcap").at("/log/entries/1/response/content");
    assertEquals("<html>hell", page.get("text").asText());
    assertEquals("1203 more bytes are left out", page.get("comment").asText());
  }
}
