package io.weft.insight.finder;

import io.weft.bytes.IpAddress;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.Proof;
import java.util.function.Consumer;

/**
 * Senders whose checksums are wrong: damaged on the way, or captured before the network card filled
 * them in. Both are known only where checksums are verified.
 */
final class ChecksumFinder implements Finder {
  private final Ledger<IpAddress, Sender> senders = new Ledger<>(Sender::new);

  private static final class Sender {
    private final Proof proof = new Proof();
    private long packets;
    private long errors;
    private long offloads;
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    end(record, record.client());
    end(record, record.server());
  }

  private void end(FlowRecord record, EndpointRecord end) {
    if (end.checksums() == null && senders.get(end.ip()) == null) {
      return;
    }
    senders.with(
        end.ip(),
        sender -> {
          sender.packets += end.volume().packets();
          if (end.checksums() != null) {
            sender.errors += end.checksums().errors();
            sender.offloads += end.checksums().offloads();
            sender.proof.addFirst(record);
          }
        });
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    senders
        .all()
        .forEach(
            (ip, sender) -> {
              if (sender.errors > 0) {
                findings.accept(
                    finding(
                        FindingKind.CHECKSUM_ERRORS, Severity.WARNING, ip, sender, sender.errors));
              }
              if (sender.offloads > 0) {
                findings.accept(
                    finding(
                        FindingKind.CHECKSUM_OFFLOAD, Severity.INFO, ip, sender, sender.offloads));
              }
            });
  }

  private static Finding finding(
      FindingKind kind, Severity severity, IpAddress ip, Sender sender, long wrong) {
    return new Finding(
        kind,
        severity,
        Message.of(kind.id(), ip.toString(), wrong, sender.packets),
        sender.proof.packets(),
        null,
        Message.of(kind.id() + ".next", ip.toString()),
        sender.proof.flow(),
        wrong);
  }
}
