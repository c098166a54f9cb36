package io.weft.report;

import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A choice of flows. A flow is chosen where both sets and the filter choose it.
 *
 * @param protocols names of transport or application protocols; the empty set chooses all flows
 * @param flows names of flows; the empty set chooses all flows
 * @param filter asked about records; null chooses all flows
 */
public record FlowSelection(
    Set<String> protocols, Set<FlowName> flows, Predicate<FlowRecord> filter) {
  /** Chooses every flow. */
  public static final FlowSelection ALL = new FlowSelection(Set.of(), Set.of());

  /** A choice without a filter. */
  public FlowSelection(Set<String> protocols, Set<FlowName> flows) {
    this(protocols, flows, null);
  }

  public FlowSelection {
    protocols = Set.copyOf(protocols);
    flows = Set.copyOf(flows);
  }

  /** Whether every flow is chosen. */
  public boolean isAll() {
    return protocols.isEmpty() && flows.isEmpty() && filter == null;
  }

  /** Whether an application protocol is named, so that only the content tells if a flow matches. */
  public boolean namesApplications() {
    return protocols.stream().anyMatch(name -> IpProtocol.number(name) < 0);
  }

  /** Whether the flow is chosen, as far as its record tells. */
  public boolean matches(FlowRecord flow) {
    return (filter == null || filter.test(flow))
        && (flows.isEmpty() || flows.contains(flow.name()))
        && (protocols.isEmpty()
            || protocols.contains(flow.protocol())
            || (flow.application() != null
                && (protocols.contains(flow.application().protocol())
                    || flow.application().over().stream().anyMatch(protocols::contains))));
  }
}
