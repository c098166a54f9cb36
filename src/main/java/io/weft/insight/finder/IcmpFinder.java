package io.weft.insight.finder;

import io.weft.bytes.IpAddress;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.insight.CaptureState;
import io.weft.insight.Finder;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Ledger;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import java.util.Locale;
import java.util.function.Consumer;

/** Flows of which a router or a host reports by ICMP why they cannot go on. */
final class IcmpFinder implements Finder {
  private static final int UNREACHABLE = 3;
  private static final int TIME_EXCEEDED = 11;

  /** Type 3 code 4 (RFC 1191): the packet is too large for the next link. */
  private static final int TOO_LARGE = 4;

  private static final int V6_UNREACHABLE = 1;
  private static final int V6_TOO_BIG = 2;
  private static final int V6_TIME_EXCEEDED = 3;

  private final TtlFinder loops;
  private final Ledger<Report, Account> reports = new Ledger<>(Account::new);

  /**
   * @param loops knows where packets expire because they go in a circle
   */
  IcmpFinder(TtlFinder loops) {
    this.loops = loops;
  }

  /** What is reported of which place, and by whom. */
  private record Report(Place place, String protocol, IpAddress from, int type, int code) {}

  private static final class Account {
    private final Proof proof = new Proof();
    private String name;
    private String text;
    private long flows;
    private long answered;
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    FlowRecord.Icmp icmp = record.icmp();
    if (icmp == null || icmp.from() == null) {
      return;
    }
    Report report =
        new Report(Place.server(record), record.protocol(), icmp.from(), icmp.type(), icmp.code());
    reports.with(
        report,
        account -> {
          account.flows++;
          account.answered += record.server().volume().packets() > 0 ? 1 : 0;
          account.text = record.icmpText();
          if (record.server().name() != null) {
            account.name = record.server().name().text();
          }
          account.proof.add(record.name(), icmp.packet(), icmp.nanos());
        });
  }

  @Override
  public void report(CaptureState state, Consumer<Finding> findings) {
    reports
        .all()
        .forEach(
            (report, account) -> {
              Finding finding = finding(report, account);
              if (finding.kind() != FindingKind.TTL_EXCEEDED || !loops.isLoop(report.place)) {
                findings.accept(finding); // else it is told why
              }
            });
  }

  private static Finding finding(Report report, Account account) {
    FindingKind kind = kind(report.from, report.type, report.code);
    boolean isWhole = account.answered == 0 && kind != FindingKind.PATH_MTU;
    return new Finding(
        kind,
        isWhole && kind != FindingKind.TTL_EXCEEDED ? Severity.WARNING : Severity.NOTE,
        Message.of(
            "icmp",
            report.from.toString(),
            account.text,
            account.flows,
            report.protocol.toUpperCase(Locale.ROOT),
            Place.text(report.place, account.name)),
        account.proof.packets(),
        null,
        Message.of(kind.id() + ".next", report.from.toString(), report.place.toString()),
        account.proof.flow(),
        account.flows);
  }

  /** Does the message, which may be null, say that a packet was too large? */
  static boolean isTooLarge(FlowRecord.Icmp icmp) {
    return is(FindingKind.PATH_MTU, icmp);
  }

  /** Does the message, which may be null, say that a packet's time to live was over? */
  static boolean isTimeExceeded(FlowRecord.Icmp icmp) {
    return is(FindingKind.TTL_EXCEEDED, icmp);
  }

  private static boolean is(FindingKind kind, FlowRecord.Icmp icmp) {
    return icmp != null
        && icmp.from() != null
        && kind(icmp.from(), icmp.type(), icmp.code()) == kind;
  }

  private static FindingKind kind(IpAddress from, int type, int code) {
    if (from.ipv6()) {
      return switch (type) {
        case V6_UNREACHABLE ->
            // RFC 4443, section 3.1: administratively prohibited, policy, reject route
            code == 1 || code == 5 || code == 6 ? FindingKind.FILTERED : FindingKind.UNREACHABLE;
        case V6_TOO_BIG -> FindingKind.PATH_MTU;
        case V6_TIME_EXCEEDED -> FindingKind.TTL_EXCEEDED;
        default -> FindingKind.UNREACHABLE;
      };
    }
    if (type == TIME_EXCEEDED) {
      return FindingKind.TTL_EXCEEDED;
    }
    if (type == UNREACHABLE && code == TOO_LARGE) {
      return FindingKind.PATH_MTU;
    }
    // RFC 1812, section 5.2.7.1: net, host or communication administratively prohibited
    boolean isProhibited = type == UNREACHABLE && (code == 9 || code == 10 || code == 13);
    return isProhibited ? FindingKind.FILTERED : FindingKind.UNREACHABLE;
  }
}
