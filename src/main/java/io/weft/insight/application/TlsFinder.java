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
import java.util.function.Consumer;

/** TLS connections that an end gives up with an alert. */
final class TlsFinder implements Finder {
  private final Ledger<Failure, Account> failures = new Ledger<>(Account::new);

  private record Failure(Place place, String by, String alert, boolean established) {}

  private static final class Account {
    private final Proof proof = new Proof();
    private String name;
    private long connections;
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (!(exchange instanceof TlsExchange tls) || tls.alerts() == null) {
      return;
    }
    for (TlsExchange.Alert alert : tls.alerts()) {
      if ("fatal".equals(alert.level())) {
        failures.with(
            new Failure(Place.server(flow), alert.from(), alert.description(), tls.established()),
            account -> {
              account.connections++;
              account.name = tls.serverName() == null ? account.name : tls.serverName();
              account.proof.add(flow.name(), alert.packet(), alert.time().nanos());
            });
        return; // the first one is the reason
      }
    }
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    failures.all().forEach((failure, account) -> findings.accept(finding(failure, account)));
  }

  private static Finding finding(Failure failure, Account account) {
    String key = failure.established ? "tls-failure.later" : "tls-failure";
    return new Finding(
        FindingKind.TLS_FAILURE,
        failure.established ? Severity.NOTE : Severity.WARNING,
        Message.of(
            key + "." + failure.by,
            Place.text(failure.place, account.name),
            account.connections,
            failure.alert),
        account.proof.packets(),
        null,
        Message.of("tls-failure.next", failure.alert, String.valueOf(account.proof.flow())),
        account.proof.flow(),
        account.connections);
  }
}
