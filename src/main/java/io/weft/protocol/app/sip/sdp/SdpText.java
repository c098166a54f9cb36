package io.weft.protocol.app.sip.sdp;

import io.weft.dissect.Packet;
import io.weft.dissect.chain.InfoColumn;

/** Leaves the line of a packet to the message that brings the description. */
final class SdpText implements InfoColumn {
  @Override
  public void describe(Packet packet, int layer, StringBuilder text) {
    text.append(Sdp.PROTOCOL.label());
  }

  @Override
  public boolean isPart() {
    return true;
  }
}
