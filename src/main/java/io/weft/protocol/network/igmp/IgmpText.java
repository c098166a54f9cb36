package io.weft.protocol.network.igmp;

import io.weft.dissect.Packet;

/** Describes an IGMP message in a line. */
final class IgmpText {
  private IgmpText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    Igmp igmp = new Igmp();
    packet.bindLayer(igmp, layer);
    switch (igmp.type()) {
      case Igmp.MEMBERSHIP_QUERY -> text.append("membership query ").append(igmp.groupText());
      case Igmp.MEMBERSHIP_REPORT_V1 -> text.append("report v1 ").append(igmp.groupText());
      case Igmp.MEMBERSHIP_REPORT_V2 -> text.append("report v2 ").append(igmp.groupText());
      case Igmp.LEAVE_GROUP -> text.append("leave group ").append(igmp.groupText());
      case Igmp.MEMBERSHIP_REPORT_V3 -> text.append("report v3");
      default -> text.append("type 0x").append(Integer.toHexString(igmp.type()));
    }
  }
}
