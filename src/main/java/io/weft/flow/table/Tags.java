package io.weft.flow.table;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.flow.FlowRecord;
import io.weft.flow.segment.IpLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tags of an IP layer: the VLANs between it and the next IP layer outside, and the tunnels
 * around it. Two hosts may have the same addresses where their packets have other tags. To have no
 * tag is a value like any other.
 */
public final class Tags {
  /** Of a layer with neither VLAN nor tunnel. */
  public static final Tags NONE = new Tags(new int[0], new Protocol[0], new long[0]);

  private static final int MIX = 0x9E37_79B1;

  private final int[] vlans;
  private final Protocol[] tunnels;
  private final long[] identifiers;
  private final int vlanHash;
  private final int tunnelHash;

  private Tags(int[] vlans, Protocol[] tunnels, long[] identifiers) {
    this.vlans = vlans;
    this.tunnels = tunnels;
    this.identifiers = identifiers;
    vlanHash = Arrays.hashCode(vlans);
    int hash = 1;
    for (int i = 0; i < tunnels.length; i++) {
      hash = (hash * 31 + tunnels[i].name().hashCode()) * 31 + Long.hashCode(identifiers[i]);
    }
    tunnelHash = hash;
  }

  /** The tags of an IP layer of a packet that has tags. */
  static Tags of(Packet packet, int layer) {
    int outer = outer(packet, layer);
    int vlanCount = 0;
    int tunnelCount = 0;
    for (int i = 0; i < packet.tagCount(); i++) {
      if (isVlan(packet, i, outer, layer)) {
        vlanCount++;
      } else if (isTunnel(packet, i, layer)) {
        tunnelCount++;
      }
    }
    int[] vlans = new int[vlanCount];
    Protocol[] tunnels = new Protocol[tunnelCount];
    long[] identifiers = new long[tunnelCount];
    for (int i = packet.tagCount() - 1; i >= 0; i--) {
      if (isVlan(packet, i, outer, layer)) {
        vlans[--vlanCount] = (int) packet.tag(i);
      } else if (isTunnel(packet, i, layer)) {
        tunnels[--tunnelCount] = packet.protocol(packet.tagLayer(i));
        identifiers[tunnelCount] = packet.tag(i);
      }
    }
    return new Tags(vlans, tunnels, identifiers);
  }

  /** Are these the tags of an IP layer of a packet? */
  boolean matches(Packet packet, int layer) {
    int outer = outer(packet, layer);
    int vlan = 0;
    int tunnel = 0;
    for (int i = 0; i < packet.tagCount(); i++) {
      if (isVlan(packet, i, outer, layer)) {
        if (vlan == vlans.length || vlans[vlan++] != packet.tag(i)) {
          return false;
        }
      } else if (isTunnel(packet, i, layer)) {
        if (tunnel == tunnels.length
            || tunnels[tunnel] != packet.protocol(packet.tagLayer(i))
            || identifiers[tunnel++] != packet.tag(i)) {
          return false;
        }
      }
    }
    return vlan == vlans.length && tunnel == tunnels.length;
  }

  /** A hash of the tags of an IP layer of a packet. */
  static int hash(Packet packet, int layer) {
    int outer = outer(packet, layer);
    int hash = layer - outer;
    for (int i = 0; i < packet.tagCount(); i++) {
      if (isVlan(packet, i, outer, layer) || isTunnel(packet, i, layer)) {
        hash = (hash + Long.hashCode(packet.tag(i))) * MIX;
      }
    }
    return hash ^ hash >>> 16;
  }

  /** Index of the next IP layer outside, or -1. */
  private static int outer(Packet packet, int layer) {
    int outer = layer - 1;
    while (outer >= 0 && !IpLayer.is(packet.protocol(outer))) {
      outer--;
    }
    return outer;
  }

  private static boolean isVlan(Packet packet, int tag, int outer, int layer) {
    return packet.isVlanTag(tag) && packet.tagLayer(tag) > outer && packet.tagLayer(tag) < layer;
  }

  private static boolean isTunnel(Packet packet, int tag, int layer) {
    return !packet.isVlanTag(tag) && packet.tagLayer(tag) < layer;
  }

  /** Is there neither VLAN nor tunnel? */
  public boolean isEmpty() {
    return vlans.length == 0 && tunnels.length == 0;
  }

  /** Have both the same VLANs? */
  public boolean hasSameVlans(Tags other) {
    return Arrays.equals(vlans, other.vlans);
  }

  /** Have both the same tunnels, with the same identifiers? */
  public boolean hasSameTunnels(Tags other) {
    return Arrays.equals(identifiers, other.identifiers) && Arrays.equals(tunnels, other.tunnels);
  }

  int vlanHash() {
    return vlanHash;
  }

  int tunnelHash() {
    return tunnelHash;
  }

  /** VLAN identifiers, 0 to 4,095, outermost first. */
  public List<Integer> vlans() {
    return Arrays.stream(vlans).boxed().toList();
  }

  /** The tunnels, outermost first. */
  public List<FlowRecord.Encapsulation> encapsulation() {
    if (tunnels.length == 0) {
      return List.of();
    }
    List<FlowRecord.Encapsulation> all = new ArrayList<>(tunnels.length);
    for (int i = 0; i < tunnels.length; i++) {
      all.add(new FlowRecord.Encapsulation(tunnels[i].name(), identifiers[i]));
    }
    return List.copyOf(all);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Tags tags && hasSameVlans(tags) && hasSameTunnels(tags));
  }

  @Override
  public int hashCode() {
    return vlanHash * 31 + tunnelHash;
  }
}
