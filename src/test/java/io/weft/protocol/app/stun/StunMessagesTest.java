package io.weft.protocol.app.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Datagrams;
import io.weft.flow.track.Wire;
import io.weft.protocol.Frames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StunMessagesTest {
  private static final int REQUEST = 0x0001;
  private static final int RESPONSE = 0x0101;
  private static final byte[] PRIORITY = Frames.bytes().u16(0x0024, 4).u32(7).build();

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));

  private static byte[] message(int type, int length, byte[]... attributes) {
    return Frames.bytes().u16(type, length).u32(Stun.MAGIC, 1, 2, 3).add(attributes).build();
  }

  private void send(int fromPort, int toPort, byte[] message) {
    byte[] datagram = Frames.udp(fromPort, toPort, message);
    String from = fromPort < toPort ? "10.0.0.1" : "10.0.0.2";
    String to = fromPort < toPort ? "10.0.0.2" : "10.0.0.1";
    wire.ip(Datagrams.ipv4(from, to, 17, datagram));
  }

  private void assertSays(String name, String value) {
    assertEquals(value, wire.values().of("stun." + name), name);
  }

  @Test
  void aResponseTellsItsRequest() {
    send(4000, 5000, message(REQUEST, 8, PRIORITY));
    assertSays("att.priority", "7");
    assertSays("attributes", "true");
    assertSays("network_version", "3");
    send(4000, 5000, message(REQUEST, 8, PRIORITY));
    assertSays("reqduplicate", "1");
    send(5000, 4000, message(RESPONSE, 0));
    assertSays("response-to", "1");
    assertSays("time", "2000000");
    assertSays("attributes", "");
    assertSays("network_version", "");
  }

  @Test
  void anUnknownAttributeHasNoNumbersOfWireshark() {
    byte[] unknown = Frames.bytes().u16(0x4002, 2).u16(0x0102, 0).build();
    send(4000, 5000, message(REQUEST, 16, unknown, PRIORITY));
    assertSays("unknown_attribute", "true");
    assertSays("attribute", "36");
    assertSays("att.length", "2 4");
    assertSays("att.padding", "2");
    assertEquals("16386", wire.values().of("weft.stun.attribute"));
  }

  /** Others borrow the header for messages of their own. */
  @Test
  void aMethodThatNoStandardMayAssignIsNoStun() {
    send(4000, 3478, message(0x0800, 8, PRIORITY));
    assertSays("type", "");
    send(4000, 3478, message(0x0032, 8, PRIORITY)); // an indication of a method to come
    assertSays("type.class", "1");
    assertSays("att.priority", "7");
  }

  @ParameterizedTest
  @CsvSource({
    "0003 0004 00000006, att.change-ip, true",
    "000f 0004 2112a442, att.magic_cookie, 554869826",
    "0017 0004 02000000, att.family, 2",
    "001d 0004 00020000, att.pw_alg, 2",
    "0022 000a 0102030405060708 090a0000, att.token, 0102030405060708",
    "8055 0004 00010002, att.ms.service_quality, 2",
    "8058 0010 00000001 00000002 00000003 00000004, att.bandwidth_rsv_amount.mirb, 4",
    "805a 0008 0001 2113 4110a443, att.ipv4, 96.2.0.1",
    "805d 0004 c0000005, att.address_rp.reserved, 5",
    "8090 0008 0001 1234 0a000001, att.ipv4, 10.0.0.1",
    "8028 0004 00000000, att.crc32.bad, true",
    "001a 0004 01020304, value, 01020304",
    "000c 0002 4001 0000, att.channelnum, 16385",
    "0009 0003 000004 00, att.error.class, 4",
  })
  void attributes(String attribute, String field, String value) {
    byte[] bytes = Frames.bytes().hex(attribute).build();
    send(4000, 5000, message(REQUEST, bytes.length, bytes));
    assertSays(field, value);
  }

  @Test
  void dataOfAChannelHasItsNumberAndLength() {
    send(4000, 3478, Frames.bytes().u16(0x4001, 2).u16(0xABCD).build());
    assertSays("channel", "16385");
    assertSays("length", "2");
    assertSays("type", "");
  }

  @Test
  void aLengthOutOfStepIsTakenOnItsOwnPortOnly() {
    byte[] odd = Frames.bytes().u16(0x4000, 1).u8(9).build();
    send(4000, 5000, message(REQUEST, 5, odd));
    assertSays("type", "");
    send(3000, 3478, message(REQUEST, 5, odd));
    assertSays("type", "1");
    assertSays("wrong_msglen", "true");
  }

  @Test
  void messagesFollowOneAnotherInAStream() {
    byte[] request = message(REQUEST, 8, PRIORITY);
    byte[] channel = Frames.bytes().u16(0x4001, 2).u16(0xABCD, 0).build();
    assertLayers(List.of("4 stun", "5 stun"), request, channel, request);
    assertSays("tcp_frame_length", "");
  }

  @Test
  void messagesStandBehindTheirLengths() {
    byte[] request = message(REQUEST, 8, PRIORITY);
    byte[] framed = Frames.bytes().u16(request.length).add(request).build();
    byte[] media = Frames.bytes().u16(3).u8(0x80, 1, 2).build();
    assertLayers(List.of("4 stun", "5 stun"), framed, media, framed);
    assertSays("tcp_frame_length", "28");
    assertSays("att.priority", "7");
  }

  /** The parts are sent in two segments that end at no boundary of theirs. */
  private void assertLayers(List<String> expected, byte[]... parts) {
    Conversation tcp = wire.tcp(4000, 5000);
    tcp.open();
    byte[] all = Datagrams.join(parts);
    int cut = parts[0].length + 3;
    String text = new String(all, StandardCharsets.ISO_8859_1);
    tcp.client.send(text.substring(0, cut)).send(text.substring(cut));
    assertEquals(
        expected,
        wire.layers().stream().map(line -> line.substring(0, line.indexOf(' ', 2))).toList());
  }
}
