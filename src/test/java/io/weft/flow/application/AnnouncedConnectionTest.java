package io.weft.flow.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import io.weft.protocol.StandardProtocols;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that FTP's control connection announces, whatever their bytes look like. */
final class AnnouncedConnectionTest {
  private final Wire wire = new Wire(FlowConfig.defaults(), StandardProtocols.chain());

  private void control() {
    Conversation control = wire.tcp(40_000, 21).open();
    control.server.send("220 FTP\r\n");
    control.client.send("PASV\r\n");
    control.server.send("227 Entering Passive Mode (192,168,7,7,19,137).\r\n");
    control.close();
  }

  private void file(int port) {
    Conversation file = wire.tcp(40_001, port).open();
    file.server.send("GET / HTTP/1.1\r\n\r\n");
    file.close();
  }

  private FlowRecord.Application last() {
    List<FlowRecord> records = wire.finish();
    return records.get(records.size() - 1).application();
  }

  @Test
  void isKnownWithTheServersOwnAddress() {
    control();
    file(5001);
    assertEquals(new FlowRecord.Application("ftp-data", "handover", List.of()), last());
  }

  @Test
  void ofAnotherPortItsBytesDecide() {
    control();
    file(5002);
    assertEquals(new FlowRecord.Application("http", "content", List.of()), last());
  }

  @Test
  void isForgottenAfterAWhile() {
    control();
    wire.later(Duration.ofSeconds(301));
    file(5001);
    assertEquals(new FlowRecord.Application("http", "content", List.of()), last());
  }
}
