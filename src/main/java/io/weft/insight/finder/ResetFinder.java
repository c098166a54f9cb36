package io.weft.insight.finder;

import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import java.util.function.Consumer;

/** Connections that one end aborts. */
final class ResetFinder implements Finder {
  private final TtlFinder timesToLive;
  private final Ledger<Abort, Account> aborts = new Ledger<>(Account::new);

  /**
   * @param unanswered had the client sent something that got no answer?
   */
  private record Abort(Place place, boolean byClient, boolean unanswered) {}

  private static final class Account {
    private final Proof proof = new Proof();
    private String name;
    private long connections;
  }

  /**
   * @param timesToLive tells which resets come from boxes between; has to hear of a flow's end
   *     behind this finder, since it forgets the flow then
   */
  ResetFinder(TtlFinder timesToLive) {
    this.timesToLive = timesToLive;
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    TcpRecord tcp = record.tcp();
    if (tcp == null || tcp.close() == null || !tcp.close().reset()) {
      return;
    }
    boolean isEstablished =
        switch (record.outcome().connState()) {
          case RSTO, RSTR -> true;
          default -> false;
        };
    EndpointRecord client = record.client();
    EndpointRecord server = record.server();
    boolean isEmpty = client.volume().payloadBytes() == 0 && server.volume().payloadBytes() == 0;
    if (!isEstablished || (isEmpty && tcp.close().byClient())) {
      return; // a client that resets an empty connection has only tried whether the port is open
    }
    if (KeepAliveFinder.gaveUp(record) || timesToLive.isCut(flow)) {
      return; // that is told already, and explains it
    }
    boolean unanswered = client.stream().bytes() > 0 && server.volume().payloadBytes() == 0;
    aborts.with(
        new Abort(Place.server(record), tcp.close().byClient(), unanswered),
        account -> {
          account.connections++;
          account.proof.addClose(record);
          if (server.name() != null) {
            account.name = server.name().text();
          }
        });
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    aborts.all().forEach((abort, account) -> findings.accept(finding(abort, account)));
  }

  private static Finding finding(Abort abort, Account account) {
    String by = abort.byClient ? "client" : "server";
    return new Finding(
        FindingKind.RESET,
        severity(abort),
        Message.of(
            "reset." + by + (abort.unanswered ? ".unanswered" : ""),
            Place.text(abort.place, account.name),
            account.connections),
        account.proof.packets(),
        null,
        Message.of("reset.next", String.valueOf(account.proof.flow())),
        account.proof.flow(),
        account.connections);
  }

  /** Clients often abort what they need no more, so that alone says little. */
  private static Severity severity(Abort abort) {
    if (abort.unanswered) {
      return Severity.WARNING;
    }
    return abort.byClient ? Severity.INFO : Severity.NOTE;
  }
}
