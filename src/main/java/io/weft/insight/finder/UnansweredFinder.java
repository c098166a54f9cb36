package io.weft.insight.finder;

import io.weft.dissect.Span;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Place;
import java.util.function.Consumer;

/** Attempts to connect that nobody answers. */
final class UnansweredFinder implements Finder {
  /**
   * The first repetition of a SYN comes after a second (RFC 6298, section 2): so long one waits.
   */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private final AttemptLedger attempts;

  UnansweredFinder(AttemptLedger attempts) {
    this.attempts = attempts;
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    attempts.servers().all().forEach((place, server) -> report(place, server, state, findings));
  }

  private void report(
      Place place, AttemptLedger.Server server, CaptureState state, Consumer<Finding> findings) {
    boolean mayStillCome =
        server.repeatedSyns() == 0 && state.latestNanos() - server.lastSynNanos() < PATIENCE_NANOS;
    if (server.unanswered() == 0
        || mayStillCome
        || FloodFinder.isFlooded(server)
        || Scanners.only(server, attempts)) {
      return;
    }
    boolean isSilent = server.answered() == 0 && server.refused() == 0;
    findings.accept(
        new Finding(
            FindingKind.UNANSWERED,
            isSilent ? Severity.ERROR : Severity.WARNING,
            Message.of(
                isSilent ? "unanswered" : "unanswered.some",
                Place.text(place, server.name()),
                server.unanswered(),
                server.attempts(),
                server.unanswered() + server.repeatedSyns(),
                new Span(server.waitedNanos()),
                (long) server.clients().size(),
                server.clientNames()),
            server.unansweredProof().packets(),
            server.waitedNanos() == 0 ? null : new Span(server.waitedNanos()),
            Message.of("unanswered.next", place.toString()),
            server.unansweredProof().flow(),
            server.unanswered()));
  }
}
