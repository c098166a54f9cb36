package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.dissect.Exchange;
import io.weft.protocol.app.dns.DnsExchanges;
import io.weft.protocol.app.http.HttpExchanges;
import io.weft.protocol.app.tls.TlsExchanges;
import io.weft.report.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class SchemasTest {
  private static final Path CAPTURES = Path.of("../shared/captures");
  private static final int EVERY = 40;

  private final Schemas schemas = new Schemas();

  @Test
  void aSchemaRefusesWhatIsNotInIt() throws IOException {
    Session weft = new Session();
    assertEquals(0, weft.run("flows", "--json", "samples/refused.pcap"));
    String flow = weft.out().strip();
    assertEquals(List.of(), schemas.errors(flow));
    assertFalse(schemas.errors(flow.replace("\"stream\":", "\"steam\":")).isEmpty());
    assertFalse(schemas.errors(flow.replace("\"rst\"", "\"reset\"")).isEmpty());
    assertFalse(schemas.errors(flow.replace("000Z\"", "Z\"")).isEmpty());
    assertFalse(schemas.errors(flow.replace("\"10.1.0.2\"", "\"10.1.0.256\"")).isEmpty());
    String twice = "{\"type\":\"flow\"," + flow.substring(1);
    assertThrows(IOException.class, () -> schemas.errors(twice));
  }

  @Test
  void exchangesHaveTheFieldsOfTheirSchemas() throws IOException {
    Map<String, Exchange> exchanges =
        Map.of(
            "http", HttpExchanges.full(), "dns", DnsExchanges.full(), "tls", TlsExchanges.full());
    for (Map.Entry<String, Exchange> each : exchanges.entrySet()) {
      String name = each.getKey();
      Exchange full = each.getValue();
      JsonNode written = Json.mapper().readTree(Json.mapper().writeValueAsBytes(full));
      JsonNode schema = schemas.schema(name).getSchemaNode();
      assertEquals(names(schema.get("properties")), names(written), name);
      assertEquals(List.of(), schemas.schema(name).validate(written));
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @TestFactory
  List<DynamicTest> packetsOfAllSamples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      return files
          .filter(file -> file.toString().contains(".pcap"))
          .sorted()
          .map(file -> dynamicTest(file.toString(), () -> checkPackets(file)))
          .toList();
    }
  }

  private void checkPackets(Path sample) throws IOException {
    Session weft = new Session();
    assertEquals(0, weft.run("packets", "--json", "--checksums", sample.toString()), weft.err());
    List<String> packets = weft.out().lines().toList();
    assertFalse(packets.isEmpty());
    for (String packet : packets) {
      assertEquals(List.of(), schemas.errors(packet), packet);
    }
  }

  /** Real and hostile captures beside the project, where they are. */
  @TestFactory
  List<DynamicTest> whateverTheCaptureTheOutputKeepsToItsSchema() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "no captures beside the project");
    List<Path> files;
    try (Stream<Path> below = Files.walk(CAPTURES)) {
      files = below.filter(Files::isRegularFile).sorted().toList();
    }
    return IntStream.range(0, files.size())
        .filter(i -> i % EVERY == 0)
        .mapToObj(i -> dynamicTest(files.get(i).toString(), () -> check(files.get(i))))
        .toList();
  }

  private void check(Path capture) throws IOException {
    for (String command :
        List.of(
            "flows --json --hash sha1", "report", "info --json", "packets --json --checksums")) {
      Session weft = new Session();
      int code = weft.run((command + " " + capture).split(" ", -1));
      if (code != 0) {
        // No capture: many are hostile on purpose. Then one line says so, and there is no result.
        assertEquals(1, code, weft.err());
        assertEquals(1, weft.err().lines().count(), weft.err());
        assertFalse(weft.err().contains("internal error"), weft.err());
        continue;
      }
      Stream<String> documents =
          command.equals("report") ? Stream.of(weft.out()) : weft.out().lines();
      for (String document : documents.toList()) {
        assertEquals(List.of(), schemas.errors(document), document);
      }
      assertTrue(weft.out().isEmpty() || weft.out().endsWith("}\n"), "cut short");
    }
  }
}
