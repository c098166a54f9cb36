package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import org.junit.jupiter.api.Test;

/** The option {@code --applications}. */
final class ApplicationsOptionTest {
  private static final String BOTH = "samples/dns-http.pcapng";

  private static String flows(String list) {
    Session session = new Session();
    String[] arguments = {"flows", "--json", BOTH, "--applications", list};
    assertEquals(0, session.run(arguments), session.err());
    return session.out();
  }

  @Test
  void onlyTheNamedOnesAreRead() {
    String all = flows("all");
    assertTrue(all.contains("\"http\":[") && all.contains("\"dns\":["), all);
    String http = flows("http");
    assertTrue(http.contains("\"http\":[") && !http.contains("\"dns\":["), http);
    String none = flows("none");
    assertFalse(none.contains("\"http\":[") || none.contains("\"dns\":["), none);
    assertEquals(all, flows("http,dns"));
  }

  @Test
  void unknownOnesAreAnError() {
    Session session = new Session();
    assertEquals(2, session.run("flows", "--applications", "htpp", BOTH));
    assertTrue(session.err().contains("no protocol is called 'htpp'; there are "), session.err());
  }
}
