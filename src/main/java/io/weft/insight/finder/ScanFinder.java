package io.weft.insight.finder;

import io.weft.bytes.IpAddress;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import java.util.function.Consumer;

/** A client that tries many ports or many hosts, mostly in vain. */
final class ScanFinder implements Finder {
  /** Zeek's scan policy calls 15 ports in five minutes a scan; users open fewer by accident. */
  private static final int MIN_PORTS = 15;

  /** Zeek's scan policy calls 25 hosts in five minutes a scan. */
  private static final int MIN_HOSTS = 25;

  /** A busy client of a farm that is down in parts succeeds more often than a scanner. */
  private static final int FAILED_PER_WHOLE = 4;

  private final AttemptLedger attempts;

  ScanFinder(AttemptLedger attempts) {
    this.attempts = attempts;
  }

  /** Does the client scan, as far as is known by now? */
  static boolean isScanner(AttemptLedger.Client client) {
    return (client.ports().size() >= MIN_PORTS || client.hosts().size() >= MIN_HOSTS)
        && client.failed() >= FAILED_PER_WHOLE * client.whole();
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    attempts.clients().all().forEach((ip, client) -> report(ip, client, findings));
  }

  private static void report(
      IpAddress ip, AttemptLedger.Client client, Consumer<Finding> findings) {
    if (!isScanner(client)) {
      return;
    }
    boolean isOneHost = client.hosts().size() == 1;
    Message sentence =
        isOneHost
            ? Message.of(
                "scan.ports",
                ip.toString(),
                (long) client.ports().size(),
                client.hosts().iterator().next().toString(),
                client.failed(),
                client.failed() + client.whole())
            : Message.of(
                "scan.hosts",
                ip.toString(),
                (long) client.hosts().size(),
                (long) client.ports().size(),
                client.failed(),
                client.failed() + client.whole());
    findings.accept(
        new Finding(
            FindingKind.SCAN,
            Severity.WARNING,
            sentence,
            client.proof().packets(),
            null,
            Message.of("scan.next", ip.toString()),
            client.proof().flow(),
            client.failed()));
  }
}
