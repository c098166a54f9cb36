package io.weft.protocol.app.bgp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Messages that the capture cut short, and those that a lost packet did. */
final class BgpCutTest {
  private static final int PORT = 179;

  private final Wire wire = new Wire();

  private Conversation open() {
    return wire.tcp(40_000, PORT).open();
  }

  @Test
  void aCutMessageShowsWhatIsThere() {
    for (byte[] message : BgpDissectorTest.messages()) {
      for (int there = Bgp.HEADER_LENGTH; there < message.length; there++) {
        Conversation connection = new Wire().tcp(40_000, PORT).open();
        connection.client.segment(0).data(message).cut(message.length - there).put();
        assertEquals(
            Integer.toString(message.length),
            connection.wire().values().of("bgp.length"),
            there + " bytes of " + message.length);
      }
    }
  }

  @Test
  void attributesUpToTheCutAreThere() {
    byte[] update = BgpDissectorTest.messages().get(1);
    open().client.segment(0).data(update).cut(update.length - 41).put();
    assertEquals("1 2 2", wire.values().of("bgp.update.path_attribute.type_code"));
  }

  @Test
  void lessThanAHeaderIsNoMessage() {
    byte[] update = BgpDissectorTest.messages().get(1);
    open().client.segment(0).data(update).cut(update.length - Bgp.HEADER_LENGTH + 1).put();
    assertEquals("", wire.values().of("bgp.type"));
  }

  @Test
  void aMessageOfWhichAPacketIsLostIsNotShownWithALaterOne() {
    byte[] update = BgpDissectorTest.messages().get(1);
    byte[] keepalive = BgpDissectorTest.messages().get(5);
    Conversation connection = open();
    connection.client.segment(0).data(Arrays.copyOf(update, 30)).put();
    assertEquals("", wire.values().of("bgp.type"));
    connection.client.segment(update.length).data(keepalive).put();
    connection.server.segment(0).acknowledging(update.length + keepalive.length).put();
    wire.finish();
    long updates = wire.layers().stream().filter(layer -> layer.contains(" bgp ")).count();
    assertEquals(1, updates); // the keep-alive
  }
}
