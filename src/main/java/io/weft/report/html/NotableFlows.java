package io.weft.report.html;

import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.insight.Finding;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Chooses the flows that the page shows whole: those that show a finding, those with the most
 * trouble, and beside them the largest. Only TCP and UDP have anything to show.
 */
final class NotableFlows {
  /** Flows chosen because they show a finding, at most. */
  static final int FOUND = 24;

  /** Flows chosen for their trouble, at most. */
  static final int TROUBLED = 24;

  /** Flows chosen for their size, at most. */
  static final int LARGE = 12;

  private final Heap troubled = new Heap(TROUBLED);
  private final Heap large = new Heap(LARGE);

  private record Candidate(FlowName name, long score, long firstPacket) {}

  /** Keeps the candidates with the highest scores; among equals, the earliest. */
  private static final class Heap {
    private static final Comparator<Candidate> WORST_FIRST =
        Comparator.comparingLong(Candidate::score)
            .thenComparing(Comparator.comparingLong(Candidate::firstPacket).reversed());

    private final PriorityQueue<Candidate> kept = new PriorityQueue<>(WORST_FIRST);
    private final int room;

    Heap(int room) {
      this.room = room;
    }

    void add(FlowRecord flow, ToLongFunction<FlowRecord> score) {
      long points = score.applyAsLong(flow);
      if (kept.size() == room && points <= kept.element().score) {
        return;
      }
      kept.add(new Candidate(flow.name(), points, flow.times().firstPacket()));
      if (kept.size() > room) {
        kept.remove();
      }
    }

    void moveTo(Set<FlowName> names) {
      kept.stream().sorted(WORST_FIRST.reversed()).forEach(each -> names.add(each.name()));
    }
  }

  private static boolean isShown(FlowName flow) {
    return flow != null
        && (flow.ipProtocol() == IpProtocol.TCP || flow.ipProtocol() == IpProtocol.UDP);
  }

  /** Looks at a flow that has ended. */
  void add(FlowRecord flow) {
    if (!isShown(flow.name())) {
      return;
    }
    if (Notability.trouble(flow) > 0) {
      troubled.add(flow, Notability::score);
    }
    large.add(flow, FlowRecord::bytes);
  }

  /**
   * The flows that are chosen, the most notable first.
   *
   * @param findings the worst first; the flows that show them best come before all others
   */
  Set<FlowName> chosen(List<Finding> findings) {
    Set<FlowName> names = new LinkedHashSet<>();
    findings.stream()
        .map(Finding::flow)
        .filter(NotableFlows::isShown)
        .distinct()
        .limit(FOUND)
        .forEach(names::add);
    troubled.moveTo(names);
    large.moveTo(names);
    return names;
  }
}
