package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.flow.application.FrameProtocol;
import io.weft.protocol.StandardProtocols;
import org.junit.jupiter.api.Test;

/** A stream inside another one that has ended must not weigh on its flow any longer. */
class ChildMemoryTest {
  private final Wire wire =
      new Wire(
          FlowConfig.defaults(),
          StandardProtocols.register(new Chain.Builder()).stream(FrameProtocol.stream()).build());
  private final Conversation tcp = wire.tcp();

  private void child() {
    String opened = FrameProtocol.frame(5, FrameProtocol.GREETING);
    String ended = FrameProtocol.frame(5, "");
    tcp.client.send(opened + ended);
    tcp.server.send(opened + ended);
  }

  @Test
  void endedChildrenWeighNothing() {
    tcp.open();
    tcp.client.send(FrameProtocol.GREETING);
    tcp.server.send(FrameProtocol.GREETING);
    child();
    long afterOne = wire.memory().estimated();
    for (int i = 0; i < 100; i++) {
      child();
    }
    assertEquals(afterOne, wire.memory().estimated());
  }
}
