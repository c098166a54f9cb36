package io.weft.protocol.app.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.Serialization;
import io.weft.dissect.Span;
import org.junit.jupiter.api.Test;

final class DnsExchangeTest {
  private static final DnsRecord ALIAS = new DnsRecord("a.test", "CNAME", 60, "b.test");
  private static final DnsRecord ADDRESS = new DnsRecord("b.test", "A", 60, "192.0.2.1");

  private static DnsExchanges asked() {
    return DnsExchanges.question("a.test").query(1_000);
  }

  @Test
  void comesBackFromSerializationAsItWas() {
    DnsExchange full = DnsExchanges.full();
    DnsExchange copy = Serialization.copy(full);
    assertEquals(full, copy);
    assertSame(Dns.LINK_LOCAL, copy.protocol());
    DnsExchange small = asked().build();
    assertEquals(small, Serialization.copy(small));
    assertSame(Dns.PROTOCOL, Serialization.copy(small).protocol());
  }

  @Test
  void hasAQueryOrAResponse() {
    assertThrows(IllegalArgumentException.class, DnsExchanges.question("a.test")::build);
    assertEquals(1_000, asked().build().startNanos());
    DnsExchange response = DnsExchanges.question("a.test").response(5_000, 0).build();
    assertEquals(5_000, response.startNanos());
    assertNull(response.rtt());
  }

  @Test
  void theResponseMayLieBeforeTheQuery() {
    assertEquals(new Span(500), asked().response(1_500, 0).build().rtt());
    assertEquals(new Span(-1), asked().response(999, 0).build().rtt());
  }

  @Test
  void theFirstAnswerNamesAResponseWithoutAQuestion() {
    assertEquals("a.test", DnsExchanges.question(null).response(1, 0, ALIAS).build().name());
    assertNull(DnsExchanges.question(null).response(1, 0).build().name());
    assertNull(DnsExchanges.question(null).query(1).response(2, 0, ALIAS).build().name());
  }

  @Test
  void summaries() {
    assertEquals("A a.test 192.0.2.1", asked().response(2, 0, ALIAS, ADDRESS).build().summary());
    assertEquals("A a.test NXDOMAIN", asked().response(2, 3, ALIAS).build().summary());
    assertEquals("A a.test no data", asked().response(2, 0).build().summary());
    assertEquals("A a.test truncated", asked().truncated(2).build().summary());
    assertEquals("A a.test unanswered", asked().build().summary());
    assertEquals("QUERY ? no data", DnsExchanges.question(null).response(2, 0).build().summary());
  }

  @Test
  void theMemoryOfItsTextsCounts() {
    DnsRecord longer = new DnsRecord("b.test", "A", 60, "192.0.2.1" + "x".repeat(100));
    int small = asked().response(2, 0, ADDRESS).build().memory();
    assertEquals(small + 100, asked().response(2, 0, longer).build().memory());
  }
}
