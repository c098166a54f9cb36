package io.weft.report.exchange;

import io.weft.dissect.Exchange;
import io.weft.protocol.app.CommandExchange;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.tls.TlsExchange;

/**
 * What exchanges of all protocols have in common, so that they can be chosen by it. Text from
 * packets stands in it as it was sent.
 *
 * @param host whom the exchange is about: the host of a request, the name of a question, the
 *     server's name; null where it is not known
 * @param status how it ended, in the protocol's words: {@code 404}, {@code NXDOMAIN}, {@code
 *     established}; null where there is no answer
 * @param nanos from its first byte to the last of the answer, for TLS to the end of the handshake;
 *     -1 where that is not known
 * @param answered was there an answer?
 */
record ExchangeFacts(String host, String status, long nanos, boolean answered) {
  private static final long UNKNOWN = -1;

  static ExchangeFacts of(Exchange exchange) {
    if (exchange instanceof HttpExchange http) {
      return of(http);
    }
    if (exchange instanceof DnsExchange dns) {
      return of(dns);
    }
    if (exchange instanceof TlsExchange tls) {
      return of(tls);
    }
    if (exchange instanceof CommandExchange command) {
      return of(command);
    }
    return new ExchangeFacts(null, null, UNKNOWN, true);
  }

  private static ExchangeFacts of(CommandExchange command) {
    return new ExchangeFacts(
        null,
        command.status(),
        command.time() == null ? UNKNOWN : command.time().nanos(),
        command.responsePacket() != null);
  }

  private static ExchangeFacts of(HttpExchange http) {
    HttpExchange.Request request = http.request();
    HttpExchange.Response response = http.response();
    boolean isWhole = request != null && response != null;
    return new ExchangeFacts(
        request == null ? null : request.host(),
        response == null ? null : Integer.toString(response.status()),
        isWhole ? response.transfer().end().nanos() - request.transfer().start().nanos() : UNKNOWN,
        response != null);
  }

  private static ExchangeFacts of(DnsExchange dns) {
    return new ExchangeFacts(
        dns.name(),
        dns.response() == null ? null : dns.response().codeName(),
        dns.rtt() == null ? UNKNOWN : dns.rtt().nanos(),
        dns.response() != null);
  }

  private static ExchangeFacts of(TlsExchange tls) {
    boolean answered =
        tls.server().packet() != null
            || tls.server().traffic().records() > 0
            || tls.client().packet() == null;
    return new ExchangeFacts(
        tls.serverName(),
        answered ? status(tls) : null,
        tls.handshake() == null ? UNKNOWN : tls.handshake().nanos(),
        answered);
  }

  /** {@code established}, the alert that ended the handshake, or {@code failed}. */
  private static String status(TlsExchange tls) {
    if (tls.established()) {
      return "established";
    }
    if (tls.alerts() != null) {
      for (TlsExchange.Alert alert : tls.alerts()) {
        if ("fatal".equals(alert.level())) {
          return alert.description();
        }
      }
    }
    return "failed";
  }
}
