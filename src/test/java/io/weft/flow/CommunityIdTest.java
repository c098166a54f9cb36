package io.weft.flow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weft.bytes.IpAddress;
import io.weft.flow.track.Datagrams;
import io.weft.flow.track.Wire;
import io.weft.protocol.Frames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of the community id specification, version 1, seed 0. */
class CommunityIdTest {
  private static final String A = "fe80:1:203:405:607:809:a0b:c0d";
  private static final String B = "fe80:1011:1213:1415:1617:1819:1a1b:1c1d";

  private final CommunityId ids = new CommunityId();

  private static byte[] address(String text) throws UnknownHostException {
    return InetAddress.getByName(text).getAddress(); // a literal: nobody is asked
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 5.6.7.8, 6, 1122, 3344, 1:wCb3OG7yAFWelaUydu0D+125CLM=",
    "1.2.3.4, 5.6.7.8, 17, 1122, 3344, 1:0Mu9InQx6z4ZiCZM/7HXi2WMhOg=",
    "1.2.3.4, 5.6.7.8, 132, 1122, 3344, 1:EKt4MsxuyaE6mL+hmrEkQ9csDD8=",
    "1.2.3.4, 5.6.7.8, 46, -1, -1, 1:ikv3kmf89luf73WPz1jOs49S768=",
    A + ", " + B + ", 46, -1, -1, 1:wQ/2mwrnXP4lmJcHdGL5ePjR+e0=",
    "128.232.110.120, 66.35.250.204, 6, 34855, 80, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "192.168.1.52, 8.8.8.8, 17, 54585, 53, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
    "2001:470:e5bf:dead:4957:2174:e82c:4887, 2607:f8b0:400c:c03::1a, 6, 63943, 25,"
        + "1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=",
  })
  void bothDirections(
      String from, String to, int protocol, int fromPort, int toPort, String expected)
      throws UnknownHostException {
    IpAddress a = ip(from);
    IpAddress b = ip(to);
    assertEquals(expected, id(a, b, protocol, fromPort, toPort));
    assertEquals(expected, id(b, a, protocol, toPort, fromPort));
  }

  @Test
  void portsDecideWhereTheAddressesAreTheSame() throws UnknownHostException {
    IpAddress self = ip("10.0.0.1");
    String id = id(self, self, 6, 1000, 2000);
    assertEquals(id, id(self, self, 6, 2000, 1000));
    assertNotEquals(id, id(self, self, 6, 1000, 1000));
  }

  private String id(IpAddress from, IpAddress to, int protocol, int fromPort, int toPort) {
    return new String(ids.of(from, to, protocol, fromPort, toPort, false), US_ASCII);
  }

  private static IpAddress ip(String text) throws UnknownHostException {
    return IpAddress.of(address(text));
  }

  private static String ofMessage(String from, String to, int type, int code)
      throws UnknownHostException {
    Wire wire = new Wire();
    byte[] message = Frames.icmp(type, code, 0, new byte[28]);
    boolean isV4 = from.contains(".");
    byte[] datagram =
        isV4 ? Datagrams.ipv4(from, to, 1, message) : Datagrams.ipv6(1, 2, 58, message);
    if (!isV4) {
      System.arraycopy(address(from), 0, datagram, 8, 16);
      System.arraycopy(address(to), 0, datagram, 24, 16);
    }
    return wire.ip(datagram).finishOne().communityId();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 5.6.7.8, 8, 0, 1:crodRHL2FEsHjbv3UkRrfbs4bZ0=",
    "5.6.7.8, 1.2.3.4, 0, 0, 1:crodRHL2FEsHjbv3UkRrfbs4bZ0=",
    "1.2.3.4, 5.6.7.8, 11, 0, 1:f/YiSyWqczrTgfUCZlBUnvHRcPk=",
    "10.0.0.1, 10.0.0.2, 11, 0, 1:YHxtAirCG//0OzkcVAukqKQN9xM=",
    A + ", " + B + ", 128, 0, 1:0bf7hyMJUwt3fMED7z8LIfRpBeo=",
    B + ", " + A + ", 129, 0, 1:0bf7hyMJUwt3fMED7z8LIfRpBeo=",
    A + ", " + B + ", 146, 0, 1:fYC8+pz24E+EhANP1EZhpX0Dw10=",
    "fe80::200:86ff:fe05:80da, ff02::2, 133, 0, 1:hO+sN4H+MG5MY/8hIrXPqc4ZQz0=",
  })
  void messages(String from, String to, int type, int code, String expected)
      throws UnknownHostException {
    assertEquals(expected, ofMessage(from, to, type, code));
  }

  @Test
  void messagesWithoutAnAnswerGoOneWay() throws UnknownHostException {
    assertNotEquals(ofMessage("1.2.3.4", "5.6.7.8", 11, 0), ofMessage("5.6.7.8", "1.2.3.4", 11, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "6, 1:wCb3OG7yAFWelaUydu0D+125CLM=",
    "17, 1:0Mu9InQx6z4ZiCZM/7HXi2WMhOg=",
    "132, 1:EKt4MsxuyaE6mL+hmrEkQ9csDD8=",
    "46, 1:ikv3kmf89luf73WPz1jOs49S768=",
  })
  void ofRecords(int protocol, String expected) {
    byte[] transport =
        protocol == 6
            ? Datagrams.tcp(1122, 3344, 1, 1, 16, 1, Datagrams.NO_BYTES, Datagrams.NO_BYTES)
            : Frames.udp(1122, 3344, new byte[8]);
    Wire wire = new Wire();
    FlowRecord record =
        wire.ip(Datagrams.ipv4("1.2.3.4", "5.6.7.8", protocol, transport)).finishOne();
    assertEquals(expected, record.communityId());
  }
}
