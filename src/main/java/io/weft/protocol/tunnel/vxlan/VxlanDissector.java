package io.weft.protocol.tunnel.vxlan;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.tunnel.NextProtocol;

/** Dissects VXLAN or its generic extension, each of which has a port of its own. */
final class VxlanDissector implements Dissector {
  /** The network identifier is valid; all other bits of the first half are reserved. */
  private static final int VALID = 0x08_00_00_00;

  /**
   * The bits that the group policy extension uses: its flag, "don't learn", "applied" and the
   * policy's number (draft-smith-vxlan-group-policy, section 2.1).
   */
  private static final int GROUP_POLICY = 0x80_48_FF_FF;

  private static final int GROUP_POLICY_FLAG = 0x80_00_00_00;

  /**
   * The bits that the generic extension uses: version, next protocol is valid, broadcast,
   * operations and the number of the next protocol (draft-ietf-nvo3-vxlan-gpe, section 3.1).
   */
  private static final int GENERIC = 0x37_00_00_FF;

  private final boolean generic;
  private final NextProtocol next;

  VxlanDissector(Chain.Builder chain, boolean generic) {
    this.generic = generic;
    next = new NextProtocol(chain);
  }

  @Override
  public Protocol protocol() {
    return Vxlan.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Vxlan.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (!cursor.enter(Vxlan.PROTOCOL, Vxlan.HEADER_LENGTH)) {
      return null;
    }
    cursor.tunnel(Vxlan.vni(bytes, at));
    return next.get(generic ? Vxlan.nextProtocol(bytes, at) : NextProtocol.ETHERNET);
  }

  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int word = BigEndian.i32(bytes, from);
    int allowed = (word & GROUP_POLICY_FLAG) == 0 ? VALID : VALID | GROUP_POLICY;
    return fit(word, allowed, bytes, from);
  }

  static Fit fitGeneric(byte[] bytes, int from, int to, int wireTo) {
    return fit(BigEndian.i32(bytes, from), VALID | GENERIC, bytes, from);
  }

  /** The identifier must be valid, and the reserved bits must be 0. */
  private static Fit fit(int word, int allowed, byte[] bytes, int from) {
    return Fit.yesIf(
        (word & VALID) != 0
            && (word & ~allowed) == 0
            && bytes[from + Vxlan.HEADER_LENGTH - 1] == 0);
  }
}
