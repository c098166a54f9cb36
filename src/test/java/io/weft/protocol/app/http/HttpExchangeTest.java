package io.weft.protocol.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Serialization;
import io.weft.dissect.Span;
import org.junit.jupiter.api.Test;

final class HttpExchangeTest {
  private static HttpExchanges get() {
    return HttpExchanges.exchange().request("GET", "shop.test", "/", 1_000, 2_000);
  }

  @Test
  void comesBackFromSerializationAsItWas() {
    HttpExchange full = HttpExchanges.full();
    HttpExchange copy = Serialization.copy(full);
    assertEquals(full, copy);
    assertSame(Http.PROTOCOL, copy.protocol());
    assertEquals(get().build(), Serialization.copy(get().build()));
  }

  @Test
  void hasARequestOrAResponse() {
    assertThrows(IllegalArgumentException.class, HttpExchanges.exchange()::build);
    HttpExchange response = HttpExchanges.exchange().response(404, 5_000, 6_000).build();
    assertEquals(5_000, response.startNanos());
    assertEquals("? 404", response.summary());
    HttpExchange request = get().build();
    assertEquals(1_000, request.startNanos());
    assertEquals("GET shop.test/ ?", request.summary());
  }

  @Test
  void waitsFromTheRequestsEndToTheResponsesStart() {
    assertEquals(new Span(500), get().response(200, 2_500, 9_000).build().waiting());
    assertEquals(new Span(0), get().response(200, 2_000, 9_000).build().waiting());
    assertNull(get().response(408, 1_999, 9_000).build().waiting());
    assertNull(get().build().waiting());
    assertNull(HttpExchanges.exchange().response(200, 2_500, 9_000).build().waiting());
  }

  @Test
  void onlyAResponse101SwitchesProtocols() {
    HttpExchanges switched = get().response(101, 2_500, 2_500).upgrade("a, b", "b");
    assertEquals("b", switched.build().upgrade());
    HttpExchanges silent = get().response(101, 2_500, 2_500).upgrade("a, b", null);
    assertEquals("a, b", silent.build().upgrade());
    HttpExchanges refused = get().response(426, 2_500, 2_500).upgrade("a", "c");
    assertEquals("a", refused.build().upgrade());
    assertNull(get().build().upgrade());
    assertNull(HttpExchanges.exchange().response(200, 0, 1).build().upgrade());
  }

  @Test
  void theMemoryOfItsTextsCounts() {
    int small = get().build().memory();
    HttpExchange large =
        HttpExchanges.exchange().request("GET", "shop.test", "/" + "x".repeat(1_000), 1, 2).build();
    assertEquals(small + 1_000, large.memory());
    assertTrue(HttpExchanges.full().memory() > small);
  }
}
