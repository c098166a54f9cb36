package io.weft.insight.story;

import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Span;
import io.weft.insight.Message;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.tls.TlsExchange;
import java.util.Locale;

/** Tells what was asked and answered. */
final class ExchangeNarrator {
  private final Steps steps;
  private final SegmentLog log;

  /** The way from the capture to the server and back, in nanoseconds; -1 where it is not known. */
  private final long path;

  /** Is what the segments carry encrypted, so that they hold more than the messages do? */
  private final boolean isEncrypted;

  ExchangeNarrator(Steps steps, SegmentLog log, long path, boolean isEncrypted) {
    this.steps = steps;
    this.log = log;
    this.path = path;
    this.isEncrypted = isEncrypted;
  }

  /**
   * Tells of an exchange.
   *
   * @param packet number of the packet with which it was complete; 0 where that is not known
   */
  void tell(Exchange exchange, long packet) {
    if (exchange instanceof HttpExchange http) {
      http(http);
    } else if (exchange instanceof DnsExchange dns) {
      dns(dns);
    } else if (exchange instanceof TlsExchange tls) {
      tls(tls);
    } else {
      steps.add(
          exchange.startNanos(),
          0,
          null,
          exchange.protocol().name().toUpperCase(Locale.ROOT),
          packet == 0
              ? Message.of("story.exchange", exchange.summary())
              : Message.of("story.exchange.complete", exchange.summary(), packet));
    }
  }

  private void http(HttpExchange http) {
    HttpExchange.Request request = http.request();
    HttpExchange.Response response = http.response();
    if (request != null) {
      HttpExchange.Transfer sent = request.transfer();
      part(Direction.FROM_CLIENT, sent, "story.request", request.method() + " " + request.target());
      if (response == null) {
        steps.add(sent.end().nanos(), 0, null, "HTTP", Message.of("story.no-answer"));
      }
    }
    if (http.waiting() != null) {
      long waited = http.waiting().nanos();
      HttpExchange.Transfer answer = response.transfer();
      Message text =
          path < 0
              ? Message.of("story.think.whole", new Span(waited))
              : Message.of(
                  "story.think",
                  new Span(waited),
                  new Span(Math.min(path, waited)),
                  new Span(Math.max(0, waited - path)));
      steps.add(request.transfer().end().nanos(), answer.packet(), null, "HTTP", text);
    }
    if (response != null) {
      String reason = response.reason() == null ? "" : " " + response.reason();
      part(
          Direction.FROM_SERVER,
          response.transfer(),
          "story.answer",
          response.status() == 0
              ? "HTTP/" + response.version() + reason
              : response.status() + reason);
    }
  }

  private void part(Direction direction, HttpExchange.Transfer transfer, String key, String what) {
    long from = transfer.start().nanos();
    long to = transfer.end().nanos();
    SegmentLog.Range range = log.range(direction, from, to);
    long last = Math.max(transfer.packet(), range.last());
    Message.ByteCount bytes = new Message.ByteCount(transfer.headerBytes() + transfer.bodyBytes());
    String within = to == from ? ".at-once" : "";
    Message text =
        range.count() == 0 || isEncrypted
            ? Message.of(key + ".whole" + within, what, bytes, new Span(to - from))
            : Message.of(key + within, what, bytes, (long) range.count(), new Span(to - from));
    steps.add(from, transfer.packet(), last, direction, "HTTP", text);
  }

  private void dns(DnsExchange dns) {
    String layer = dns.service().toUpperCase(Locale.ROOT);
    String type = dns.question() == null ? "?" : dns.question().typeName();
    String name = dns.name() == null ? "?" : dns.name();
    if (dns.query() != null) {
      steps.add(
          dns.query().time().nanos(),
          dns.query().packet(),
          Direction.FROM_CLIENT,
          layer,
          Message.of("story.question", type, name));
      if (dns.query().retries() > 0) {
        steps.add(
            dns.query().last().time().nanos(),
            dns.query().last().packet(),
            Direction.FROM_CLIENT,
            layer,
            Message.of("story.question-again", (long) dns.query().retries()));
      }
    }
    if (dns.response() == null) {
      steps.add(dns.startNanos(), 0, null, layer, Message.of("story.no-answer"));
      return;
    }
    Message answer =
        dns.query() == null
            ? Message.of("story.dns-answer.alone", dns.summary())
            : Message.of(
                "story.dns-answer",
                dns.summary(),
                new Span(dns.response().time().nanos() - dns.query().time().nanos()));
    steps.add(
        dns.response().time().nanos(),
        dns.response().packet(),
        Direction.FROM_SERVER,
        layer,
        answer);
  }

  private void tls(TlsExchange tls) {
    Long hello = tls.client().packet();
    long packet = hello == null ? 0 : hello;
    String name = tls.serverName() == null ? "?" : tls.serverName();
    String version = tls.version() == null ? tls.protocolName() : tls.version();
    if (tls.established() && tls.handshake() != null) {
      steps.add(
          tls.startNanos(),
          packet,
          null,
          tls.protocolName(),
          Message.of(
              tls.serverName() == null ? "story.tls.unnamed" : "story.tls",
              version,
              tls.cipher() == null ? "?" : tls.cipher(),
              name,
              tls.handshake()));
    } else if (hello != null) {
      steps.add(
          tls.startNanos(),
          packet,
          tls.directionOf("client"),
          tls.protocolName(),
          Message.of(
              tls.serverName() == null ? "story.tls-open.unnamed" : "story.tls-open",
              version,
              name));
    }
    if (tls.alerts() != null) {
      for (TlsExchange.Alert alert : tls.alerts()) {
        boolean isHidden = alert.description() == null;
        steps.add(
            alert.time().nanos(),
            alert.packet(),
            tls.directionOf(alert.from()),
            tls.protocolName(),
            isHidden
                ? Message.of("story.alert-hidden." + alert.from())
                : Message.of("story.alert." + alert.from(), alert.description()));
      }
    }
  }
}
