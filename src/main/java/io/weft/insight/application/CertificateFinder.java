package io.weft.insight.application;

import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.protocol.app.tls.TlsExchange;
import io.weft.protocol.app.tls.certificate.Certificate;
import java.time.Instant;
import java.util.function.Consumer;

/** Servers whose certificate is out of date, or for another name. */
final class CertificateFinder implements Finder {
  private final Ledger<Trouble, Account> troubles = new Ledger<>(Account::new);

  /**
   * @param kind the last part of the sentence's name
   */
  private record Trouble(Place place, String kind, String subject) {}

  private static final class Account {
    private final Proof proof = new Proof();
    private String name;
    private String detail;
    private long connections;
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (!(exchange instanceof TlsExchange tls)
        || tls.server().certificates() == null
        || tls.server().certificates().isEmpty()) {
      return;
    }
    Certificate own = tls.server().certificates().get(0);
    if ("expired".equals(own.validity())) {
      add(flow, tls, own, "expired", seconds(own.notAfter()));
    } else if ("not_yet_valid".equals(own.validity())) {
      add(flow, tls, own, "early", seconds(own.notBefore()));
    }
    if (Boolean.FALSE.equals(tls.server().certificateMatches())) {
      add(flow, tls, own, "mismatch", tls.serverName());
    }
  }

  /** A time of a certificate, which has whole seconds, without a fraction. */
  private static String seconds(String time) {
    return Instant.parse(time).toString();
  }

  private void add(Flow flow, TlsExchange tls, Certificate own, String kind, String detail) {
    String subject = own.subject() == null || own.subject().isEmpty() ? "?" : own.subject();
    troubles.with(
        new Trouble(Place.server(flow), kind, subject),
        account -> {
          account.connections++;
          account.name = tls.serverName();
          account.detail = detail == null ? "?" : detail;
          account.proof.add(
              flow.name(),
              tls.server().packet() == null ? 0 : tls.server().packet(),
              tls.server().time() == null ? tls.startNanos() : tls.server().time().nanos());
        });
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    troubles
        .all()
        .forEach(
            (trouble, account) ->
                findings.accept(
                    new Finding(
                        FindingKind.CERTIFICATE,
                        Severity.WARNING,
                        Message.of(
                            "certificate." + trouble.kind,
                            Place.text(trouble.place, account.name),
                            trouble.subject,
                            account.detail,
                            account.connections),
                        account.proof.packets(),
                        null,
                        Message.of("certificate.next", trouble.place.toString()),
                        account.proof.flow(),
                        account.connections)));
  }
}
