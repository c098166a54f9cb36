package io.weft.protocol.app.radius;

import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.ethernet;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.protocol.Dissection;
import io.weft.protocol.FieldValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes of RADIUS, as they stand in the examples of the RFCs, and vendors'. */
final class RadiusFieldsTest {
  private static final int IP = 0x0800;

  private final Dissection dissection = new Dissection();

  private FieldValues attributes(String hex) {
    byte[] values = bytes().hex(hex).build();
    byte[] packet = bytes().u8(1, 7).u16(20 + values.length).add(new byte[16]).add(values).build();
    dissection.ethernet(ethernet(IP, ipv4(UDP, udp(50000, 1812, packet))));
    return FieldValues.of(dissection);
  }

  @ParameterizedTest
  @CsvSource({
    "01 06 6e656d6f, User_Name, nemo",
    "02 06 01020304, User_Password_encrypted, 01020304",
    "04 06 c0a80110, NAS_IP_Address, 192.168.1.16",
    "04 05 c0a801, NAS_IP_Address, ''",
    "06 06 00000001, Service_Type, 1",
    "08 06 ffffffff, Framed-IP-Address, 255.255.255.255",
    "25 06 00000001, Unknown_Attribute, ''",
    "40 06 0100000d, Tunnel_Type, 13",
    "40 06 0100000d, Tunnel_Type.tag, 1",
    "40 06 2000000d, Tunnel_Type.tag, ''",
    "40 06 2000000d, Tunnel_Type, 536870925",
    "45 05 01 abcd, Tunnel_Password_encrypted, abcd",
    "51 04 3432, Tunnel_Private_Group_Id, 42",
    "61 06 0040 2001, Framed_IPv6_Prefix, 00402001",
    "61 06 0140 2001, Framed_IPv6_Prefix, ''",
    "61 06 0081 2001, Framed_IPv6_Prefix, ''",
    "38 06 3100002a, egress_vlanid, 42",
    "38 06 3100002a, egress_vlanid_tag, 49",
    "3a 05 32 7631, egress_vlan_name, v1",
    "f0 04 abcd, Unknown_Attribute, abcd",
    "1a 0a 00000009 01 04 6869, Cisco_AVPair, hi",
    "1a 0c 00003763 01 06 00000002, Airespace_Wlan_Id, 2",
    "1a 08 00000009 fe 02, avp.vendor_type, 254",
    "1a 05 000000, invalid_length, true",
    "1a 08 00000009 01 01, invalid_length, true",
    "01 01, invalid_length, true",
    "01 07 6e656d6f, invalid_length, true",
    "01, invalid_length, true",
  })
  void anAttribute(String hex, String field, String value) {
    assertEquals(value, attributes(hex).of("radius." + field));
  }

  @Test
  void aVendorMayPutSeveralIntoOne() {
    FieldValues values = attributes("1a 10 0000 0137 1a 04 0102 1c 06 0a000001  01 06 6e656d6f");
    assertEquals("26 28", values.of("radius.avp.vendor_type"));
    assertEquals("4 6", values.of("radius.avp.vendor_len"));
    assertEquals("10.0.0.1", values.of("radius.MS_Primary_DNS_Server"));
    assertEquals("nemo", values.of("radius.User_Name"));
  }

  /** USR has numbers of four bytes and no length, Starent two bytes of each. */
  @Test
  void vendorsHaveHeadersOfTheirOwn() {
    FieldValues values = attributes("1a 0c 000001ad 0000986c 0102");
    assertEquals("39020", values.of("radius.avp.vendor_type"));
    assertEquals("0102", values.of("radius.Unknown_Attribute"));
    values = attributes("1a 0c 00001fe4 0003 0006 7465");
    assertEquals("3", values.of("radius.avp.vendor_type"));
    assertEquals("7465", values.of("radius.Unknown_Attribute"));
    values = attributes("1a 0b 000060b5 01 05 00 0a0b");
    assertEquals("0a0b", values.of("radius.Unknown_Attribute"));
  }

  /** As in Wireshark: what follows begins where the vendor's attribute says that it ends. */
  @Test
  void aVendorsLengthMayReachBeyondTheAttribute() {
    FieldValues values = attributes("1a 0a 00000009 fe 06 0102  0106 6e06 6d6f6d6f");
    assertEquals("01020106 6d6f6d6f", values.of("radius.Unknown_Attribute"));
    assertEquals("26 110", values.of("radius.avp.type"));
  }

  @Test
  void aNumberIsItsVendorsOwn() {
    assertEquals("", attributes("1a 0a 00000137 01 04 6869").of("radius.Cisco_AVPair"));
  }
}
