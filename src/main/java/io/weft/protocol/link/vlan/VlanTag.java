package io.weft.protocol.link.vlan;

import io.weft.bytes.BigEndian;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;

/** What customer and service tags have in common (IEEE 802.1Q, clause 9.6). */
public abstract class VlanTag extends View {
  /** Tag control information and the type of what follows; the tag's own type lies before it. */
  public static final int HEADER_LENGTH = 4;

  private static final int CONTROL = 0;
  private static final int TYPE = 2;

  static int id(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + CONTROL) & 0xFFF;
  }

  static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  /** 0 to 4,095; 0 is a tag that carries a priority only. */
  public int id() {
    return id(bytes, at);
  }

  /** Priority code point, 0 to 7. */
  public int priority() {
    return BigEndian.u16(bytes, at + CONTROL) >> 13;
  }

  public boolean dropEligible() {
    return (BigEndian.u16(bytes, at + CONTROL) & 0x1000) != 0;
  }

  /** Ethertype; below {@link EtherType#MIN} the length of the payload. */
  public int type() {
    return type(bytes, at);
  }

  public Tag toRecord() {
    return new Tag(id(), priority(), dropEligible());
  }

  public record Tag(int id, int priority, boolean dropEligible) {}
}
