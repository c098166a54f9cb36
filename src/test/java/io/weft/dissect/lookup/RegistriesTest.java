package io.weft.dissect.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistriesTest {
  @Test
  void portsAreNamedByTransport() {
    assertEquals("https", ServiceNames.TCP.name(443));
    assertEquals("syslog", ServiceNames.UDP.name(514));
    assertEquals("shell", ServiceNames.TCP.name(514));
    assertEquals("s1-control", ServiceNames.SCTP.name(36412));
    assertNull(ServiceNames.DCCP.name(443));
    assertNull(ServiceNames.TCP.name(65_535));
  }

  @Test
  void vendorsAreNamedAsRegistered() {
    assertEquals("Cisco Systems, Inc", Vendors.name(0x00000C));
    assertNull(Vendors.name(0x020000));
  }

  @ParameterizedTest
  @CsvSource({
    "0018ba986880, Cisco_98:68:80",
    "0015170d06f7, IntelCor_0d:06:f7",
    "64006a5b8f4a, Dell_5b:8f:4a",
    "c0c1c0a00064, Cisco-Li_a0:00:64",
    "ffffffffffff, Broadcast",
    "01005e000005, IPv4mcast_05",
    "01005e010005, IPv4mcast_01:00:05",
    "333300000001, IPv6mcast_01",
    "3333ff000016, IPv6mcast_ff:00:00:16",
    "020000000001, 02:00:00:00:00:01",
  })
  void addressesAreResolvedAsInWireshark(String address, String resolved) {
    StringBuilder text = new StringBuilder();
    Vendors.appendResolved(text, HexFormat.of().parseHex(address), 0);
    assertEquals(resolved, text.toString());
  }
}
