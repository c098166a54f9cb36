package io.weft.protocol;

import static io.weft.protocol.Frames.IPV4;
import static io.weft.protocol.Frames.TCP;
import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.ethernet;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.ipv4Fragment;
import static io.weft.protocol.Frames.ipv6;
import static io.weft.protocol.Frames.tcp;
import static io.weft.protocol.Frames.udp;
import static io.weft.protocol.Frames.vlan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What fields say of made frames, where Wireshark has a rule that the header alone does not tell.
 */
final class FieldValuesTest {
  private static final int VLAN = 0x8100;
  private static final int GRE = 47;
  private static final int SOURCE_ADDRESS = 8;

  private final Dissection dissection = new Dissection();

  private FieldValues ethernetFrame(byte[]... parts) {
    dissection.ethernet(bytes().add(parts).build());
    return FieldValues.of(dissection);
  }

  private FieldValues ip(byte[] packet) {
    dissection.ip(packet);
    return FieldValues.of(dissection);
  }

  @ParameterizedTest
  @CsvSource({
    "20020a0000020003 0000000000000001, 6to4_gw_ipv4, 10.0.0.2",
    "20020a0000020003 0000000000000001, 6to4_sla_id, 3",
    "20010000c0000201 8000f5fff5fffffd, ts_ipv4, 192.0.2.1",
    "20010000c0000201 8000f5fff5fffffd, tc_port, 2560",
    "20010000c0000201 8000f5fff5fffffd, tc_ipv4, 10.0.0.2",
    "fe80000000000000 00005efec0000201, isatap_ipv4, 192.0.2.1",
    "fe80000000000000 02005efec0000201, isatap_ipv4, 192.0.2.1",
    "0064ff9b00000000 00000000c0000201, embed_ipv4, 192.0.2.1",
    "0064ff9b00000001 00000000c0000201, embed_ipv4, ''",
  })
  void addressesThatHoldAddresses(String address, String part, String value) {
    byte[] packet = ipv6(UDP, udp(1, 2, data(0)));
    byte[] source = HexFormat.of().parseHex(address.replace(" ", ""));
    System.arraycopy(source, 0, packet, SOURCE_ADDRESS, source.length);
    FieldValues values = ip(packet);
    assertEquals(value, values.of("ipv6.src_" + part));
    assertEquals("", values.of("ipv6.dst_" + part));
    assertEquals(value, values.of("ipv6." + part));
  }

  @Test
  void bothVersionsHaveAVersion() {
    assertEquals("6", ip(ipv6(UDP, udp(1, 2, data(0)))).of("ip.version"));
    assertEquals("4", ip(ipv4(UDP, udp(1, 2, data(0)))).of("ip.version"));
  }

  @Test
  void zerosBehindATagArePadding() {
    byte[] tagged = ethernet(VLAN, vlan(7, IPV4, ipv4(UDP, udp(1, 2, data(0)))));
    FieldValues values = ethernetFrame(tagged, new byte[14], data(4));
    assertEquals("00".repeat(14), values.of("eth.padding"));
    assertEquals("01020304", values.of("vlan.trailer"));
    assertEquals("", values.of("eth.fcs"));
    assertEquals("", values.of("eth.padding_bad"));
    values = ethernetFrame(tagged, data(14));
    assertEquals("true", values.of("eth.padding_bad"));
    assertEquals("0102030405060708090a0b0c0d0e", values.of("vlan.trailer"));
  }

  @Test
  void whatWasPaddedForEthernetIsSoBehindACookedHeader() {
    byte[] packet = ipv4(UDP, udp(1, 2, data(0)));
    byte[] header = bytes().hex("0000 0001 0006 020000000001 0000 0800").build();
    dissection.of(113, bytes().add(header, packet, new byte[18]).build());
    FieldValues values = FieldValues.of(dissection);
    assertEquals("00".repeat(16), values.of("eth.padding")); // up to 60 bytes
    assertEquals("0000", values.of("sll.trailer"));
  }

  /** MikroTik's tunnels have the version of PPTP, but a key as it is. */
  @Test
  void theKeyOfEoipIsWhole() {
    byte[] gre = bytes().hex("2001 6400 002e 0700").add(Frames.innerFrame()).build();
    FieldValues values = ip(ipv4(GRE, gre));
    assertEquals(Integer.toString(0x002E0700), values.of("gre.key"));
    assertEquals("", values.of("gre.key.call_id"));
    assertEquals("", values.of("gre.flags.ack"));
  }

  @Test
  void teredoTellsWhereAPacketComesFrom() {
    byte[] inner = ipv6(UDP, udp(1, 2, data(0)));
    byte[] indications =
        bytes()
            .hex("0001 02 03 aabb 010203 1122334455667788 00")
            .hex("0000 f5ff 3ffffdfe")
            .add(inner)
            .build();
    FieldValues values = ip(ipv4(UDP, udp(40_000, 3544, indications)));
    assertEquals("true", values.of("teredo.auth"));
    assertEquals("2", values.of("teredo.auth.idlen"));
    assertEquals("aabb", values.of("teredo.auth.id"));
    assertEquals("010203", values.of("teredo.auth.value"));
    assertEquals("1122334455667788", values.of("teredo.auth.nonce"));
    assertEquals("00", values.of("teredo.auth.conf"));
    assertEquals("true", values.of("teredo.orig"));
    assertEquals("2560", values.of("teredo.orig.port"));
    assertEquals("192.0.2.1", values.of("teredo.orig.addr"));
    values = ip(ipv4(UDP, udp(40_000, 3544, inner)));
    assertEquals("", values.of("teredo.auth"));
    assertEquals("", values.of("teredo.orig"));
  }

  @Test
  void aBlockForNeighboursStandsBehindTheDigest() {
    byte[] hello =
        bytes()
            .hex("0201 0030 c0000201 00000000 0000 0002 0000 01 04 00000007")
            .hex("ffffff00 000a 12 01 00000028 00000000 00000000 c0000202")
            .hex("aabbccdd")
            .hex("0000 0008 0001 0004 00000001 0002 0010 00000009 0102030405060708 090a0b0c")
            .build();
    FieldValues values = ip(ipv4(89, hello));
    assertEquals("aabbccdd", values.of("ospf.auth.crypt.data"));
    assertEquals("32", values.of("ospf.lls.data_length"));
    assertEquals("1 2", values.of("ospf.tlv_type"));
    assertEquals("4 16", values.of("ospf.tlv_length"));
    assertEquals("true", values.of("ospf.lls.ext.options.lr"));
    assertEquals("false", values.of("ospf.lls.ext.options.rs"));
    assertEquals("9", values.of("ospf.v2.lls.sequence_number"));
    assertEquals("0102030405060708090a0b0c", values.of("ospf.v2.lls.auth_data"));
    hello[30] &= ~0x10;
    assertEquals("", ip(ipv4(89, hello)).of("ospf.lls.checksum"));
  }

  @Test
  void groupsSendNothing() {
    byte[] frame = ethernet(IPV4, ipv4(UDP, udp(1, 2, data(40))));
    assertEquals("", ethernetFrame(frame).of("eth.src_not_group"));
    frame[6] |= 1;
    assertEquals("true", ethernetFrame(frame).of("eth.src_not_group"));
  }

  @Test
  void providersTagsHaveNamesOfTheirOwn() {
    byte[] customers = vlan(12, IPV4, Frames.innerPacket());
    FieldValues values = ethernetFrame(ethernet(0x88A8, vlan(0xB007, VLAN, customers)));
    assertEquals("5", values.of("ieee8021ad.priority"));
    assertEquals("1", values.of("ieee8021ad.dei"));
    assertEquals("7", values.of("ieee8021ad.id"));
    assertEquals(Integer.toString(VLAN), values.of("ieee8021ah.etype"));
    assertEquals("12", values.of("vlan.id"));
    byte[] inBackbone = bytes().hex("7a012345").add(Frames.innerFrame()).build();
    values = ethernetFrame(ethernet(0x88E7, inBackbone));
    assertEquals("3", values.of("ieee8021ah.priority"));
    assertEquals("1", values.of("ieee8021ah.drop"));
    assertEquals("1", values.of("ieee8021ah.nca"));
    assertEquals("0", values.of("ieee8021ah.res1"));
    assertEquals("2", values.of("ieee8021ah.res2"));
    assertEquals(Integer.toString(0x012345), values.of("ieee8021ah.isid"));
    assertEquals(values.of("eth.dst"), values.of("ieee8021ah.cdst"));
    assertEquals(values.of("eth.src"), values.of("ieee8021ah.csrc"));
    assertEquals(Integer.toString(IPV4), values.of("ieee8021ah.etype"));
  }

  @Test
  void encryptedPacketsHaveTheirAssociationAndNumber() {
    FieldValues values = ip(ipv4(50, bytes().hex("89abcdef 00000007 0102").build()));
    assertEquals(Long.toString(0x89ABCDEFL), values.of("esp.spi"));
    assertEquals("7", values.of("esp.sequence"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.2, 4, 17, ip.ttl.too_small",
    "10.0.0.2, 5, 17, ''",
    "10.0.0.2, 1, 89, ''", // OSPF
    "224.0.0.5, 1, 89, ''",
    "224.0.0.5, 2, 89, ip.ttl.lncb",
    "224.0.0.18, 255, 112, ''", // VRRP
    "224.0.0.251, 255, 17, ''",
    "224.0.0.251, 1, 17, ip.ttl.lncb",
    "224.0.0.251, 1, 2, ''", // IGMP
    "224.0.0.252, 7, 17, ''", // LLMNR
    "239.0.0.1, 1, 17, ''",
  })
  void oddTimesToLive(String destination, int timeToLive, int protocol, String odd) {
    byte[] packet = ipv4(protocol, udp(1, 2, data(0)));
    packet[8] = (byte) timeToLive;
    int at = 16;
    for (String part : destination.split("\\.")) {
      packet[at++] = (byte) Integer.parseInt(part);
    }
    FieldValues values = ip(packet);
    for (String each : new String[] {"ip.ttl.too_small", "ip.ttl.lncb"}) {
      assertEquals(each.equals(odd) ? "true" : "", values.of(each));
    }
  }

  @Test
  void aLengthBeyondTheEndOfThePacketSaysSo() {
    byte[] packet = ipv4(UDP, udp(1, 2, data(0)));
    assertEquals("", ip(packet).of("ip.bogus_ip_length"));
    packet[3]++;
    assertEquals("true", ip(packet).of("ip.bogus_ip_length"));
  }

  @ParameterizedTest
  @CsvSource({
    "16, 17, true, ''",
    "15, 17, '', ''",
    "0, 17, '', true",
    "0, 0, '', ''", // options, which may tell a longer one
    "0, 59, '', ''", // nothing follows
  })
  void oddLengthsOfIpv6(int length, int next, String beyond, String zero) {
    byte[] packet = ipv6(next, udp(1, 2, data(7)));
    packet[5] = (byte) length;
    FieldValues values = ip(packet);
    assertEquals(beyond, values.of("ipv6.plen_exceeds_framing"));
    assertEquals(zero, values.of("ipv6.plen_zero"));
  }

  @ParameterizedTest
  @CsvSource({
    "16, true",
    "15, ''",
    "0, ''",
  })
  void oddLengthsOfUdp(int length, String beyond) {
    byte[] datagram = udp(1, 2, data(7));
    datagram[5] = (byte) length;
    assertEquals(beyond, ip(ipv4(UDP, datagram)).of("udp.length.bad"));
  }

  /** The IP header claims more than there is, so the fragment never becomes part of a datagram. */
  @Test
  void aFirstFragmentAloneHasNoOddLength() {
    byte[] datagram = udp(1, 2, data(7));
    datagram[5] = 100;
    byte[] fragment = ipv4Fragment(UDP, 7, 0x2000, datagram);
    fragment[3] = (byte) (fragment[3] + 8);
    FieldValues values = ip(fragment);
    assertEquals("ip:udp:data", dissection.layers());
    assertEquals("", values.of("udp.length.bad"));
  }

  @Test
  void aDigestStandsBehindTheRoutes() {
    String head = "0202 0000 ffff 0003 002c 2d 14 00000009 0000000000000000";
    String route = "0002 0007 0a000000 ff000000 00000000 00000002";
    String trailer = "ffff 0001 0102030405060708090a0b0c0d0e0f1011121314";
    FieldValues values = ip(ipv4(UDP, udp(520, 520, bytes().hex(head + route + trailer).build())));
    assertEquals("3", values.of("rip.auth.type"));
    assertEquals("2", values.of("rip.family"));
    assertEquals("0102030405060708090a0b0c0d0e0f1011121314", values.of("rip.authentication_data"));
    String others = "0202 0000 0000 0007 00000000 00000000 00000000 00000010 0009 0000";
    values = ip(ipv4(UDP, udp(520, 520, bytes().hex(others).build())));
    assertEquals("0 9", values.of("rip.family"));
    assertEquals("7", values.of("rip.route_tag"));
    assertEquals("", values.of("rip.ip"));
    assertEquals("0.0.0.0", values.of("rip.next_hop"));
    assertEquals("16", values.of("rip.metric"));
    assertEquals("true", values.of("rip.unknown_address_family"));
    assertEquals("", values.of("rip.authentication_data"));
  }

  @Test
  void aShortAdvertisementShowsWhatItHas() {
    FieldValues values = ip(ipv4(112, bytes().hex("21 02 64 01 00 03").build()));
    assertEquals("2", values.of("vrrp.version"));
    assertEquals("1", values.of("vrrp.addr_count"));
    assertEquals("3", values.of("vrrp.adver_int"));
    assertEquals("", values.of("vrrp.checksum"));
    values = ip(ipv4(112, bytes().hex("72 02 64 01 02 03 0000 0a000001").build()));
    assertEquals("2", values.of("vrrp.auth_type")); // laid out as version 2, as all but 3
    assertEquals("10.0.0.1", values.of("vrrp.ip_addr"));
  }

  @Test
  void regionsAreReadWhereTheirLengthIsTooShort() {
    String common =
        "424203 0000 03 02 7c 8000020000000001 00000000 8000020000000002 8005"
            + "0000 1400 0200 0f00 00";
    String region =
        "00" + "41".repeat(32) + "0011" + "55".repeat(16) + "00000007 7000020000000003 11";
    String instance = "7c 8005 020000000004 00000008 80 80 13";
    byte[] frame = bytes().hex(common + "000f" + region + instance).build();
    FieldValues values = ethernetFrame(ethernet(frame.length, frame));
    assertEquals("15", values.of("mstp.version_3_length"));
    assertEquals("A".repeat(32), values.of("mstp.config_name"));
    assertEquals("5", values.of("mstp.msti.msti_id"));
    assertEquals("", values.of("bpdu.version_support"));
    byte[] unknown = bytes().hex("424203 0000 13 80").build();
    values = ethernetFrame(ethernet(unknown.length, unknown));
    assertEquals("true", values.of("bpdu.version_support"));
  }

  @Test
  void optionsOfDccpHaveTheirValues() {
    String head = "0001 0002 0c 00 0000 06 000009 00 000007"; // an acknowledgment of 48 bytes
    String options =
        "00 01 02 2503 05 2603 c0 2604 4001 2b04 0100 2a08 00000011 0012 2c06 0000000a 00";
    byte[] packet = bytes().hex(head + options).build();
    packet[4] = (byte) (packet.length / 4);
    FieldValues values = ip(ipv4(33, packet));
    assertEquals("5", values.of("dccp.ndp_count"));
    assertEquals("c0 4001", values.of("dccp.ack_vector.nonce_0"));
    assertEquals("256 18", values.of("dccp.elapsed_time"));
    assertEquals("17", values.of("dccp.timestamp_echo"));
    assertEquals("10", values.of("dccp.checksum_data"));
    assertEquals("01", values.of("dccp.mandatory"));
    assertEquals("02", values.of("dccp.slow_receiver"));
    assertEquals("", values.of("dccp.option.len.bad"));
    packet[20] = 40; // the count's length, beyond the header
    assertEquals("true", ip(ipv4(33, packet)).of("dccp.option.len.bad"));
  }

  @Test
  void anInterfaceMayStandAlone() {
    FieldValues values = ip(ipv4(UDP, udp(2029, 2029, bytes().hex("0204 0001 0002").build())));
    assertEquals("1", values.of("hsrp2.active_groups"));
    assertEquals("2", values.of("hsrp2.passive_groups"));
  }

  @ParameterizedTest
  @CsvSource({
    "0x02, syn",
    "0x12, synack",
    "0x11, fin",
    "0x14, rst",
  })
  void segmentsThatOpenOrCloseSaySo(int flags, String note) {
    byte[] segment = tcp(1, 2, data(0));
    segment[13] = (byte) flags;
    FieldValues values = ip(ipv4(TCP, segment));
    for (String each : new String[] {"syn", "synack", "fin", "rst"}) {
      assertEquals(each.equals(note) ? "true" : "", values.of("tcp.connection." + each));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1200 1400, 1200", // beyond the acknowledged bytes: a hole, and no copy
    "1000, 0900 1000, copy", // below them
    "1000, 1200 1300 1100 1400, copy", // within the second block
    "1000, 1200 1500 1100 1400, 1200",
  })
  void theFirstBlockMayReportACopy(int acknowledgment, String blocks, String expected) {
    String[] edges = blocks.split(" ");
    Frames options = bytes().u8(1, 1, 5, 2 + 4 * edges.length);
    for (String edge : edges) {
      options.u32(Integer.parseInt(edge));
    }
    byte[] list = options.build();
    byte[] segment =
        bytes()
            .u16(1, 2)
            .u32(1, acknowledgment)
            .u8((20 + list.length) << 2, 0x10)
            .u16(8192, 0, 0)
            .add(list)
            .build();
    FieldValues values = ip(ipv4(TCP, segment));
    boolean isCopy = expected.equals("copy");
    assertEquals(isCopy ? "true" : "", values.of("tcp.options.sack.dsack"));
    String left = Integer.toString(Integer.parseInt(edges[0]));
    assertEquals(isCopy ? left : "", values.of("tcp.options.sack.dsack_le"));
  }
}
