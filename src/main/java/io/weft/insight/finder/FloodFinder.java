package io.weft.insight.finder;

import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Place;
import java.util.function.Consumer;

/** Very many attempts at one place that are never completed. */
final class FloodFinder implements Finder {
  /** Linux keeps 128 to 4,096 half-open connections of a listener; fewer harm nobody. */
  private static final int MIN_ATTEMPTS = 128;

  /** A server that is down gets repeated attempts of its clients too, but still completes none. */
  private static final int OPEN_PER_ANSWERED = 10;

  /** One client that tries again and again is no flood. */
  private static final int MIN_CLIENTS = 16;

  private final AttemptLedger attempts;

  FloodFinder(AttemptLedger attempts) {
    this.attempts = attempts;
  }

  /** Is the place flooded, as far as is known by now? */
  static boolean isFlooded(AttemptLedger.Server server) {
    long open = server.unanswered() + server.halfOpen();
    return open >= MIN_ATTEMPTS
        && open >= OPEN_PER_ANSWERED * server.answered()
        && server.clients().size() >= MIN_CLIENTS;
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    attempts
        .servers()
        .all()
        .forEach(
            (place, server) -> {
              if (isFlooded(server)) {
                long open = server.unanswered() + server.halfOpen();
                findings.accept(
                    new Finding(
                        FindingKind.SYN_FLOOD,
                        Severity.ERROR,
                        Message.of(
                            "syn-flood",
                            Place.text(place, server.name()),
                            open,
                            (long) server.clients().size(),
                            server.answered()),
                        server.unansweredProof().packets(),
                        null,
                        Message.of("syn-flood.next", place.toString()),
                        server.unansweredProof().flow(),
                        open));
              }
            });
  }
}
