package io.weft.protocol.link.wlan;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The bits of the element Extended Capabilities (IEEE 802.11, clause 9.4.2.26), byte by byte. */
final class ExtendedCapabilityFields {
  private static final Field BYTE =
      Field.u8("wlan.extcap", "Extended Capabilities")
          .hexadecimal()
          .within(ElementFields.ELEMENT)
          .repeating();
  private static final FixedFields EACH = FixedFields.of(at(0, BYTE));
  private static final FixedFields BITS =
      FixedFields.of(
          bit(0, "b0", "20/40 BSS Coexistence Management Support", 0x01),
          number(0, "b1", "Reserved (was On-demand beacon)", 0x02),
          bit(0, "b2", "Extended Channel Switching", 0x04),
          number(0, "b3", "Reserved (was WAVE indication)", 0x08),
          bit(0, "b4", "PSMP Capability", 0x10),
          number(0, "b5", "Reserved", 0x20),
          bit(0, "b6", "S-PSMP Support", 0x40),
          bit(0, "b7", "Event", 0x80),
          bit(1, "b8", "Diagnostics", 0x01),
          bit(1, "b9", "Multicast Diagnostics", 0x02),
          bit(1, "b10", "Location Tracking", 0x04),
          bit(1, "b11", "FMS", 0x08),
          bit(1, "b12", "Proxy ARP Service", 0x10),
          bit(1, "b13", "Collocated Interference Reporting", 0x20),
          bit(1, "b14", "Civic Location", 0x40),
          bit(1, "b15", "Geospatial Location", 0x80),
          bit(2, "b16", "TFS", 0x01),
          bit(2, "b17", "WNM Sleep Mode", 0x02),
          bit(2, "b18", "TIM Broadcast", 0x04),
          bit(2, "b19", "BSS Transition", 0x08),
          bit(2, "b20", "QoS Traffic Capability", 0x10),
          bit(2, "b21", "AC Station Count", 0x20),
          bit(2, "b22", "Multiple BSSID", 0x40),
          bit(2, "b23", "Timing Measurement", 0x80),
          bit(3, "b24", "Channel Usage", 0x01),
          bit(3, "b25", "SSID List", 0x02),
          bit(3, "b26", "DMS", 0x04),
          bit(3, "b27", "UTC TSF Offset", 0x08),
          bit(3, "b28", "TPU Buffer STA Support", 0x10),
          bit(3, "b29", "TDLS Peer PSM Support", 0x20),
          bit(3, "b30", "TDLS channel switching", 0x40),
          bit(3, "b31", "Interworking", 0x80),
          bit(4, "b32", "QoS Map", 0x01),
          bit(4, "b33", "EBR", 0x02),
          bit(4, "b34", "SSPN Interface", 0x04),
          number(4, "b35", "Reserved", 0x08),
          bit(4, "b36", "MSGCF Capability", 0x10),
          bit(4, "b37", "TDLS Support", 0x20),
          bit(4, "b38", "TDLS Prohibited", 0x40),
          bit(4, "b39", "TDLS Channel Switching Prohibited", 0x80),
          bit(5, "b40", "Reject Unadmitted Frame", 0x01),
          number(5, "serv_int_granularity", "Service Interval Granularity", 0x0E),
          bit(5, "b44", "Identifier Location", 0x10),
          bit(5, "b45", "U-APSD Coexistence", 0x20),
          bit(5, "b46", "WNM Notification", 0x40),
          number(5, "b47", "QAB Capability", 0x80),
          bit(6, "b48", "UTF-8 SSID", 0x01),
          bit(6, "b49", "QMF Activated", 0x02),
          bit(6, "b50", "QMF Reconfiguration Activated", 0x04),
          bit(6, "b51", "Robust AV Streaming", 0x08),
          bit(6, "b52", "Advanced GCR", 0x10),
          bit(6, "b53", "Mesh GCR", 0x20),
          bit(6, "b54", "SCS", 0x40),
          bit(6, "b55", "QLoad Report", 0x80),
          bit(7, "b56", "Alternate EDCA", 0x01),
          bit(7, "b57", "Unprotected TXOP Negotiation", 0x02),
          bit(7, "b58", "Protected TXOP Negotiation", 0x04),
          number(7, "b59", "Reserved", 0x08),
          bit(7, "b60", "Protected QLoad Report", 0x10),
          bit(7, "b61", "TDLS Wider Bandwidth", 0x20),
          bit(7, "b62", "Operating Mode Notification", 0x40),
          number(7, "b63", "Max Number Of MSDUs In A-MSDU", 0x80));

  static final LayerFields DECLARED = LayerFields.declaring(List.of(EACH, BITS));

  private ExtendedCapabilityFields() {}

  private static FixedFields.Place bit(int at, String name, String label, int mask) {
    return at(at, Field.flag("wlan.extcap." + name, label, 8, mask).within(BYTE));
  }

  private static FixedFields.Place number(int at, String name, String label, int mask) {
    return at(at, Field.u8("wlan.extcap." + name, label).masked(mask).hexadecimal().within(BYTE));
  }

  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; at < end; at++) {
      EACH.read(bytes, at, end, sink);
    }
    BITS.read(bytes, from, end, sink);
  }
}
