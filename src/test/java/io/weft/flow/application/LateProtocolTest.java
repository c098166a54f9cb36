package io.weft.flow.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import io.weft.protocol.StandardProtocols;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TLS that begins behind words of a protocol that nobody reads. */
final class LateProtocolTest {
  private static final String HELLO =
      new String(
          HexFormat.of().parseHex("160301002d010000290303" + "5a".repeat(32) + "00000213010100"),
          ISO_8859_1);

  private final Wire wire = new Wire(FlowConfig.defaults(), StandardProtocols.chain());
  private final Conversation tcp = wire.tcp();

  @Test
  void isFoundAtTheBeginningOfAPacket() {
    tcp.open();
    tcp.client.send("PLEASE: secure this\r\n\r\n");
    tcp.server.send("of course\r\n\r\n");
    tcp.client.send(HELLO);
    tcp.close();
    FlowRecord record = wire.finishOne();
    assertEquals(new FlowRecord.Application("tls", "content", List.of()), record.application());
    assertEquals(1, wire.exchanges().size());
  }

  @Test
  void isNotFoundInTheMidstOfAPacketNorFarBehind() {
    tcp.open();
    tcp.client.send("PLEASE: secure this\r\n\r\n");
    tcp.server.send("of course\r\n\r\n");
    tcp.client.send("  " + HELLO);
    tcp.client.send("x".repeat(20_000));
    tcp.client.send(HELLO);
    tcp.close();
    assertNull(wire.finishOne().application());
  }
}
