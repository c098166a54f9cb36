package io.weft.protocol.link.wlan;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/**
 * The elements of high throughput: what a station can (IEEE 802.11, clause 9.4.2.55), and how a
 * network works (clause 9.4.2.56).
 */
final class ThroughputFields {
  /** Where the parts of the capabilities stand. */
  private static final int SET_AT = 3;

  private static final int EXTENDED_AT = 19;
  private static final int BEAM_AT = 21;
  private static final int ANTENNA_AT = 25;

  private static final int OPERATION_SET_AT = 6;
  private static final int SET_LENGTH = 16;

  private static final FixedFields CAPABILITIES =
      ElementLayout.begin()
          .number(0, Field.u16("wlan.ht.capabilities", "HT Capabilities Info"))
          .flag("wlan.ht.capabilities.ldpccoding", "HT LDPC coding capability", 0x0001)
          .flag("wlan.ht.capabilities.width", "HT Support channel width", 0x0002)
          .bits("wlan.ht.capabilities.sm", "HT SM Power Save", 0x000C)
          .flag("wlan.ht.capabilities.green", "HT Green Field", 0x0010)
          .flag("wlan.ht.capabilities.short20", "HT Short GI for 20MHz", 0x0020)
          .flag("wlan.ht.capabilities.short40", "HT Short GI for 40MHz", 0x0040)
          .flag("wlan.ht.capabilities.txstbc", "HT Tx STBC", 0x0080)
          .bits("wlan.ht.capabilities.rxstbc", "HT Rx STBC", 0x0300)
          .flag("wlan.ht.capabilities.delayedblockack", "HT Delayed Block ACK", 0x0400)
          .flag("wlan.ht.capabilities.amsdu", "HT Max A-MSDU length", 0x0800)
          .flag("wlan.ht.capabilities.dsscck", "HT DSSS/CCK mode in 40MHz", 0x1000)
          .flag("wlan.ht.capabilities.psmp", "HT PSMP Support", 0x2000)
          .flag("wlan.ht.capabilities.40mhzintolerant", "HT Forty MHz Intolerant", 0x4000)
          .flag("wlan.ht.capabilities.lsig", "HT L-SIG TXOP Protection support", 0x8000)
          .number(2, Field.u8("wlan.ht.ampduparam", "A-MPDU Parameters"))
          .bits("wlan.ht.ampduparam.maxlength", "Maximum Rx A-MPDU Length", 0x03)
          .bits("wlan.ht.ampduparam.mpdudensity", "MPDU Density", 0x1C)
          .bits("wlan.ht.ampduparam.reserved", "Reserved", 0xE0)
          .end();
  private static final Field SET =
      Field.presence("wlan.ht.mcsset", "Rx Supported Modulation and Coding Scheme Set")
          .within(ElementFields.ELEMENT);
  private static final Field RX_SET =
      Field.presence(
              "wlan.ht.mcsset.rxbitmask",
              "Rx Modulation and Coding Scheme (One bit per modulation)")
          .within(ElementFields.ELEMENT);
  private static final FixedFields MASKS =
      ElementLayout.begin()
          .unnamed(0, 32)
          .bits("wlan.ht.mcsset.rxbitmask.0to7", "Rx Bitmask Bits 0-7", 0xFF)
          .bits("wlan.ht.mcsset.rxbitmask.8to15", "Rx Bitmask Bits 8-15", 0xFF00)
          .bits("wlan.ht.mcsset.rxbitmask.16to23", "Rx Bitmask Bits 16-23", 0xFF0000)
          .bits("wlan.ht.mcsset.rxbitmask.24to31", "Rx Bitmask Bits 24-31", 0xFF000000L)
          .unnamed(4, 32)
          .bits("wlan.ht.mcsset.rxbitmask.32", "Rx Bitmask Bit 32", 0x1)
          .bits("wlan.ht.mcsset.rxbitmask.33to38", "Rx Bitmask Bits 33-38", 0x7E)
          .bits("wlan.ht.mcsset.rxbitmask.39to52", "Rx Bitmask Bits 39-52", 0x1FFF80)
          .unnamed(6, 32)
          .bits("wlan.ht.mcsset.rxbitmask.53to76", "Rx Bitmask Bits 53-76", 0x1FFFFFE0)
          .unnamed(10, 16)
          .bits("wlan.ht.mcsset.highestdatarate", "Highest Supported Data Rate", 0x3FF)
          .unnamed(12, 16)
          .flag("wlan.ht.mcsset.txsetdefined", "Tx Supported MCS Set", 0x1)
          .flag("wlan.ht.mcsset.txrxmcsnotequal", "Tx and Rx MCS Set", 0x2)
          .bits("wlan.ht.mcsset.txmaxss", "Maximum Number of Tx Spatial Streams Supported", 0xC)
          .flag("wlan.ht.mcsset.txunequalmod", "Unequal Modulation", 0x10)
          .end();
  private static final FixedFields EXTENDED =
      ElementLayout.begin()
          .number(0, Field.u16("wlan.htex.capabilities", "HT Extended Capabilities"))
          .flag("wlan.htex.capabilities.pco", "Transmitter supports PCO", 0x1)
          .bits(
              "wlan.htex.capabilities.transtime",
              "Time needed to transition between 20MHz and 40MHz",
              0x6)
          .bits("wlan.htex.capabilities.mcs", "MCS Feedback capability", 0x300)
          .flag("wlan.htex.capabilities.htc", "High Throughput", 0x400)
          .flag("wlan.htex.capabilities.rdresponder", "Reverse Direction Responder", 0x800)
          .end();
  private static final FixedFields ANTENNAS =
      ElementLayout.begin()
          .number(0, Field.u8("wlan.asel", "Antenna Selection (ASEL) Capabilities"))
          .flag("wlan.asel.capable", "Antenna Selection Capable", 0x1)
          .flag("wlan.asel.txcsi", "Explicit CSI Feedback Based Tx ASEL", 0x2)
          .flag("wlan.asel.txif", "Antenna Indices Feedback Based Tx ASEL", 0x4)
          .flag("wlan.asel.csi", "Explicit CSI Feedback", 0x8)
          .flag("wlan.asel.if", "Antenna Indices Feedback", 0x10)
          .flag("wlan.asel.rx", "Rx ASEL", 0x20)
          .flag("wlan.asel.sppdu", "Tx Sounding PPDUs", 0x40)
          .bits("wlan.asel.reserved", "Reserved", 0x80)
          .end();
  private static final FixedFields OPERATION =
      ElementLayout.begin()
          .part(0, Field.u8("wlan.ht.info.primarychannel", "Primary Channel"))
          .number(1, Field.u8("wlan.ht.info.delim1", "HT Information Subset (1 of 3)"))
          .bits("wlan.ht.info.secchanoffset", "Secondary channel offset", 0x3)
          .flag("wlan.ht.info.chanwidth", "Supported channel width", 0x4)
          .flag("wlan.ht.info.rifs", "Reduced Interframe Spacing (RIFS)", 0x8)
          .bits("wlan.ht.info.reserved_b4_b7", "Reserved", 0xF0)
          .number(2, Field.u16("wlan.ht.info.delim2", "HT Information Subset (2 of 3)"))
          .bits("wlan.ht.info.ht_protection", "HT Protection", 0x3)
          .flag("wlan.ht.info.greenfield", "Non-greenfield STAs present", 0x4)
          .bits("wlan.ht.info.reserved_b11", "Reserved", 0x8)
          .flag("wlan.ht.info.obssnonht", "OBSS non-HT STAs present", 0x10)
          .decimal(
              "wlan.ht.info.chan_center_freq_seg_2", "Channel Center Frequency Segment 2", 0x1FE0)
          .bits("wlan.ht.info.reserved_b21_b23", "Reserved", 0xE000)
          .number(4, Field.u16("wlan.ht.info.delim3", "HT Information Subset (3 of 3)"))
          .bits("wlan.ht.info.reserved_b24_b29", "Reserved", 0x3F)
          .flag("wlan.ht.info.dualbeacon", "Dual beacon", 0x40)
          .flag("wlan.ht.info.dualcts", "Dual Clear To Send (CTS) protection", 0x80)
          .flag("wlan.ht.info.secondarybeacon", "Beacon ID", 0x100)
          .flag("wlan.ht.info.lsigprotsupport", "L-SIG TXOP Protection Full Support", 0x200)
          .flag("wlan.ht.info.pco.active", "Phased Coexistence Operation (PCO)", 0x400)
          .flag("wlan.ht.info.pco.phase", "Phased Coexistence Operation (PCO) Phase", 0x800)
          .bits("wlan.ht.info.reserved_b36_b39", "Reserved", 0xF000)
          .end();

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(CAPABILITIES, MASKS, EXTENDED, BeamFormingFields.BITS, ANTENNAS, OPERATION),
          SET,
          RX_SET);

  private ThroughputFields() {}

  static void readCapabilities(byte[] bytes, int at, int end, FieldSink sink) {
    CAPABILITIES.read(bytes, at, end, sink);
    set(bytes, at + SET_AT, end, sink);
    EXTENDED.read(bytes, at + EXTENDED_AT, end, sink);
    BeamFormingFields.BITS.read(bytes, at + BEAM_AT, end, sink);
    ANTENNAS.read(bytes, at + ANTENNA_AT, end, sink);
  }

  static void readOperation(byte[] bytes, int at, int end, FieldSink sink) {
    OPERATION.read(bytes, at, end, sink);
    set(bytes, at + OPERATION_SET_AT, end, sink);
  }

  private static void set(byte[] bytes, int at, int end, FieldSink sink) {
    ElementLayout.mark(SET, at, SET_LENGTH, end, sink);
    ElementLayout.mark(RX_SET, at, SET_LENGTH, end, sink);
    MASKS.read(bytes, at, end, sink);
  }
}
