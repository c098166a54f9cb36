package io.weft.protocol.link.llc;

import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.SnapTable;

/** LLC, dispatched by service access point or, with SNAP, mostly by ethertype. */
public final class LlcDissector implements Dissector {
  private static final int LINKTYPE_ATM_RFC1483 = 100;

  private final DispatchTable bySap;
  private final SnapTable snap;

  public LlcDissector(Chain.Builder chain) {
    bySap = chain.table(Chain.Builder.LLC_SAP);
    snap = new SnapTable(chain);
  }

  /** LLC is what cells of an ATM circuit carry (RFC 2684, section 5). */
  public static void register(Chain.Builder chain) {
    chain.linkType(LINKTYPE_ATM_RFC1483, new LlcDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return Llc.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Llc.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    boolean isSnap = Llc.isSnap(bytes, at);
    int control = Llc.controlLength(bytes, at);
    int length = 2 + control + (isSnap ? SnapTable.LENGTH : 0);
    if (!packet.require(length) || !packet.enter(Llc.PROTOCOL, length)) {
      return null;
    }
    if (!Llc.isInformation(bytes, at)) {
      return bySap.otherwise();
    }
    return isSnap ? snap.get(bytes, at + 2 + control) : bySap.get(Llc.dsap(bytes, at));
  }
}
