package io.weft.protocol.link.vlan;

import io.weft.bytes.BigEndian;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;

/**
 * The layout that the tags of customers and of providers have in common (IEEE 802.1Q, clause 9.6).
 */
public abstract class VlanTag extends View {
  /**
   * Length in bytes of the tag control information and the type of what follows. The tag's own type
   * stands in the header before it.
   */
  public static final int HEADER_LENGTH = 4;

  static final int CONTROL = 0;
  static final int TYPE = 2;

  static int id(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + CONTROL) & 0xFFF;
  }

  static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  /** VLAN identifier, 0 to 4,095; 0 where the tag carries a priority only. */
  public int id() {
    return id(bytes, at);
  }

  /** Priority code point, 0 to 7. */
  public int priority() {
    return BigEndian.u16(bytes, at + CONTROL) >> 13;
  }

  /** May a switch that is overloaded drop this frame before others? */
  public boolean dropEligible() {
    return (BigEndian.u16(bytes, at + CONTROL) & 0x1000) != 0;
  }

  /** Ethertype; a value below {@link EtherType#MIN} is the length of the payload in bytes. */
  public int type() {
    return type(bytes, at);
  }

  /** A copy that outlives the packet. */
  public Tag toRecord() {
    return new Tag(id(), priority(), dropEligible());
  }

  /** A tag that outlives its packet; the identifier is 0 to 4,095, the priority 0 to 7. */
  public record Tag(int id, int priority, boolean dropEligible) {}
}
