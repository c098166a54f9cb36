package io.weft.cli;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.weft.dissect.Exchange;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.app.CommandExchange;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.report.json.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The schemas know the exchanges of all protocols of the catalogue, and nothing else. */
final class ExchangeSchemasTest {
  /**
   * HTTP/2 has the exchanges of HTTP, and DTLS those of TLS; of PostgreSQL only the way into TLS is
   * read; files of FTP and what WireGuard carries pass by; media and the reports about it answer
   * nothing.
   */
  private static final Set<String> WITHOUT_EXCHANGES =
      Set.of("dtls", "ftp-data", "gquic", "http2", "pgsql", "rtcp", "rtp", "wg");

  private static final Set<Class<?>> WRITTEN_BY_HAND =
      Set.of(DnsExchange.class, HttpExchange.class);

  private final Schemas schemas = new Schemas();

  private JsonNode properties(String schema) {
    return schemas.schema(schema).getSchemaNode().get("properties");
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> protocols() {
    Chain.Builder chain = StandardProtocols.register(new Chain.Builder());
    Set<String> protocols = new TreeSet<>(chain.applications());
    protocols.removeAll(WITHOUT_EXCHANGES);
    return protocols;
  }

  @Test
  void aLineOfExchangesMayBeOfEachProtocol() {
    JsonNode properties = properties("exchange");
    Set<String> described = names(properties);
    described.removeIf(name -> !properties.get(name).path("$ref").asText().endsWith(".json"));
    assertEquals(protocols(), described);
  }

  @Test
  void aFlowMayHaveExchangesOfEachProtocol() {
    Set<String> described = names(properties("flow"));
    described.removeIf(name -> !described.contains(name + "_exchanges"));
    assertEquals(protocols(), described);
  }

  /**
   * A package has the name of its protocol, and so has the schema. Not all servers say something
   * with a status; {@link SchemasTest} checks those that are written by hand.
   */
  @TestFactory
  List<DynamicTest> anExchangeHasThePartsOfItsSchema() {
    List<DynamicTest> tests =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.weft.protocol")
                .stream()
                .filter(each -> each.isAssignableTo(Exchange.class) && each.isRecord())
                .filter(each -> !WRITTEN_BY_HAND.contains(each.reflect()))
                .map(each -> dynamicTest(each.getSimpleName(), () -> checkParts(each)))
                .toList();
    assertFalse(tests.isEmpty());
    return tests;
  }

  private void checkParts(JavaClass exchange) {
    String name = exchange.getPackageName();
    Set<String> described = names(properties(name.substring(name.lastIndexOf('.') + 1)));
    if (exchange.isAssignableTo(CommandExchange.class)) {
      described.add("reply");
    }
    SerializationConfig config = Json.mapper().getSerializationConfig();
    Set<String> written =
        config.introspect(config.constructType(exchange.reflect())).findProperties().stream()
            .map(BeanPropertyDefinition::getName)
            .collect(toCollection(TreeSet::new));
    assertEquals(described, written);
  }
}
