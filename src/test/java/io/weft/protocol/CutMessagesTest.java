package io.weft.protocol;

import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that end within their header show the fields that are there, and one anomaly. */
final class CutMessagesTest {
  private static final int AUTHENTICATION = 51;
  private static final int OSPF = 89;

  private final Dissection dissection = new Dissection();

  private FieldValues values(int protocol, byte[] payload) {
    dissection.ip(ipv4(protocol, payload));
    assertNotNull(dissection.packet().anomaly());
    return FieldValues.of(dissection);
  }

  @ParameterizedTest
  @CsvSource({
    "123, 2402 06ec 00000ad7, ntp.rootdelay, 2775",
    "123, 2402 06ec 00000ad7, ntp.rootdispersion, ''",
    "123, 2402, ntp.stratum, 2",
    "2152, 34ff 0048 6df68415 000000 85 09, gtp.teid, 1844872213",
    "1985, 0000, hsrp.opcode, 0",
    "1985, 0000, hsrp.state, ''",
  })
  void datagrams(int port, String payload, String field, String value) {
    byte[] message = bytes().hex(payload).build();
    assertEquals(value, values(UDP, udp(port, port, message)).of(field));
  }

  @Test
  void aClientIsKnownByAddressThoughNoOptionIsThere() {
    byte[] message =
        bytes()
            .hex("01010600 b796bad1 0000 0000")
            .add(new byte[16])
            .hex("c4618b3582a9")
            .add(new byte[10])
            .build();
    FieldValues values = values(UDP, udp(68, 67, message));
    assertEquals("c4:61:8b:35:82:a9", values.of("dhcp.hw.mac_addr"));
    assertEquals("", values.of("dhcp.cookie"));
  }

  @ParameterizedTest
  @CsvSource({
    "0202, ospf.msg, 2",
    "0202, ospf.packet_length, ''",
    "0302 001c 03030303, ospf.srcrouter, 3.3.3.3",
    "0302 001c 03030303, ospf.area_id, ''",
  })
  void messagesOfOspf(String message, String field, String value) {
    assertEquals(value, values(OSPF, bytes().hex(message).build()).of(field));
  }

  @Test
  void anAuthenticationHeaderThatIsLongerThanItsPacket() {
    byte[] header = bytes().hex("5904 0000 00000100 0000000f aabbccdd").build();
    FieldValues values = values(AUTHENTICATION, header);
    assertEquals("15", values.of("ah.sequence"));
    assertEquals("aabbccdd", values.of("ah.icv"));
  }
}
