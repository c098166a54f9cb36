package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Schemas;
import io.weft.cli.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FieldsCommandTest {
  private final Session weft = new Session();

  @Test
  void theFieldsOfAProtocol() {
    assertEquals(0, weft.run("fields", "tcp"));
    assertTrue(weft.out().startsWith("FIELD "), weft.out());
    assertTrue(weft.out().contains("\ntcp.srcport "), weft.out());
    assertTrue(weft.out().contains("any of tcp.srcport, tcp.dstport"), weft.out());
    assertTrue(weft.out().lines().noneMatch(line -> line.startsWith("ip.")), weft.out());
  }

  @Test
  void thoseWhoseNamesBeginSo() {
    assertEquals(0, weft.run("fields", "weft.flow"));
    assertTrue(weft.out().contains("weft.flow.conn_state"), weft.out());
    assertTrue(
        weft.out().lines().skip(1).allMatch(line -> line.startsWith("weft.flow.")), weft.out());
  }

  @Test
  void jsonKeepsToItsSchema() throws Exception {
    assertEquals(0, weft.run("fields", "--json"));
    List<String> lines = weft.out().lines().toList();
    assertTrue(lines.size() > 300, lines.size() + " fields");
    Schemas schemas = new Schemas();
    for (String line : lines) {
      assertEquals(List.of(), schemas.errors(line), line);
    }
    assertEquals(lines.size(), lines.stream().distinct().count());
  }

  @Test
  void whatIsUnknownIsRefused() {
    assertEquals(2, weft.run("fields", "tpc"));
    assertEquals(2, new Session().run("fields", "tcp", "udp"));
    assertTrue(weft.err().contains("did you mean 'tcp'?"), weft.err());
  }
}
