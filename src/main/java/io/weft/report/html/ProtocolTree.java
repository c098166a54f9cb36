package io.weft.report.html;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Packets by their protocols as they lie in one another, the way Wireshark's protocol hierarchy
 * tells it. A packet counts once at each place that its layers go through.
 */
final class ProtocolTree {
  /** Places at most: hostile packets could make endless ones. */
  static final int MAX_NODES = 2000;

  private final Node root = new Node(null);
  private int nodes;
  private long unplaced;

  private static final class Node {
    private final Protocol protocol;
    private final List<Node> children = new ArrayList<>(2);
    private long packets;
    private long bytes;

    Node(Protocol protocol) {
      this.protocol = protocol;
    }

    Branch branch() {
      return new Branch(
          protocol.name(),
          protocol.label(),
          packets,
          bytes,
          children.isEmpty() ? null : branches(children));
    }
  }

  /**
   * A place in the tree.
   *
   * @param packets that have the protocol at this place
   * @param bytes of these packets, by the frames' lengths on the wire
   * @param inside what lies in it, the most packets first; null for nothing
   */
  record Branch(String protocol, String label, long packets, long bytes, List<Branch> inside) {}

  /** Adds a packet's layers. */
  void add(Packet packet) {
    Node node = root;
    int end = Math.min(packet.layerCount(), packet.quotedFrom());
    for (int layer = 0; layer < end; layer++) {
      if (layer > 0 && isNextMessage(packet, layer)) {
        continue;
      }
      Node child = child(node, packet.protocol(layer));
      if (child == null) {
        unplaced++;
        return;
      }
      child.packets++;
      child.bytes += packet.originalLength();
      node = child;
    }
  }

  /** Is a layer one more message of the protocol before it, and not a message within that? */
  private static boolean isNextMessage(Packet packet, int layer) {
    return packet.protocol(layer) == packet.protocol(layer - 1)
        && (packet.bytes(layer) != packet.bytes(layer - 1)
            || packet.start(layer) < packet.payload(layer - 1)
            || packet.start(layer) >= packet.limit(layer - 1));
  }

  private Node child(Node parent, Protocol protocol) {
    for (Node each : parent.children) {
      if (each.protocol == protocol) {
        return each;
      }
    }
    if (nodes == MAX_NODES) {
      return null;
    }
    nodes++;
    Node child = new Node(protocol);
    parent.children.add(child);
    return child;
  }

  /** How often a packet had a place for which there was no more room. */
  long unplaced() {
    return unplaced;
  }

  /** The outermost protocols with what lies in them. */
  List<Branch> branches() {
    return branches(root.children);
  }

  private static List<Branch> branches(List<Node> nodes) {
    return nodes.stream()
        .map(Node::branch)
        .sorted(Comparator.comparingLong(Branch::packets).reversed())
        .toList();
  }
}
