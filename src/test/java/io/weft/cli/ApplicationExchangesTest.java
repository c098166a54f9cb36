package io.weft.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.protocol.app.kerberos.KerberosMessages;
import io.weft.protocol.app.sip.SipMessages;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions and answers of protocols on datagrams, in the JSON of their flows. */
final class ApplicationExchangesTest {
  private static final int CLIENT_PORT = 40_000;
  private static final int MILLIS_BETWEEN = 10;

  @TempDir Path folder;

  private final Schemas schemas = new Schemas();
  private final ByteArrayOutputStream capture = new ByteArrayOutputStream();
  private int packets;

  /** Adds a datagram between one client and one server, 10 ms behind the one before. */
  private void datagram(boolean fromClient, int serverPort, String hex) throws IOException {
    byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));
    DataOutputStream out = new DataOutputStream(capture);
    if (packets == 0) {
      out.write(HexFormat.of().parseHex("a1b2c3d40002000400000000000000000000ffff00000065"));
    }
    int length = 28 + payload.length;
    out.writeInt(1_700_000_000);
    out.writeInt(packets++ * MILLIS_BETWEEN * 1000);
    out.writeInt(length);
    out.writeInt(length);
    out.write(HexFormat.of().parseHex("4500"));
    out.writeShort(length);
    out.write(HexFormat.of().parseHex("0001000040110000"));
    out.write(HexFormat.of().parseHex(fromClient ? "c0000205c0000201" : "c0000201c0000205"));
    out.writeShort(fromClient ? CLIENT_PORT : serverPort);
    out.writeShort(fromClient ? serverPort : CLIENT_PORT);
    out.writeShort(8 + payload.length);
    out.writeShort(0);
    out.write(payload);
  }

  /** The exchanges of the one flow, which the schema allows. */
  private List<JsonNode> exchanges(String protocol) throws IOException {
    Path file = folder.resolve("exchanges.pcap");
    Files.write(file, capture.toByteArray());
    Session weft = new Session();
    assertEquals(0, weft.run("flows", "--json", file.toString()), weft.err());
    String flow = weft.out().strip();
    assertEquals(List.of(), schemas.errors(flow), flow);
    JsonNode json = new ObjectMapper().readTree(flow);
    assertEquals(protocol, json.at("/application/protocol").asText());
    List<JsonNode> exchanges = new ArrayList<>();
    json.get(protocol).forEach(exchanges::add);
    assertEquals(exchanges.size(), json.get(protocol + "_exchanges").asInt());
    return exchanges;
  }

  private static void assertPair(JsonNode exchange) {
    assertEquals(0.01, exchange.get("rtt").asDouble(), 1e-9);
    assertEquals(
        exchange.at("/request/packet").asInt() + 1, exchange.at("/response/packet").asInt());
  }

  @Test
  void ntp() throws IOException {
    String times = "e000000000000000 e000000000000001 e000000000000002 ";
    datagram(true, 123, "23020600 00000000 00000000 c0000209" + times + "e000000000000003");
    datagram(
        false,
        123,
        "24020600 00000000 00000000 c0000207"
            + "e000000000000000 e000000000000003 e000000000000002 e000000000000004");
    datagram(true, 123, "23020600 00000000 00000000 c0000209" + times + "e000000000000005");
    List<JsonNode> exchanges = exchanges("ntp");
    assertEquals(2, exchanges.size());
    assertPair(exchanges.get(0));
    assertEquals("client", exchanges.get(0).get("mode").asText());
    assertEquals(2, exchanges.get(0).get("stratum").asInt());
    assertEquals("192.0.2.7", exchanges.get(0).get("reference_id").asText());
    assertFalse(exchanges.get(1).has("response"));
  }

  @Test
  void stunWithARepeatedRequest() throws IOException {
    String head = " 2112a442 000102030405060708090a0b ";
    datagram(true, 3478, "0001 0000" + head);
    datagram(true, 3478, "0001 0000" + head);
    datagram(false, 3478, "0101 000c" + head + "0020 0008 00 01 3326 e112a643");
    JsonNode exchange = exchanges("stun").get(0);
    assertEquals("Binding", exchange.get("method").asText());
    assertEquals("success", exchange.get("result").asText());
    assertEquals("192.0.2.1:4660", exchange.get("mapped_address").asText());
    assertEquals(1, exchange.get("retries").asInt());
    assertEquals(0.02, exchange.get("rtt").asDouble(), 1e-9);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
  }

  @Test
  void radius() throws IOException {
    String code = "00000000000000000000000000000000";
    datagram(true, 1812, "01 07 0022" + code + "01 08 616c69636521  04 06 c0000209");
    datagram(false, 1812, "03 07 0019" + code + "12 05 6e6f21");
    JsonNode exchange = exchanges("radius").get(0);
    assertPair(exchange);
    assertEquals("Access-Request", exchange.get("code").asText());
    assertEquals("Access-Reject", exchange.get("result").asText());
    assertEquals("alice!", exchange.get("user_name").asText());
    assertEquals("192.0.2.9", exchange.get("nas_address").asText());
    assertEquals("no!", exchange.get("reply_message").asText());
  }

  @Test
  void kerberos() throws IOException {
    datagram(true, 88, HexFormat.of().formatHex(KerberosMessages.AS_REQUEST));
    datagram(false, 88, HexFormat.of().formatHex(KerberosMessages.FAILURE));
    datagram(true, 88, HexFormat.of().formatHex(KerberosMessages.TGS_REQUEST));
    datagram(false, 88, HexFormat.of().formatHex(KerberosMessages.TGS_REPLY));
    List<JsonNode> exchanges = exchanges("kerberos");
    assertEquals(2, exchanges.size());
    exchanges.forEach(ApplicationExchangesTest::assertPair);
    JsonNode failed = exchanges.get(0);
    assertEquals("KRB-ERROR", failed.get("result").asText());
    assertEquals(24, failed.get("error_code").asInt());
    assertEquals("PREAUTH_FAILED", failed.get("error_text").asText());
    assertEquals("aes256-cts-hmac-sha1-96", failed.at("/ciphers/0").asText());
    assertEquals("-135", failed.at("/ciphers/2").asText());
    JsonNode given = exchanges.get(1);
    assertEquals("alice", given.get("client").asText());
    assertEquals("host/a.example.test", given.get("service").asText());
    assertEquals("EXAMPLE.TEST", given.get("realm").asText());
    assertEquals("aes256-cts-hmac-sha1-96", given.get("ticket_cipher").asText());
    assertEquals("2026-11-29T10:00:00.000000000Z", given.get("till").asText());
  }

  @Test
  void sip() throws IOException {
    datagram(true, 5060, HexFormat.of().formatHex(SipMessages.INVITE));
    datagram(false, 5060, HexFormat.of().formatHex(SipMessages.RINGING));
    datagram(true, 5060, HexFormat.of().formatHex(SipMessages.INVITE));
    datagram(false, 5060, HexFormat.of().formatHex(SipMessages.OK));
    datagram(true, 5060, HexFormat.of().formatHex(SipMessages.ACK));
    List<JsonNode> exchanges = exchanges("sip");
    assertEquals(2, exchanges.size());
    JsonNode call = exchanges.get(0);
    assertEquals("sip:bob@b.test", call.get("uri").asText());
    assertEquals(200, call.get("status").asInt());
    assertEquals("OK", call.get("reason").asText());
    assertEquals("lunch", call.get("subject").asText());
    assertEquals("phone 1.0", call.get("user_agent").asText());
    assertEquals("application/sdp", call.get("content_type").asText());
    assertEquals(1, call.get("retries").asInt());
    assertEquals(0.03, call.get("rtt").asDouble(), 1e-9);
    assertEquals("ACK", exchanges.get(1).get("method").asText());
  }

  @Test
  void snmp() throws IOException {
    String community = "0201 01 0406 7075626c6963 ";
    String binding = " 020100 020100 300f 300d 0608 2b06010201010500 ";
    datagram(true, 161, "302a" + community + "a01d 0202 1234" + binding + "0500");
    datagram(
        false,
        161,
        "302c"
            + community
            + "a21f 0202 1234 020102 020101 3011 300f 0608 2b06010201010500 0402 6869");
    datagram(
        false,
        161,
        "302c"
            + community
            + "a71f 0202 1234 020100 020100 3011 300f 0608 2b06010201010500 0402 6869");
    List<JsonNode> exchanges = exchanges("snmp");
    assertEquals(2, exchanges.size());
    JsonNode exchange = exchanges.get(0);
    assertPair(exchange);
    assertEquals("2c", exchange.get("version").asText());
    assertEquals("public", exchange.get("community").asText());
    assertEquals("get-request", exchange.get("operation").asText());
    assertEquals("get-response", exchange.get("result").asText());
    assertEquals(0x1234, exchange.get("request_id").asInt());
    assertEquals(2, exchange.get("error_status").asInt());
    assertEquals("1.3.6.1.2.1.1.5.0", exchange.get("names").get(0).asText());
    assertEquals("snmpV2-trap", exchanges.get(1).get("operation").asText());
  }

  /** A report answers the message of version 3 whose identifier it repeats. */
  @Test
  void snmpVersion3() throws IOException {
    String head = " 020103 300d 020107 02020400 0401";
    String user = " 020103 0413 3011 0400 020100 020100 0403 616c69 0400 0400 ";
    String rest = "3014 0400 0400 ";
    datagram(
        true, 161, "303d" + head + "04" + user + rest + "a00e 0204 00000009 020100 020100 3000");
    datagram(
        false, 161, "303d" + head + "00" + user + rest + "a80e 0204 00000000 020100 020100 3000");
    JsonNode exchange = exchanges("snmp").get(0);
    assertPair(exchange);
    assertEquals("3", exchange.get("version").asText());
    assertEquals("ali", exchange.get("user").asText());
    assertEquals("report", exchange.get("result").asText());
  }

  @Test
  void syslog() throws IOException {
    datagram(true, 514, hex("<34>Oct 11 22:14:15 host su: failed\n"));
    JsonNode exchange = exchanges("syslog").get(0);
    assertEquals("auth", exchange.get("facility").asText());
    assertEquals("critical", exchange.get("severity").asText());
    assertEquals("Oct 11 22:14:15 host su: failed", exchange.get("message").asText());
  }

  @Test
  void tftp() throws IOException {
    datagram(true, 69, hex("\0\1a.bin\0octet\0"));
    datagram(false, 69, hex("\0\5\0\1no file\0"));
    JsonNode exchange = exchanges("tftp").get(0);
    assertPair(exchange);
    assertEquals("Read Request", exchange.get("operation").asText());
    assertEquals("a.bin", exchange.get("file").asText());
    assertEquals(1, exchange.get("error_code").asInt());
    assertEquals("no file", exchange.get("error_message").asText());
  }

  @Test
  void dhcp() throws IOException {
    String addresses = "00000000 c0000205 00000000 00000000 ";
    String rest = " 0000 0000000000000000" + "00".repeat(192) + "63825363";
    String client = "02000000000a" + rest;
    datagram(
        true,
        67,
        "01 01 06 00 12345678 0000 0000 00000000 00000000 00000000 00000000 "
            + client
            + "35 01 03  32 04 c0000205  0c 02 6869 ff");
    datagram(
        false,
        67,
        "02 01 06 00 12345678 0000 0000 "
            + addresses
            + client
            + "35 01 05  36 04 c0000201  33 04 00000e10 ff");
    JsonNode exchange = exchanges("dhcp").get(0);
    assertPair(exchange);
    assertEquals(0x12345678, exchange.get("transaction_id").asLong());
    assertEquals("02:00:00:00:00:0a", exchange.get("client").asText());
    assertEquals("hi", exchange.get("host_name").asText());
    assertEquals("Request", exchange.get("request_type").asText());
    assertEquals("ACK", exchange.get("response_type").asText());
    assertEquals("192.0.2.5", exchange.get("requested_address").asText());
    assertEquals("192.0.2.5", exchange.get("assigned_address").asText());
    assertEquals("192.0.2.1", exchange.get("server").asText());
    assertEquals(3600, exchange.get("lease_time").asInt());
  }
}
