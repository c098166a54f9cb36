package io.weft.report;

import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import java.util.Set;

/**
 * Which flows are wanted.
 *
 * @param protocols names, of the transport or of the application; empty for all
 * @param flows by name; empty for all
 */
public record FlowSelection(Set<String> protocols, Set<FlowName> flows) {
  public static final FlowSelection ALL = new FlowSelection(Set.of(), Set.of());

  public FlowSelection {
    protocols = Set.copyOf(protocols);
    flows = Set.copyOf(flows);
  }

  public boolean isAll() {
    return protocols.isEmpty() && flows.isEmpty();
  }

  /** Is it told by content which flows are wanted? */
  public boolean namesApplications() {
    return protocols.stream().anyMatch(name -> IpProtocol.number(name) < 0);
  }

  public boolean matches(FlowRecord flow) {
    return (flows.isEmpty() || flows.contains(flow.name()))
        && (protocols.isEmpty()
            || protocols.contains(flow.protocol())
            || (flow.application() != null && protocols.contains(flow.application().protocol())));
  }
}
