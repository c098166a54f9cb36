package io.weft.protocol.link.wlan;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;

/**
 * How the stations of a mesh work together: the element "Mesh Configuration" (IEEE 802.11,
 * 9.4.2.96).
 */
final class MeshFields {
  static final FixedFields CONFIGURATION =
      ElementLayout.begin()
          .part(0, number("ps_protocol", "Path Selection Protocol"))
          .part(1, number("ps_metric", "Path Selection Metric"))
          .part(2, number("cong_ctl", "Congestion Control"))
          .part(3, number("sync_method", "Synchronization Method"))
          .part(4, number("auth_protocol", "Authentication Protocol"))
          .number(5, number("formation_info", "Formation Info"))
          .flag("wlan.mesh.formation_info.connect_to_mesh_gate", "Connected to Mesh Gate", 0x01)
          .decimal("wlan.mesh.config.formation_info.num_peers", "Number of Peerings", 0x7E)
          .flag("wlan.mesh.formation_info.connect_to_as", "Connected to AS", 0x80)
          .number(6, number("cap", "Capability"))
          .flag("wlan.mesh.config.cap.accept", "Accepting Additional Mesh Peerings", 0x01)
          .flag("wlan.mesh.config.cap.mcca_support", "MCCA Support", 0x02)
          .flag("wlan.mesh.config.cap.mcca_enabled", "MCCA Enabled", 0x04)
          .flag("wlan.mesh.config.cap.forwarding", "Mesh Forwarding", 0x08)
          .flag("wlan.mesh.config.cap.mbca_enabled", "MBCA Enabled", 0x10)
          .flag("wlan.mesh.config.cap.tbtt_adjusting", "TBTT Adjustment", 0x20)
          .flag("wlan.mesh.config.cap.power_save_level", "Power Save", 0x40)
          .bits("wlan.mesh.config.cap.reserved", "Reserved", 0x80)
          .end();

  private MeshFields() {}

  private static Field number(String name, String label) {
    return Field.u8("wlan.mesh.config." + name, label).hexadecimal();
  }
}
