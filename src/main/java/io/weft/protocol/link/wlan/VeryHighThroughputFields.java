package io.weft.protocol.link.wlan;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/**
 * The elements of very high throughput: what a station can (IEEE 802.11, clause 9.4.2.157), and how
 * a network works (clause 9.4.2.158).
 */
final class VeryHighThroughputFields {
  private static final int SET_AT = 4;
  private static final int SET_LENGTH = 8;

  private static final FixedFields CAPABILITIES =
      ElementLayout.begin()
          .number(0, Field.u32("wlan.vht.capabilities", "VHT Capabilities Info"))
          .bits("wlan.vht.capabilities.maxmpdulength", "Maximum MPDU Length", 0x3)
          .bits("wlan.vht.capabilities.supportedchanwidthset", "Supported Channel Width Set", 0xC)
          .flag("wlan.vht.capabilities.rxldpc", "Rx LDPC", 0x10)
          .flag("wlan.vht.capabilities.short80", "Short GI for 80MHz/TVHT_MODE_4C", 0x20)
          .flag("wlan.vht.capabilities.short160", "Short GI for 160MHz and 80+80MHz", 0x40)
          .flag("wlan.vht.capabilities.txstbc", "Tx STBC", 0x80)
          .bits("wlan.vht.capabilities.rxstbc", "Rx STBC", 0x700)
          .flag("wlan.vht.capabilities.subeamformer", "SU Beamformer Capable", 0x800)
          .flag("wlan.vht.capabilities.subeamformee", "SU Beamformee Capable", 0x1000)
          .bits("wlan.vht.capabilities.beamformee_sts_cap", "Beamformee STS Capability", 0xE000)
          .bits(
              "wlan.vht.capabilities.soundingdimensions", "Number of Sounding Dimensions", 0x70000)
          .flag("wlan.vht.capabilities.mubeamformer", "MU Beamformer Capable", 0x80000)
          .flag("wlan.vht.capabilities.mubeamformee", "MU Beamformee Capable", 0x100000)
          .flag("wlan.vht.capabilities.vhttxopps", "TXOP PS", 0x200000)
          .flag("wlan.vht.capabilities.vhthtc", "+HTC-VHT Capable", 0x400000)
          .bits("wlan.vht.capabilities.maxampdu", "Max A-MPDU Length Exponent", 0x3800000)
          .bits("wlan.vht.capabilities.linkadapt", "VHT Link Adaptation", 0xC000000)
          .flag("wlan.vht.capabilities.rxpatconsist", "Rx Antenna Pattern Consistency", 0x10000000)
          .flag("wlan.vht.capabilities.txpatconsist", "Tx Antenna Pattern Consistency", 0x20000000)
          .bits("wlan.vht.capabilities.ext_nss_bw_support", "Extended NSS BW Support", 0xC0000000L)
          .end();
  private static final Field SET =
      Field.presence("wlan.vht.mcsset", "VHT Supported MCS Set").within(ElementFields.ELEMENT);
  private static final FixedFields MAPS =
      ElementLayout.begin()
          .number(4, Field.u16("wlan.vht.mcsset.rxmcsmap", "Rx MCS Map"))
          .streams("wlan.vht.mcsset.rxmcsmap", "Rx")
          .unnamed(6, 16)
          .decimal("wlan.vht.mcsset.max_nsts_total", "MaX NSTS Total", 0xE000)
          .bits(
              "wlan.vht.mcsset.rxhighestlonggirate",
              "Rx Highest Long GI Data Rate (in Mb/s, 0 = subfield not in use)",
              0x1FFF)
          .number(8, Field.u16("wlan.vht.mcsset.txmcsmap", "Tx MCS Map"))
          .streams("wlan.vht.mcsset.txmcsmap", "Tx")
          .unnamed(10, 16)
          .bits(
              "wlan.vht.mcsset.txhighestlonggirate",
              "Tx Highest Long GI Data Rate  (in Mb/s, 0 = subfield not in use)",
              0x1FFF)
          .flag("wlan.vht.ncsset.ext_nss_bw_cap", "Extended NSS BW Capable", 0x2000)
          .bits("wlan.vht.ncsset.reserved", "Reserved", 0xC000)
          .end();
  private static final FixedFields OPERATION =
      ElementLayout.begin()
          .part(0, Field.u8("wlan.vht.op.channelwidth", "Channel Width"))
          .part(1, Field.u8("wlan.vht.op.channelcenter0", "Channel Center Segment 0"))
          .part(2, Field.u8("wlan.vht.op.channelcenter1", "Channel Center Segment 1"))
          .number(3, Field.u16("wlan.vht.op.basicmcsmap", "Basic MCS Map"))
          .streams("wlan.vht.op.basicmcsmap", "Basic")
          .end();

  static final LayerFields DECLARED =
      LayerFields.declaring(List.of(CAPABILITIES, MAPS, OPERATION), SET);

  private VeryHighThroughputFields() {}

  static void readCapabilities(byte[] bytes, int at, int end, FieldSink sink) {
    CAPABILITIES.read(bytes, at, end, sink);
    ElementLayout.mark(SET, at + SET_AT, SET_LENGTH, end, sink);
    MAPS.read(bytes, at, end, sink);
  }

  static void readOperation(byte[] bytes, int at, int end, FieldSink sink) {
    OPERATION.read(bytes, at, end, sink);
  }
}
