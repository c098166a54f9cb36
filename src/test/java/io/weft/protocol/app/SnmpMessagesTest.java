package io.weft.protocol.app;

import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.Anomaly;
import io.weft.protocol.Dissection;
import io.weft.protocol.FieldValues;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of SNMP whose elements are not what the standard demands (RFC 1157, RFC 3416). */
final class SnmpMessagesTest {
  private static final String VERSION = "020101";
  private static final String COMMUNITY = "04027075";

  /** Request 5, no error. */
  private static final String HEAD = "020105020100020100";

  private static final String SYSTEM_NAME = "06082b06010201010500";

  private final Dissection dissection = new Dissection();

  private FieldValues values(String message) {
    byte[] all = HexFormat.of().parseHex(message);
    dissection.ip(ipv4(UDP, udp(161, 40000, bytes().add(all).build())));
    return FieldValues.of(dissection);
  }

  private static String element(int tag, String content) {
    return HexFormat.of().toHexDigits((byte) tag)
        + HexFormat.of().toHexDigits((byte) (content.length() / 2))
        + content;
  }

  private static String response(String binding) {
    String unit = element(0xA2, HEAD + element(0x30, element(0x30, binding)));
    return element(0x30, VERSION + COMMUNITY + unit);
  }

  @Test
  void anElementOfAnotherKindIsPassedOver() {
    String unit = element(0xA2, "030105020100020100" + element(0x30, ""));
    FieldValues values = values(element(0x30, VERSION + "14027075" + unit));
    assertEquals("", values.of("snmp.community"));
    assertEquals("2", values.of("snmp.data"));
    assertEquals("", values.of("snmp.request_id"));
    assertEquals("0", values.of("snmp.error_index"));
  }

  @Test
  void aVersionThatNobodyKnowsIsTold() {
    FieldValues values = values(element(0x30, "020109" + COMMUNITY));
    assertEquals("true", values.of("snmp.version.unknown"));
    assertEquals("", values.of("snmp.version"));
    assertEquals(Anomaly.BAD_VERSION, dissection.packet().anomaly());
  }

  @ParameterizedTest
  @CsvSource({
    "4104ffffffff, value.counter, 4294967295",
    "430400000064, value.timeticks, 100",
    "4100, integral_value0, true",
    "8000, varbind.response, true",
    "8000, noSuchObject, true",
    "8500, varbind.wrong_tag, true",
    "2400, value_not_primitive_encoding, true",
    "2400, value.unk, ''",
    "040161, var-bind_str, a",
    "0400, var-bind_str, ''",
  })
  void values(String value, String field, String expected) {
    assertEquals(expected, values(response(SYSTEM_NAME + value)).of("snmp." + field));
  }

  @Test
  void aBindingIsReadAsFarAsItGoes() {
    String message = response(SYSTEM_NAME + "040161");
    FieldValues values = values(message.substring(0, message.length() - 2));
    assertEquals("1", values.of("snmp.variable_bindings"));
    assertEquals("1.3.6.1.2.1.1.5.0", values.of("snmp.name"));
  }

  @Test
  void aTrapIsOfTheFirstVersionOnly() {
    String trap = "06032b0601 40040a000001 020106 020107 430102 3000".replace(" ", "");
    FieldValues values = values(element(0x30, VERSION + COMMUNITY + element(0xA4, trap)));
    assertEquals("true", values.of("snmp.trap_pdu_obsolete"));
    assertEquals("10.0.0.1", values.of("snmp.agent_addr"));
  }

  @ParameterizedTest
  @CsvSource({
    "80001f88010a0000, rfc3411_non_conformant, true",
    "80001f88010a0000, engineid.data, ''",
    "00000009010203, rfc1910_non_conformant, true",
    "80001f88, engineid.enterprise, 8072",
    "8000, engineid.conform, true",
  })
  void identifiersOfEngines(String engine, String field, String expected) {
    String user = element(0x30, element(4, engine) + "0201010201020403757372" + "04000400");
    String global = element(0x30, "020163" + "020205dc" + "040104" + "020103");
    String message = element(0x30, "020103" + global + element(4, user) + "040100");
    assertEquals(expected, values(message).of("snmp." + field));
  }
}
