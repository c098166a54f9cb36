package io.weft.protocol.link.wlan;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;

/** What a station can of transmit beamforming (IEEE 802.11, clause 9.4.2.55.5). */
final class BeamFormingFields {
  static final FixedFields BITS =
      ElementLayout.begin()
          .number(0, Field.u32("wlan.txbf", "Transmit Beam Forming (TxBF) Capabilities"))
          .flag("wlan.txbf.txbf", "Transmit Beamforming", 0x1)
          .flag("wlan.txbf.rxss", "Receive Staggered Sounding", 0x2)
          .flag("wlan.txbf.txss", "Transmit Staggered Sounding", 0x4)
          .flag("wlan.txbf.rxndp", "Receive Null Data packet (NDP)", 0x8)
          .flag("wlan.txbf.txndp", "Transmit Null Data packet (NDP)", 0x10)
          .flag("wlan.txbf.impltxbf", "Implicit TxBF capable", 0x20)
          .bits("wlan.txbf.calibration", "Calibration", 0xC0)
          .flag("wlan.txbf.csi", "STA can apply TxBF using CSI explicit feedback", 0x100)
          .flag(
              "wlan.txbf.fm.uncompressed.tbf",
              "STA can apply TxBF using uncompressed beamforming feedback matrix",
              0x200)
          .flag(
              "wlan.txbf.fm.compressed.tbf",
              "STA can apply TxBF using compressed beamforming feedback matrix",
              0x400)
          .bits("wlan.txbf.rcsi", "Receiver can return explicit CSI feedback", 0x1800)
          .bits(
              "wlan.txbf.fm.uncompressed.rbf",
              "Receiver can return explicit uncompressed Beamforming Feedback Matrix",
              0x6000)
          .bits(
              "wlan.txbf.fm.compressed.bf",
              "STA can compress and use compressed Beamforming Feedback Matrix",
              0x18000)
          .bits(
              "wlan.txbf.mingroup", "Minimal grouping used for explicit feedback reports", 0x60000)
          .bits(
              "wlan.txbf.csinumant",
              "Max antennae STA can support when CSI feedback required",
              0x180000)
          .bits(
              "wlan.txbf.fm.uncompressed.maxant",
              "Max antennae STA can support when uncompressed Beamforming feedback required",
              0x600000)
          .bits(
              "wlan.txbf.fm.compressed.maxant",
              "Max antennae STA can support when compressed Beamforming feedback required",
              0x1800000)
          .bits(
              "wlan.txbf.csi.maxrows", "Maximum number of rows of CSI explicit feedback", 0x6000000)
          .bits(
              "wlan.txbf.channelest",
              "Maximum number of space time streams for which channel dimensions can be"
                  + " simultaneously estimated",
              0x18000000)
          .bits("wlan.txbf.reserved", "Reserved", 0xE0000000L)
          .end();

  private BeamFormingFields() {}
}
