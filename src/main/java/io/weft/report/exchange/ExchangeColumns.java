package io.weft.report.exchange;

import io.weft.dissect.Exchange;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.tls.TlsExchange;
import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;
import io.weft.report.text.TextTable.Concession;
import io.weft.report.text.Units;
import java.util.List;

/** The columns of a table that tell of one protocol, or of any. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are those of List.of, which never change
enum ExchangeColumns {
  HTTP(
      List.of(
          new Column("METHOD", Align.LEFT),
          new Column("HOST", Align.LEFT_KEEP_END),
          new Column("TARGET", Align.LEFT),
          new Column("STATUS", Align.LEFT),
          new Column("TYPE", Align.LEFT),
          new Column("SIZE", Align.RIGHT)),
      List.of(
          Concession.cut(40, "TARGET"),
          Concession.drop("TYPE"),
          Concession.cut(16, "TARGET", "HOST"),
          Concession.drop("SIZE"))) {
    @Override
    String[] cells(Exchange exchange, ExchangeFacts facts) {
      HttpExchange http = (HttpExchange) exchange;
      HttpExchange.Request request = http.request();
      HttpExchange.Response response = http.response();
      return new String[] {
        request == null ? null : request.method(),
        facts.host(),
        request == null ? null : request.target(),
        facts.status(),
        response == null ? null : mediaType(response.content().type()),
        response == null ? null : Units.bytes(response.transfer().bodyBytes())
      };
    }
  },

  DNS(
      List.of(
          new Column("NAME", Align.LEFT_KEEP_END),
          new Column("TYPE", Align.LEFT),
          new Column("STATUS", Align.LEFT),
          new Column("ANSWER", Align.LEFT)),
      List.of(
          Concession.cut(40, "ANSWER", "NAME"),
          Concession.cut(16, "ANSWER"),
          Concession.drop("ANSWER"),
          Concession.cut(16, "NAME"))) {
    @Override
    String[] cells(Exchange exchange, ExchangeFacts facts) {
      DnsExchange dns = (DnsExchange) exchange;
      boolean hasAnswer = dns.response() != null && !dns.response().answers().isEmpty();
      int last = hasAnswer ? dns.response().answers().size() - 1 : 0;
      return new String[] {
        facts.host(),
        dns.question() == null ? null : dns.question().typeName(),
        facts.status(),
        hasAnswer ? dns.response().answers().get(last).data() : null
      };
    }
  },

  TLS(
      List.of(
          new Column("NAME", Align.LEFT_KEEP_END),
          new Column("VERSION", Align.LEFT),
          new Column("CIPHER", Align.LEFT),
          new Column("GROUP", Align.LEFT),
          new Column("ALPN", Align.LEFT),
          new Column("STATUS", Align.LEFT),
          new Column("CERTIFICATE", Align.LEFT)),
      List.of(
          Concession.cut(30, "CERTIFICATE"),
          Concession.cut(28, "CIPHER"),
          Concession.drop("CERTIFICATE"),
          Concession.drop("GROUP"),
          Concession.cut(16, "NAME"),
          Concession.drop("CIPHER"))) {
    @Override
    String[] cells(Exchange exchange, ExchangeFacts facts) {
      TlsExchange tls = (TlsExchange) exchange;
      return new String[] {
        facts.host(),
        tls.version(),
        tls.cipher(),
        tls.group(),
        tls.alpn(),
        facts.status() == null ? NO_ANSWER : facts.status(),
        certificate(tls)
      };
    }
  },

  /** What can be said of any protocol. */
  ANY(
      List.of(
          new Column("APP", Align.LEFT),
          new Column("STATUS", Align.LEFT),
          new Column("EXCHANGE", Align.LEFT)),
      List.of(Concession.cut(40, "EXCHANGE"), Concession.cut(16, "EXCHANGE"))) {
    @Override
    String[] cells(Exchange exchange, ExchangeFacts facts) {
      String status = facts.status();
      return new String[] {
        exchange.protocol().name(),
        status == null && !facts.answered() ? NO_ANSWER : status,
        exchange.summary()
      };
    }
  };

  /** The status of what nobody answered. */
  static final String NO_ANSWER = "no answer";

  private final List<Column> columns;
  private final List<Concession> concessions;

  ExchangeColumns(List<Column> columns, List<Concession> concessions) {
    this.columns = columns;
    this.concessions = concessions;
  }

  /**
   * A media type without its parameters (RFC 9110 section 8.3.1), for which a table has no room.
   */
  private static String mediaType(String type) {
    int parameters = type == null ? -1 : type.indexOf(';');
    return parameters < 0 ? type : type.substring(0, parameters).strip();
  }

  /**
   * The columns for exchanges of a protocol.
   *
   * @param protocol null for exchanges of any
   */
  static ExchangeColumns of(String protocol) {
    return protocol == null
        ? ANY
        : switch (protocol) {
          case "http" -> HTTP;
          case "dns", "mdns", "llmnr" -> DNS;
          case "tls" -> TLS;
          default -> ANY;
        };
  }

  List<Column> columns() {
    return columns;
  }

  List<Concession> concessions() {
    return concessions;
  }

  /** The cells of one exchange, as they were sent. */
  abstract String[] cells(Exchange exchange, ExchangeFacts facts);

  /** For whom the server's certificate is, and what is wrong with it. */
  private static String certificate(TlsExchange tls) {
    if (tls.server().certificates() == null) {
      return null;
    }
    var certificate = tls.server().certificates().get(0);
    String subject =
        certificate.hostName() == null ? certificate.subject() : certificate.hostName();
    String validity = certificate.validity();
    return subject
        + (validity == null || validity.equals("valid") ? "" : " (" + validity + ")")
        + (Boolean.FALSE.equals(tls.server().certificateMatches()) ? " (other name)" : "");
  }
}
