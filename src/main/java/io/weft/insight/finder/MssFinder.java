package io.weft.insight.finder;

import io.weft.bytes.IpAddress;
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
import io.weft.insight.proof.Proof;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Ends whose maximum segment size arrives smaller on one way than on others. One SYN proves
 * nothing: a host may have a small MTU itself. The same address that offers more to others has
 * none, so a box on that way (or a route of the host) has lowered it.
 */
final class MssFinder implements Finder {
  /**
   * What hosts offer of themselves, over IPv4 and IPv6: the least that must be taken, Ethernet,
   * jumbo frames, and a loopback interface that has the same address.
   */
  private static final Set<Integer> USUAL =
      Set.of(536, 1220, 1460, 1440, 8960, 8940, 65495, 65475, 65535);

  private static final int HEADERS_IPV4 = 40;
  private static final int HEADERS_IPV6 = 60;

  private final Ledger<IpAddress, Offers> clients = new Ledger<>(Offers::new);
  private final Ledger<IpAddress, Offers> servers = new Ledger<>(Offers::new);

  /** What one address has offered. */
  private static final class Offers {
    private final Proof proof = new Proof();
    private int largest;
    private int lowered;
    private String peer;
    private long connections;
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    TcpRecord.Handshake handshake = record.tcp() == null ? null : record.tcp().handshake();
    if (handshake == null
        || handshake.rttNanos() == TcpRecord.UNKNOWN
        || handshake.client() == null
        || handshake.server() == null) {
      return;
    }
    int client = handshake.client().maximumSegmentSize();
    int server = handshake.server().maximumSegmentSize();
    if (client <= 0 || server <= 0) {
      return;
    }
    clients.with(record.client().ip(), all -> add(all, client, server, record.server(), record));
    servers.with(record.server().ip(), all -> add(all, server, client, record.client(), record));
  }

  /**
   * Takes down an offer.
   *
   * @param other what the other end offers: some hosts offer no more than that themselves
   */
  private static void add(
      Offers offers, int offered, int other, EndpointRecord peer, FlowRecord record) {
    offers.largest = Math.max(offers.largest, offered);
    if (USUAL.contains(offered) || offered >= other) {
      return;
    }
    if (offers.lowered == 0 || offered < offers.lowered) {
      offers.lowered = offered;
      offers.peer = peer.ip().toString();
    }
    offers.connections++;
    offers.proof.addFirst(record);
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    report(clients, findings);
    report(servers, findings);
  }

  private static void report(Ledger<IpAddress, Offers> ends, Consumer<Finding> findings) {
    for (Map.Entry<IpAddress, Offers> each : ends.all().entrySet()) {
      Offers offers = each.getValue();
      if (offers.lowered > 0 && offers.largest > offers.lowered) {
        findings.accept(finding(each.getKey(), offers));
      }
    }
  }

  private static Finding finding(IpAddress end, Offers offers) {
    int headers = end.ipv6() ? HEADERS_IPV6 : HEADERS_IPV4;
    return new Finding(
        FindingKind.MSS_CLAMPED,
        Severity.INFO,
        Message.of(
            "mss-clamped",
            end.toString(),
            (long) offers.lowered,
            offers.peer,
            (long) offers.largest,
            (long) offers.lowered + headers,
            offers.connections),
        offers.proof.packets(),
        null,
        Message.of("mss-clamped.next", offers.peer),
        offers.proof.flow(),
        offers.connections);
  }
}
