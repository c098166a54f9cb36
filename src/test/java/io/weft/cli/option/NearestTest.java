package io.weft.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {
  private static final List<String> WORDS = List.of("flows", "packets", "protocols", "interfaces");

  @Test
  void aSlipOfTheHandIsForgiven() {
    assertEquals("flows", Nearest.of("flwos", WORDS));
    assertEquals("flows", Nearest.of("flow", WORDS));
    assertEquals("packets", Nearest.of("pakcets", WORDS));
    assertEquals("protocols", Nearest.of("protocolls", WORDS));
  }

  @Test
  void theOnlyWordThatBeginsSoIsMeant() {
    assertEquals("interfaces", Nearest.of("int", WORDS));
    assertNull(Nearest.of("p", WORDS));
  }

  @Test
  void anotherWordIsNone() {
    assertNull(Nearest.of("summary", WORDS));
    assertNull(Nearest.of("", WORDS));
  }

  @Test
  void neighboursThatAreSwappedAreOneEdit() {
    assertEquals(1, Nearest.distance("flows", "flwos"));
    assertEquals(3, Nearest.distance("", "abc"));
    assertEquals(3, Nearest.distance("kitten", "sitting"));
  }
}
