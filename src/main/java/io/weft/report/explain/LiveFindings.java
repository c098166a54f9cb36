package io.weft.report.explain;

import io.weft.analysis.PacketListener;
import io.weft.dissect.Packet;
import io.weft.insight.Finding;
import io.weft.insight.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells findings while a live capture goes on, or a pipe waits: each when it is first known, and
 * again when it has become more severe. What it says is of the flows that have ended by then; the
 * end of the capture has the last word. Information is left to the end.
 */
public final class LiveFindings implements PacketListener {
  /** Asking all finders costs some milliseconds where there is much to tell. */
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  /** More than anybody reads as they come; from then on the end of the capture tells the rest. */
  private static final int MOST = 1_000;

  private final CaptureInsight insight;
  private final Teller teller;
  private final Set<String> told = new HashSet<>();
  private long startNanos;
  private long lastNanos;
  private long packets;
  private long packetsAsked;

  /** Takes what is told. */
  public interface Teller {
    /**
     * The next finding.
     *
     * @param startNanos the time of the first packet
     */
    void tell(Finding finding, long startNanos) throws IOException;

    /** Whoever watches is to see by now what was told. */
    void flush() throws IOException;
  }

  public LiveFindings(CaptureInsight insight, Teller teller) {
    this.insight = insight;
    this.teller = teller;
  }

  @Override
  public void onPacket(Packet packet) {
    if (packets == 0) {
      startNanos = packet.believedNanos();
    }
    packets++;
  }

  @Override
  public void onTick(long nanos) {
    if (nanos - lastNanos >= INTERVAL_NANOS || nanos < lastNanos) {
      lastNanos = nanos;
      tell(); // flows end by the clock too, so also where no packet has come
    }
  }

  @Override
  public void onQuiet() {
    if (packets != packetsAsked) { // a pipe's clock is its packets'
      packetsAsked = packets;
      tell();
    }
  }

  private void tell() {
    boolean isNew = false;
    try {
      for (Finding each : insight.soFar().worst()) {
        if (each.severity() != Severity.INFO && told.size() < MOST && told.add(identity(each))) {
          teller.tell(each, startNanos);
          isNew = true;
        }
      }
      if (isNew) {
        teller.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a finding is about stays the same, while its numbers grow. */
  private static String identity(Finding finding) {
    Object subject =
        finding.sentence().arguments().isEmpty() ? "" : finding.sentence().arguments().get(0);
    return finding.kind()
        + " "
        + finding.severity()
        + " "
        + finding.flow()
        + " "
        + (subject instanceof String ? subject : "");
  }
}
