package io.weft.protocol.link.wlan;

import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.number.LinkHeaderType;
import io.weft.protocol.Dissection;
import io.weft.protocol.FieldValues;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers stand before an acknowledgement; the values are those of Wireshark 4.0. */
final class RadiotapFieldsTest {
  private static final String ACKNOWLEDGEMENT = "d4000000020000000001";

  /** 802.11ac with all that can be known, of two users. */
  private static final String VERY_HIGH = "0000140000002000ff01ff049132000001053412";

  /** The same with a scheme that there is not for the second user. */
  private static final String UNUSUAL = "00001400000020004400040293a2000002053412";

  /** 802.11ax, with the time, the channel, and what the rate follows from. */
  private static final String HIGH_EFFICIENCY =
      "00002000090080001027000000000000a4154001264002000003000002000200";

  /** Three words: of Radiotap's own bits, of a vendor's, and again of its own. */
  private static final String NAMESPACES =
      "00001d00200000c0070000a000080000d000001122050400aabbccdd07";

  private static final String EXTENDED_CHANNEL = "0000100000000400" + "40010100a4156c1e";
  private static final String SCHEME = "00000b0000000800ffb307";
  private static final String STAMP = "0000140000004000112233445566778801002103";

  @ParameterizedTest
  @CsvSource({
    VERY_HIGH + ", radiotap.vht.mcs.0, 9",
    VERY_HIGH + ", radiotap.vht.nss.1, 2",
    VERY_HIGH + ", radiotap.vht.nsts.1, 4",
    VERY_HIGH + ", radiotap.vht.datarate.0, 433.33334",
    VERY_HIGH + ", radiotap.vht.paid, 4660",
    VERY_HIGH + ", wlan_radio.phy, 8",
    VERY_HIGH + ", wlan_radio.11ac.mcs, 9 3",
    VERY_HIGH + ", wlan_radio.11ac.fec, 1 0",
    VERY_HIGH + ", wlan_radio.data_rate, 260",
    VERY_HIGH + ", wlan_radio.duration, 40",
    UNUSUAL + ", radiotap.vht.datarate.0, 288.8889",
    UNUSUAL + ", radiotap.vht.datarate.1, ''",
    UNUSUAL + ", radiotap.vht.gid, ''",
    UNUSUAL + ", wlan_radio.duration, 44",
    HIGH_EFFICIENCY + ", radiotap.he.data_1.ppdu_format, 2",
    HIGH_EFFICIENCY + ", radiotap.he.data_3.data_mcs, 3",
    HIGH_EFFICIENCY + ", radiotap.he.data_3.data_mcs_unknown, ''",
    HIGH_EFFICIENCY + ", radiotap.he.data_3.stbc_unknown, 0",
    HIGH_EFFICIENCY + ", radiotap.he.data_6.nsts, 2",
    HIGH_EFFICIENCY + ", wlan_radio.phy, 11",
    HIGH_EFFICIENCY + ", wlan_radio.data_rate, 288.2",
    HIGH_EFFICIENCY + ", wlan_radio.channel, 108",
    NAMESPACES + ", radiotap.vendor_namespace, 001122050400aabbccdd",
    NAMESPACES + ", radiotap.present.antenna, false true",
    NAMESPACES + ", radiotap.antenna, 7",
    NAMESPACES + ", wlan_radio.signal_dbm, -48",
    EXTENDED_CHANNEL + ", radiotap.xchannel.flags.ht20, true",
    EXTENDED_CHANNEL + ", wlan_radio.phy, 7",
    EXTENDED_CHANNEL + ", wlan_radio.channel, 108",
    SCHEME + ", radiotap.mcs.ness_bit0, 1",
    SCHEME + ", radiotap.datarate, 65",
    SCHEME + ", wlan_radio.11n.ness, 3",
    SCHEME + ", wlan_radio.duration, 64",
    STAMP + ", radiotap.timestamp.ts, 9833440827789222417",
    STAMP + ", radiotap.timestamp.accuracy, 1",
    STAMP + ", radiotap.timestamp.samplingpos, 2",
  })
  void valuesAreWiresharks(String header, String field, String value) {
    Dissection dissection = new Dissection();
    byte[] frame = HexFormat.of().parseHex(header + ACKNOWLEDGEMENT);
    dissection.of(LinkHeaderType.IEEE802_11_RADIOTAP, frame);
    assertEquals("radiotap:wlan", dissection.layers());
    assertEquals(value, FieldValues.of(dissection).of(field));
  }

  @Test
  void theCheckSequenceBelongsToTheFrame() {
    Dissection dissection = new Dissection();
    String header = "0000090002000000" + "10";
    byte[] frame = HexFormat.of().parseHex(header + ACKNOWLEDGEMENT + "c6a02c87");
    dissection.of(LinkHeaderType.IEEE802_11_RADIOTAP, frame);
    FieldValues values = FieldValues.of(dissection);
    assertEquals(Long.toString(0x872c_a0c6L), values.of("wlan.fcs"));
    assertEquals("2", values.of("wlan.fcs.status"));
    dissection.of(LinkHeaderType.IEEE802_11_RADIOTAP, frame, frame.length + 1);
    assertEquals("", FieldValues.of(dissection).of("wlan.fcs"));
  }

  @Test
  void meshesTellTheirConfiguration() {
    String beacon =
        "80000000ffffffffffff02000000000102000000000100000000000000000000640000000000"
            + "7107010100010001"
            + "09";
    Dissection dissection = new Dissection();
    dissection.of(LinkHeaderType.IEEE802_11, HexFormat.of().parseHex(beacon));
    FieldValues values = FieldValues.of(dissection);
    assertEquals("1", values.of("wlan.mesh.config.ps_protocol"));
    assertEquals("0", values.of("wlan.mesh.config.auth_protocol"));
    assertEquals("true", values.of("wlan.mesh.formation_info.connect_to_mesh_gate"));
    assertEquals("9", values.of("wlan.mesh.config.cap"));
    assertEquals("true", values.of("wlan.mesh.config.cap.forwarding"));
  }

  /** In CAPWAP both bytes of the frame control field stand the other way round. */
  @Test
  void aProbeInCapwap() {
    String probe =
        "00400000ffffffffffff020000000001ffffffffffff1000"
            + "00046b617769"
            + "dd09004096250105283314";
    byte[] payload = HexFormat.of().parseHex("0010432000000000" + probe);
    Dissection dissection = new Dissection();
    dissection.ip(ipv4(UDP, udp(1024, 5247, payload)));
    assertEquals("ip:udp:capwap.data:wlan", dissection.layers());
    FieldValues values = FieldValues.of(dissection);
    assertEquals("4", values.of("wlan.fc.type_subtype"));
    assertEquals("4", values.of("wlan.fc.subtype"));
    assertEquals("0", values.of("wlan.flags"));
    assertEquals("6b617769", values.of("wlan.ssid"));
    assertEquals("37", values.of("wlan.aironet.type"));
    assertEquals("0105283314", values.of("wlan.aironet.data"));
  }
}
