package io.weft.protocol.link.wlan;

import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/**
 * The elements by which stations and networks tell how fast they can be: high throughput (IEEE
 * 802.11, clauses 9.4.2.55 and 9.4.2.56) and very high throughput (clauses 9.4.2.157 and
 * 9.4.2.158).
 */
final class ThroughputFields {
  /** Where the set of coding schemes stands in the capabilities, and in the operation. */
  private static final int SET_AT = 3;

  private static final int OPERATION_SET_AT = 6;
  private static final int SET_LENGTH = 16;

  private static final int EXTENDED_AT = 19;
  private static final int BEAM_AT = 21;
  private static final int ANTENNA_AT = 25;

  private static final int VERY_SET_AT = 4;
  private static final int VERY_SET_LENGTH = 8;

  private static final Field SET =
      Field.presence("wlan.ht.mcsset", "Rx Supported Modulation and Coding Scheme Set")
          .within(ElementFields.ELEMENT);
  private static final Field RX_SET =
      Field.presence(
              "wlan.ht.mcsset.rxbitmask",
              "Rx Modulation and Coding Scheme (One bit per modulation)")
          .within(ElementFields.ELEMENT);
  private static final FixedFields MASKS =
      FixedFields.of(
          littleEndian(
              0,
              Field.u32("wlan.ht.mcsset.rxbitmask.0to7", "Rx Bitmask Bits 0-7")
                  .masked(0xFF)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              0,
              Field.u32("wlan.ht.mcsset.rxbitmask.8to15", "Rx Bitmask Bits 8-15")
                  .masked(0xFF00)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              0,
              Field.u32("wlan.ht.mcsset.rxbitmask.16to23", "Rx Bitmask Bits 16-23")
                  .masked(0xFF0000)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              0,
              Field.u32("wlan.ht.mcsset.rxbitmask.24to31", "Rx Bitmask Bits 24-31")
                  .masked(0xFF000000L)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              4,
              Field.u32("wlan.ht.mcsset.rxbitmask.32", "Rx Bitmask Bit 32")
                  .masked(0x1)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              4,
              Field.u32("wlan.ht.mcsset.rxbitmask.33to38", "Rx Bitmask Bits 33-38")
                  .masked(0x7E)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              4,
              Field.u32("wlan.ht.mcsset.rxbitmask.39to52", "Rx Bitmask Bits 39-52")
                  .masked(0x1FFF80)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              6,
              Field.u32("wlan.ht.mcsset.rxbitmask.53to76", "Rx Bitmask Bits 53-76")
                  .masked(0x1FFFFFE0)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              10,
              Field.u16("wlan.ht.mcsset.highestdatarate", "Highest Supported Data Rate")
                  .masked(0x3FF)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              12,
              Field.flag("wlan.ht.mcsset.txsetdefined", "Tx Supported MCS Set", 16, 0x1)
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              12,
              Field.flag("wlan.ht.mcsset.txrxmcsnotequal", "Tx and Rx MCS Set", 16, 0x2)
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              12,
              Field.u16("wlan.ht.mcsset.txmaxss", "Maximum Number of Tx Spatial Streams Supported")
                  .masked(0xC)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              12,
              Field.flag("wlan.ht.mcsset.txunequalmod", "Unequal Modulation", 16, 0x10)
                  .within(ElementFields.ELEMENT)));
  private static final Field EXTENDED =
      Field.u16("wlan.htex.capabilities", "HT Extended Capabilities")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final FixedFields EXTENDED_BITS =
      FixedFields.of(
          littleEndian(0, EXTENDED),
          littleEndian(
              0,
              Field.flag("wlan.htex.capabilities.pco", "Transmitter supports PCO", 16, 0x1)
                  .within(EXTENDED)),
          littleEndian(
              0,
              Field.u16(
                      "wlan.htex.capabilities.transtime",
                      "Time needed to transition between 20MHz and 40MHz")
                  .masked(0x6)
                  .hexadecimal()
                  .within(EXTENDED)),
          littleEndian(
              0,
              Field.u16("wlan.htex.capabilities.mcs", "MCS Feedback capability")
                  .masked(0x300)
                  .hexadecimal()
                  .within(EXTENDED)),
          littleEndian(
              0,
              Field.flag("wlan.htex.capabilities.htc", "High Throughput", 16, 0x400)
                  .within(EXTENDED)),
          littleEndian(
              0,
              Field.flag(
                      "wlan.htex.capabilities.rdresponder",
                      "Reverse Direction Responder",
                      16,
                      0x800)
                  .within(EXTENDED)));
  private static final Field BEAM =
      Field.u32("wlan.txbf", "Transmit Beam Forming (TxBF) Capabilities")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final FixedFields BEAM_BITS =
      FixedFields.of(
          littleEndian(0, BEAM),
          littleEndian(
              0, Field.flag("wlan.txbf.txbf", "Transmit Beamforming", 32, 0x1).within(BEAM)),
          littleEndian(
              0, Field.flag("wlan.txbf.rxss", "Receive Staggered Sounding", 32, 0x2).within(BEAM)),
          littleEndian(
              0, Field.flag("wlan.txbf.txss", "Transmit Staggered Sounding", 32, 0x4).within(BEAM)),
          littleEndian(
              0,
              Field.flag("wlan.txbf.rxndp", "Receive Null Data packet (NDP)", 32, 0x8)
                  .within(BEAM)),
          littleEndian(
              0,
              Field.flag("wlan.txbf.txndp", "Transmit Null Data packet (NDP)", 32, 0x10)
                  .within(BEAM)),
          littleEndian(
              0, Field.flag("wlan.txbf.impltxbf", "Implicit TxBF capable", 32, 0x20).within(BEAM)),
          littleEndian(
              0,
              Field.u32("wlan.txbf.calibration", "Calibration")
                  .masked(0xC0)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.flag(
                      "wlan.txbf.csi", "STA can apply TxBF using CSI explicit feedback", 32, 0x100)
                  .within(BEAM)),
          littleEndian(
              0,
              Field.flag(
                      "wlan.txbf.fm.uncompressed.tbf",
                      "STA can apply TxBF using uncompressed beamforming feedback matrix",
                      32,
                      0x200)
                  .within(BEAM)),
          littleEndian(
              0,
              Field.flag(
                      "wlan.txbf.fm.compressed.tbf",
                      "STA can apply TxBF using compressed beamforming feedback matrix",
                      32,
                      0x400)
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32("wlan.txbf.rcsi", "Receiver can return explicit CSI feedback")
                  .masked(0x1800)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32(
                      "wlan.txbf.fm.uncompressed.rbf",
                      "Receiver can return explicit uncompressed Beamforming Feedback Matrix")
                  .masked(0x6000)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32(
                      "wlan.txbf.fm.compressed.bf",
                      "STA can compress and use compressed Beamforming Feedback Matrix")
                  .masked(0x18000)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32("wlan.txbf.mingroup", "Minimal grouping used for explicit feedback reports")
                  .masked(0x60000)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32(
                      "wlan.txbf.csinumant",
                      "Max antennae STA can support when CSI feedback required")
                  .masked(0x180000)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32(
                      "wlan.txbf.fm.uncompressed.maxant",
                      "Max antennae STA can support when uncompressed Beamforming feedback"
                          + " required")
                  .masked(0x600000)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32(
                      "wlan.txbf.fm.compressed.maxant",
                      "Max antennae STA can support when compressed Beamforming feedback required")
                  .masked(0x1800000)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32("wlan.txbf.csi.maxrows", "Maximum number of rows of CSI explicit feedback")
                  .masked(0x6000000)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32(
                      "wlan.txbf.channelest",
                      "Maximum number of space time streams for which channel dimensions can be"
                          + " simultaneously estimated")
                  .masked(0x18000000)
                  .hexadecimal()
                  .within(BEAM)),
          littleEndian(
              0,
              Field.u32("wlan.txbf.reserved", "Reserved")
                  .masked(0xE0000000L)
                  .hexadecimal()
                  .within(BEAM)));
  private static final Field ANTENNAS =
      Field.u8("wlan.asel", "Antenna Selection (ASEL) Capabilities")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final FixedFields ANTENNA_BITS =
      FixedFields.of(
          littleEndian(0, ANTENNAS),
          littleEndian(
              0,
              Field.flag("wlan.asel.capable", "Antenna Selection Capable", 8, 0x1)
                  .within(ANTENNAS)),
          littleEndian(
              0,
              Field.flag("wlan.asel.txcsi", "Explicit CSI Feedback Based Tx ASEL", 8, 0x2)
                  .within(ANTENNAS)),
          littleEndian(
              0,
              Field.flag("wlan.asel.txif", "Antenna Indices Feedback Based Tx ASEL", 8, 0x4)
                  .within(ANTENNAS)),
          littleEndian(
              0, Field.flag("wlan.asel.csi", "Explicit CSI Feedback", 8, 0x8).within(ANTENNAS)),
          littleEndian(
              0, Field.flag("wlan.asel.if", "Antenna Indices Feedback", 8, 0x10).within(ANTENNAS)),
          littleEndian(0, Field.flag("wlan.asel.rx", "Rx ASEL", 8, 0x20).within(ANTENNAS)),
          littleEndian(
              0, Field.flag("wlan.asel.sppdu", "Tx Sounding PPDUs", 8, 0x40).within(ANTENNAS)),
          littleEndian(
              0,
              Field.u8("wlan.asel.reserved", "Reserved")
                  .masked(0x80)
                  .hexadecimal()
                  .within(ANTENNAS)));
  private static final Field FIRST =
      Field.u8("wlan.ht.info.delim1", "HT Information Subset (1 of 3)")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final Field SECOND =
      Field.u16("wlan.ht.info.delim2", "HT Information Subset (2 of 3)")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final Field THIRD =
      Field.u16("wlan.ht.info.delim3", "HT Information Subset (3 of 3)")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final FixedFields OPERATION =
      FixedFields.of(
          littleEndian(
              0,
              Field.u8("wlan.ht.info.primarychannel", "Primary Channel")
                  .within(ElementFields.ELEMENT)),
          littleEndian(1, FIRST),
          littleEndian(
              1,
              Field.u8("wlan.ht.info.secchanoffset", "Secondary channel offset")
                  .masked(0x3)
                  .hexadecimal()
                  .within(FIRST)),
          littleEndian(
              1,
              Field.flag("wlan.ht.info.chanwidth", "Supported channel width", 8, 0x4)
                  .within(FIRST)),
          littleEndian(
              1,
              Field.flag("wlan.ht.info.rifs", "Reduced Interframe Spacing (RIFS)", 8, 0x8)
                  .within(FIRST)),
          littleEndian(
              1,
              Field.u8("wlan.ht.info.reserved_b4_b7", "Reserved")
                  .masked(0xF0)
                  .hexadecimal()
                  .within(FIRST)),
          littleEndian(2, SECOND),
          littleEndian(
              2,
              Field.u16("wlan.ht.info.ht_protection", "HT Protection")
                  .masked(0x3)
                  .hexadecimal()
                  .within(SECOND)),
          littleEndian(
              2,
              Field.flag("wlan.ht.info.greenfield", "Non-greenfield STAs present", 16, 0x4)
                  .within(SECOND)),
          littleEndian(
              2,
              Field.u16("wlan.ht.info.reserved_b11", "Reserved")
                  .masked(0x8)
                  .hexadecimal()
                  .within(SECOND)),
          littleEndian(
              2,
              Field.flag("wlan.ht.info.obssnonht", "OBSS non-HT STAs present", 16, 0x10)
                  .within(SECOND)),
          littleEndian(
              2,
              Field.u16("wlan.ht.info.chan_center_freq_seg_2", "Channel Center Frequency Segment 2")
                  .masked(0x1FE0)
                  .within(SECOND)),
          littleEndian(
              2,
              Field.u16("wlan.ht.info.reserved_b21_b23", "Reserved")
                  .masked(0xE000)
                  .hexadecimal()
                  .within(SECOND)),
          littleEndian(4, THIRD),
          littleEndian(
              4,
              Field.u16("wlan.ht.info.reserved_b24_b29", "Reserved")
                  .masked(0x3F)
                  .hexadecimal()
                  .within(THIRD)),
          littleEndian(
              4, Field.flag("wlan.ht.info.dualbeacon", "Dual beacon", 16, 0x40).within(THIRD)),
          littleEndian(
              4,
              Field.flag("wlan.ht.info.dualcts", "Dual Clear To Send (CTS) protection", 16, 0x80)
                  .within(THIRD)),
          littleEndian(
              4, Field.flag("wlan.ht.info.secondarybeacon", "Beacon ID", 16, 0x100).within(THIRD)),
          littleEndian(
              4,
              Field.flag(
                      "wlan.ht.info.lsigprotsupport",
                      "L-SIG TXOP Protection Full Support",
                      16,
                      0x200)
                  .within(THIRD)),
          littleEndian(
              4,
              Field.flag("wlan.ht.info.pco.active", "Phased Coexistence Operation (PCO)", 16, 0x400)
                  .within(THIRD)),
          littleEndian(
              4,
              Field.flag(
                      "wlan.ht.info.pco.phase",
                      "Phased Coexistence Operation (PCO) Phase",
                      16,
                      0x800)
                  .within(THIRD)),
          littleEndian(
              4,
              Field.u16("wlan.ht.info.reserved_b36_b39", "Reserved")
                  .masked(0xF000)
                  .hexadecimal()
                  .within(THIRD)));
  private static final Field VERY =
      Field.u32("wlan.vht.capabilities", "VHT Capabilities Info")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final FixedFields VERY_BITS =
      FixedFields.of(
          littleEndian(0, VERY),
          littleEndian(
              0,
              Field.u32("wlan.vht.capabilities.maxmpdulength", "Maximum MPDU Length")
                  .masked(0x3)
                  .hexadecimal()
                  .within(VERY)),
          littleEndian(
              0,
              Field.u32(
                      "wlan.vht.capabilities.supportedchanwidthset", "Supported Channel Width Set")
                  .masked(0xC)
                  .hexadecimal()
                  .within(VERY)),
          littleEndian(
              0, Field.flag("wlan.vht.capabilities.rxldpc", "Rx LDPC", 32, 0x10).within(VERY)),
          littleEndian(
              0,
              Field.flag(
                      "wlan.vht.capabilities.short80", "Short GI for 80MHz/TVHT_MODE_4C", 32, 0x20)
                  .within(VERY)),
          littleEndian(
              0,
              Field.flag(
                      "wlan.vht.capabilities.short160",
                      "Short GI for 160MHz and 80+80MHz",
                      32,
                      0x40)
                  .within(VERY)),
          littleEndian(
              0, Field.flag("wlan.vht.capabilities.txstbc", "Tx STBC", 32, 0x80).within(VERY)),
          littleEndian(
              0,
              Field.u32("wlan.vht.capabilities.rxstbc", "Rx STBC")
                  .masked(0x700)
                  .hexadecimal()
                  .within(VERY)),
          littleEndian(
              0,
              Field.flag("wlan.vht.capabilities.subeamformer", "SU Beamformer Capable", 32, 0x800)
                  .within(VERY)),
          littleEndian(
              0,
              Field.flag("wlan.vht.capabilities.subeamformee", "SU Beamformee Capable", 32, 0x1000)
                  .within(VERY)),
          littleEndian(
              0,
              Field.u32("wlan.vht.capabilities.beamformee_sts_cap", "Beamformee STS Capability")
                  .masked(0xE000)
                  .hexadecimal()
                  .within(VERY)),
          littleEndian(
              0,
              Field.u32("wlan.vht.capabilities.soundingdimensions", "Number of Sounding Dimensions")
                  .masked(0x70000)
                  .hexadecimal()
                  .within(VERY)),
          littleEndian(
              0,
              Field.flag("wlan.vht.capabilities.mubeamformer", "MU Beamformer Capable", 32, 0x80000)
                  .within(VERY)),
          littleEndian(
              0,
              Field.flag(
                      "wlan.vht.capabilities.mubeamformee", "MU Beamformee Capable", 32, 0x100000)
                  .within(VERY)),
          littleEndian(
              0,
              Field.flag("wlan.vht.capabilities.vhttxopps", "TXOP PS", 32, 0x200000).within(VERY)),
          littleEndian(
              0,
              Field.flag("wlan.vht.capabilities.vhthtc", "+HTC-VHT Capable", 32, 0x400000)
                  .within(VERY)),
          littleEndian(
              0,
              Field.u32("wlan.vht.capabilities.maxampdu", "Max A-MPDU Length Exponent")
                  .masked(0x3800000)
                  .hexadecimal()
                  .within(VERY)),
          littleEndian(
              0,
              Field.u32("wlan.vht.capabilities.linkadapt", "VHT Link Adaptation")
                  .masked(0xC000000)
                  .hexadecimal()
                  .within(VERY)),
          littleEndian(
              0,
              Field.flag(
                      "wlan.vht.capabilities.rxpatconsist",
                      "Rx Antenna Pattern Consistency",
                      32,
                      0x10000000)
                  .within(VERY)),
          littleEndian(
              0,
              Field.flag(
                      "wlan.vht.capabilities.txpatconsist",
                      "Tx Antenna Pattern Consistency",
                      32,
                      0x20000000)
                  .within(VERY)),
          littleEndian(
              0,
              Field.u32("wlan.vht.capabilities.ext_nss_bw_support", "Extended NSS BW Support")
                  .masked(0xC0000000L)
                  .hexadecimal()
                  .within(VERY)));
  private static final Field VERY_SET =
      Field.presence("wlan.vht.mcsset", "VHT Supported MCS Set").within(ElementFields.ELEMENT);
  private static final Field RECEIVED =
      Field.u16("wlan.vht.mcsset.rxmcsmap", "Rx MCS Map")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final Field SENT =
      Field.u16("wlan.vht.mcsset.txmcsmap", "Tx MCS Map")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final FixedFields VERY_MAPS =
      FixedFields.of(
          littleEndian(4, RECEIVED),
          littleEndian(
              4,
              Field.u16("wlan.vht.mcsset.rxmcsmap.ss1", "Rx 1 SS")
                  .masked(0x3)
                  .hexadecimal()
                  .within(RECEIVED)),
          littleEndian(
              4,
              Field.u16("wlan.vht.mcsset.rxmcsmap.ss2", "Rx 2 SS")
                  .masked(0xC)
                  .hexadecimal()
                  .within(RECEIVED)),
          littleEndian(
              4,
              Field.u16("wlan.vht.mcsset.rxmcsmap.ss3", "Rx 3 SS")
                  .masked(0x30)
                  .hexadecimal()
                  .within(RECEIVED)),
          littleEndian(
              4,
              Field.u16("wlan.vht.mcsset.rxmcsmap.ss4", "Rx 4 SS")
                  .masked(0xC0)
                  .hexadecimal()
                  .within(RECEIVED)),
          littleEndian(
              4,
              Field.u16("wlan.vht.mcsset.rxmcsmap.ss5", "Rx 5 SS")
                  .masked(0x300)
                  .hexadecimal()
                  .within(RECEIVED)),
          littleEndian(
              4,
              Field.u16("wlan.vht.mcsset.rxmcsmap.ss6", "Rx 6 SS")
                  .masked(0xC00)
                  .hexadecimal()
                  .within(RECEIVED)),
          littleEndian(
              4,
              Field.u16("wlan.vht.mcsset.rxmcsmap.ss7", "Rx 7 SS")
                  .masked(0x3000)
                  .hexadecimal()
                  .within(RECEIVED)),
          littleEndian(
              4,
              Field.u16("wlan.vht.mcsset.rxmcsmap.ss8", "Rx 8 SS")
                  .masked(0xC000)
                  .hexadecimal()
                  .within(RECEIVED)),
          littleEndian(
              6,
              Field.u16("wlan.vht.mcsset.max_nsts_total", "MaX NSTS Total")
                  .masked(0xE000)
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              6,
              Field.u16(
                      "wlan.vht.mcsset.rxhighestlonggirate",
                      "Rx Highest Long GI Data Rate (in Mb/s, 0 = subfield not in use)")
                  .masked(0x1FFF)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(8, SENT),
          littleEndian(
              8,
              Field.u16("wlan.vht.mcsset.txmcsmap.ss1", "Tx 1 SS")
                  .masked(0x3)
                  .hexadecimal()
                  .within(SENT)),
          littleEndian(
              8,
              Field.u16("wlan.vht.mcsset.txmcsmap.ss2", "Tx 2 SS")
                  .masked(0xC)
                  .hexadecimal()
                  .within(SENT)),
          littleEndian(
              8,
              Field.u16("wlan.vht.mcsset.txmcsmap.ss3", "Tx 3 SS")
                  .masked(0x30)
                  .hexadecimal()
                  .within(SENT)),
          littleEndian(
              8,
              Field.u16("wlan.vht.mcsset.txmcsmap.ss4", "Tx 4 SS")
                  .masked(0xC0)
                  .hexadecimal()
                  .within(SENT)),
          littleEndian(
              8,
              Field.u16("wlan.vht.mcsset.txmcsmap.ss5", "Tx 5 SS")
                  .masked(0x300)
                  .hexadecimal()
                  .within(SENT)),
          littleEndian(
              8,
              Field.u16("wlan.vht.mcsset.txmcsmap.ss6", "Tx 6 SS")
                  .masked(0xC00)
                  .hexadecimal()
                  .within(SENT)),
          littleEndian(
              8,
              Field.u16("wlan.vht.mcsset.txmcsmap.ss7", "Tx 7 SS")
                  .masked(0x3000)
                  .hexadecimal()
                  .within(SENT)),
          littleEndian(
              8,
              Field.u16("wlan.vht.mcsset.txmcsmap.ss8", "Tx 8 SS")
                  .masked(0xC000)
                  .hexadecimal()
                  .within(SENT)),
          littleEndian(
              10,
              Field.u16(
                      "wlan.vht.mcsset.txhighestlonggirate",
                      "Tx Highest Long GI Data Rate  (in Mb/s, 0 = subfield not in use)")
                  .masked(0x1FFF)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              10,
              Field.flag("wlan.vht.ncsset.ext_nss_bw_cap", "Extended NSS BW Capable", 16, 0x2000)
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              10,
              Field.u16("wlan.vht.ncsset.reserved", "Reserved")
                  .masked(0xC000)
                  .hexadecimal()
                  .within(ElementFields.ELEMENT)));
  private static final Field BASIC =
      Field.u16("wlan.vht.op.basicmcsmap", "Basic MCS Map")
          .hexadecimal()
          .within(ElementFields.ELEMENT);
  private static final FixedFields VERY_OPERATION =
      FixedFields.of(
          littleEndian(
              0,
              Field.u8("wlan.vht.op.channelwidth", "Channel Width").within(ElementFields.ELEMENT)),
          littleEndian(
              1,
              Field.u8("wlan.vht.op.channelcenter0", "Channel Center Segment 0")
                  .within(ElementFields.ELEMENT)),
          littleEndian(
              2,
              Field.u8("wlan.vht.op.channelcenter1", "Channel Center Segment 1")
                  .within(ElementFields.ELEMENT)),
          littleEndian(3, BASIC),
          littleEndian(
              3,
              Field.u16("wlan.vht.op.basicmcsmap.ss1", "Basic 1 SS")
                  .masked(0x3)
                  .hexadecimal()
                  .within(BASIC)),
          littleEndian(
              3,
              Field.u16("wlan.vht.op.basicmcsmap.ss2", "Basic 2 SS")
                  .masked(0xC)
                  .hexadecimal()
                  .within(BASIC)),
          littleEndian(
              3,
              Field.u16("wlan.vht.op.basicmcsmap.ss3", "Basic 3 SS")
                  .masked(0x30)
                  .hexadecimal()
                  .within(BASIC)),
          littleEndian(
              3,
              Field.u16("wlan.vht.op.basicmcsmap.ss4", "Basic 4 SS")
                  .masked(0xC0)
                  .hexadecimal()
                  .within(BASIC)),
          littleEndian(
              3,
              Field.u16("wlan.vht.op.basicmcsmap.ss5", "Basic 5 SS")
                  .masked(0x300)
                  .hexadecimal()
                  .within(BASIC)),
          littleEndian(
              3,
              Field.u16("wlan.vht.op.basicmcsmap.ss6", "Basic 6 SS")
                  .masked(0xC00)
                  .hexadecimal()
                  .within(BASIC)),
          littleEndian(
              3,
              Field.u16("wlan.vht.op.basicmcsmap.ss7", "Basic 7 SS")
                  .masked(0x3000)
                  .hexadecimal()
                  .within(BASIC)),
          littleEndian(
              3,
              Field.u16("wlan.vht.op.basicmcsmap.ss8", "Basic 8 SS")
                  .masked(0xC000)
                  .hexadecimal()
                  .within(BASIC)));

  static final LayerFields DECLARED =
      LayerFields.of(
          (packet, layer, sink) -> {},
          List.of(
              MASKS,
              EXTENDED_BITS,
              BEAM_BITS,
              ANTENNA_BITS,
              OPERATION,
              VERY_BITS,
              VERY_MAPS,
              VERY_OPERATION),
          SET,
          RX_SET,
          VERY_SET);

  private ThroughputFields() {}

  /** Reads what stands behind the first three bytes of the capabilities. */
  static void readCapabilities(byte[] bytes, int at, int end, FieldSink sink) {
    set(bytes, at + SET_AT, end, sink);
    EXTENDED_BITS.read(bytes, at + EXTENDED_AT, end, sink);
    BEAM_BITS.read(bytes, at + BEAM_AT, end, sink);
    ANTENNA_BITS.read(bytes, at + ANTENNA_AT, end, sink);
  }

  static void readOperation(byte[] bytes, int at, int end, FieldSink sink) {
    OPERATION.read(bytes, at, end, sink);
    set(bytes, at + OPERATION_SET_AT, end, sink);
  }

  static void readVeryHigh(byte[] bytes, int at, int end, FieldSink sink) {
    VERY_BITS.read(bytes, at, end, sink);
    mark(VERY_SET, at + VERY_SET_AT, VERY_SET_LENGTH, end, sink);
    VERY_MAPS.read(bytes, at, end, sink);
  }

  static void readVeryHighOperation(byte[] bytes, int at, int end, FieldSink sink) {
    VERY_OPERATION.read(bytes, at, end, sink);
  }

  private static void set(byte[] bytes, int at, int end, FieldSink sink) {
    mark(SET, at, SET_LENGTH, end, sink);
    mark(RX_SET, at, SET_LENGTH, end, sink);
    MASKS.read(bytes, at, end, sink);
  }

  private static void mark(Field field, int at, int length, int end, FieldSink sink) {
    if (at + length <= end && sink.wants(field)) {
      sink.flag(field, true, at, length);
    }
  }
}
