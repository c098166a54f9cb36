package io.weft.filter;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Frame;
import java.util.List;
import java.util.Set;

/**
 * The bytes of a protocol's layers. As in Wireshark a value is a header, for slices and
 * comparisons, but what is searched in it goes on to the end of the layer's payload.
 */
final class ProtocolOperand extends Operand {
  /** Protocols whose value is the header with its payload in Wireshark. */
  private static final Set<String> WITH_PAYLOAD =
      Set.of("tcp", "sctp", "icmp", "icmpv6", "igmp", "gre", "dccp");

  private final Protocol[] protocols;
  private final boolean hasPayload;
  private final Values values = new Values();

  /**
   * @param protocols all of one name
   */
  ProtocolOperand(List<Protocol> protocols) {
    super(ValueType.PROTOCOL, null);
    this.protocols = protocols.toArray(new Protocol[0]);
    hasPayload = WITH_PAYLOAD.contains(this.protocols[0].name());
  }

  /** Does the packet have a layer of the protocol? */
  boolean isIn(Packet packet) {
    for (Protocol protocol : protocols) {
      if (protocol == Frame.PROTOCOL || packet.find(protocol, 0) >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  Values values(Evaluation evaluation) {
    Packet packet = evaluation.packet();
    values.clear();
    int layer = 0;
    for (Protocol protocol : protocols) {
      if (protocol == Frame.PROTOCOL) {
        values.bytes(packet.frame(), packet.frameStart(), packet.capturedLength(), 1);
        continue;
      }
      for (int i = packet.find(protocol, 0); i >= 0; i = packet.find(protocol, i + 1)) {
        int start = packet.start(i);
        int reach = Math.max(packet.limit(i), packet.payload(i)) - start;
        int length = hasPayload ? reach : packet.payload(i) - start;
        values.bytes(packet.bytes(i), start, length, reach, ++layer);
      }
    }
    return values;
  }
}
