package io.weft.insight.finder;

import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Place;
import java.util.function.Consumer;

/** Attempts to connect that are answered with a reset. */
final class RefusedFinder implements Finder {
  private final AttemptLedger attempts;

  RefusedFinder(AttemptLedger attempts) {
    this.attempts = attempts;
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    attempts.servers().all().forEach((place, server) -> report(place, server, findings));
  }

  private void report(Place place, AttemptLedger.Server server, Consumer<Finding> findings) {
    if (server.refused() == 0 || Scanners.only(server, attempts)) {
      return;
    }
    findings.accept(
        new Finding(
            FindingKind.REFUSED,
            server.answered() == 0 ? Severity.ERROR : Severity.WARNING,
            Message.of(
                "refused",
                Place.text(place, server.name()),
                server.refused(),
                server.attempts(),
                (long) server.clients().size(),
                server.clientNames()),
            server.refusedProof().packets(),
            null,
            Message.of("refused.next", place.toString()),
            server.refusedProof().flow(),
            server.refused()));
  }
}
