package io.weft.protocol.app;

import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.protocol.Dissection;
import io.weft.protocol.FieldValues;
import io.weft.protocol.Frames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of DHCP (RFC 2132) whose length is wrong, or that stand where names would. */
final class DhcpOptionsTest {
  private static final int SERVER_NAME = 64;
  private static final int FILE = 128;

  private static FieldValues values(int seconds, String serverName, String file, String options) {
    byte[] message =
        bytes()
            .hex("01010600 00000007")
            .u16(seconds, 0)
            .add(new byte[16])
            .hex("020000000001")
            .add(new byte[10])
            .add(room(serverName, SERVER_NAME), room(file, FILE))
            .hex("63825363")
            .hex(options)
            .build();
    Dissection dissection = new Dissection();
    dissection.ip(ipv4(UDP, udp(68, 67, message)));
    return FieldValues.of(dissection);
  }

  private static byte[] room(String hex, int length) {
    byte[] content = Frames.bytes().hex(hex).build();
    return Frames.bytes().add(content, new byte[length - content.length]).build();
  }

  private static FieldValues values(String options) {
    return values(0, "", "", options);
  }

  @ParameterizedTest
  @CsvSource({
    "1302 0101 ff, ip_forwarding, ''",
    "1301 01 ff, ip_forwarding, true",
    "3305 0000003c00 ff, ip_address_lease_time, ''",
    "0305 0a00000101 ff, router, 10.0.0.1",
    "2106 0a0000010a00 ff, static_route.ip, ''",
  })
  void aLengthMustBeThatOfTheValue(String options, String field, String value) {
    FieldValues values = values(options);
    assertEquals(value, values.of("dhcp.option." + field));
    assertEquals(value.equals("true") ? "" : "true", values.of("dhcp.bad_length"));
  }

  @ParameterizedTest
  @CsvSource({
    "0204 ffffb9b0 ff, time_offset, -18000",
    "7201 61 ff, captive_portal, a",
    "d201 2f ff, pxe_path_prefix, /",
    "fc01 62 ff, private_proxy_autodiscovery, b",
  })
  void values(String options, String field, String value) {
    assertEquals(value, values(options).of("dhcp.option." + field));
  }

  @Test
  void optionsGoOnInTheRoomsForNames() {
    FieldValues values = values(0, "3803616263ff", "38026465ff", "340103 0c0178 ff");
    assertEquals("abc de", values.of("dhcp.option.message"));
    assertEquals("x", values.of("dhcp.option.hostname"));
    assertEquals("true", values.of("dhcp.server_name_overloaded_by_dhcp"));
    assertEquals("true", values.of("dhcp.boot_filename_overloaded_by_dhcp"));
    assertEquals("", values.of("dhcp.server"));
    assertEquals("", values.of("dhcp.file"));
  }

  @Test
  void oneRoomMayHoldItsNameYet() {
    FieldValues values = values(0, "737276", "38026465ff", "340101 ff");
    assertEquals("de", values.of("dhcp.option.message"));
    assertEquals("srv", values.of("dhcp.server"));
    assertEquals("", values.of("dhcp.file"));
  }

  @ParameterizedTest
  @CsvSource({"256, 1, true", "257, 257, ''", "0, 0, ''", "300, 300, ''"})
  void secondsMayStandInTheOtherOrder(int written, int seconds, String isSwapped) {
    FieldValues values = values(written, "", "", "ff");
    assertEquals(Integer.toString(seconds), values.of("dhcp.secs"));
    assertEquals(isSwapped, values.of("dhcp.secs_le"));
  }
}
