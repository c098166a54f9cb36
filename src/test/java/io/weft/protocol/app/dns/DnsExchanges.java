package io.weft.protocol.app.dns;

import io.weft.dissect.Moment;
import java.util.List;

/**
 * Builds DNS exchanges for tests: a question for an A record, with or without query and response.
 * What is not asked for is absent; times are in nanoseconds since the epoch.
 */
public final class DnsExchanges {
  private static final DnsExchange.Flags QUERY = new DnsExchange.Flags(0x0100);

  private final DnsExchange.Question question;
  private DnsExchange.Query query;
  private DnsExchange.Response response;

  private DnsExchanges(DnsExchange.Question question) {
    this.question = question;
  }

  /**
   * @param name null for an exchange whose question cannot be read
   */
  public static DnsExchanges question(String name) {
    return new DnsExchanges(name == null ? null : new DnsExchange.Question(name, 1, 1));
  }

  public DnsExchanges query(long nanos) {
    query = new DnsExchange.Query(1, new Moment(nanos), 40, QUERY, 1, null, 0, null, 0, List.of());
    return this;
  }

  public DnsExchanges response(long nanos, int code, DnsRecord... answers) {
    return response(nanos, 0x8180, code, answers);
  }

  public DnsExchanges truncated(long nanos) {
    return response(nanos, 0x8380, 0);
  }

  private DnsExchanges response(long nanos, int flags, int code, DnsRecord... answers) {
    response =
        new DnsExchange.Response(
            2,
            new Moment(nanos),
            80,
            new DnsExchange.Flags(flags | code),
            code,
            new DnsExchange.Counts(1, answers.length, 0, 0),
            List.of(answers),
            null,
            0,
            List.of());
    return this;
  }

  public DnsExchange build() {
    return new DnsExchange("dns", 7, question, query, response);
  }

  /** An exchange in which nothing is absent. */
  public static DnsExchange full() {
    return new DnsExchange(
        "llmnr",
        7,
        new DnsExchange.Question("shop.test", 28, 1),
        new DnsExchange.Query(
            3,
            new Moment(1_000_000_001),
            40,
            QUERY,
            2,
            new DnsExchange.Edns(1232, true),
            3,
            new DnsExchange.Attempt(8, new Moment(1_200_000_000)),
            1,
            List.of("bad_dns_name")),
        new DnsExchange.Response(
            9,
            new Moment(1_250_000_000),
            80,
            new DnsExchange.Flags(0x87B3),
            16,
            new DnsExchange.Counts(1, 4, 5, 6),
            List.of(
                new DnsRecord("shop.test", "CNAME", 60, "www.shop.test"),
                new DnsRecord("www.shop.test", "AAAA", 4_294_967_295L, "2001:db8::1")),
            new DnsExchange.Edns(512, false),
            2,
            List.of("records_missing")));
  }
}
