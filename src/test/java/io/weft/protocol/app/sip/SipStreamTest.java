package io.weft.protocol.app.sip;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static io.weft.protocol.app.StreamTrial.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.protocol.app.PairingQueue;
import io.weft.protocol.app.StreamTrial;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SipStreamTest {
  private final StreamTrial stream = new StreamTrial(Sip::register);
  private final StreamDriver driver = stream.driver();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void finalResponsesAreJoinedToRequests(int pieces) {
    driver.send(FROM_CLIENT, SipMessages.INVITE, pieces);
    driver.send(FROM_SERVER, SipMessages.RINGING, pieces);
    driver.send(FROM_CLIENT, bytes("\r\n\r\n"), pieces);
    driver.send(FROM_SERVER, SipMessages.OK, pieces);
    driver.send(FROM_CLIENT, SipMessages.ACK, pieces);
    driver.send(FROM_SERVER, SipMessages.INVITE, pieces);
    driver.end();
    assertEquals(
        List.of(
            "INVITE sip:bob@b.test 200 OK",
            "ACK sip:bob@b.test",
            "INVITE sip:bob@b.test unanswered"),
        stream.told());
    assertEquals(7, driver.layers().size(), "two messages describe a session");
    SipExchange call = (SipExchange) driver.exchanges().get(0);
    assertEquals("\"Alice\" <sip:alice@a.test>;tag=1", call.from());
    assertEquals("call@a.test", call.callId());
    assertEquals(5, call.requestBodyBytes());
    assertEquals("proxy 2", call.server());
    assertEquals("399 b.test \"late\"", call.warning());
    assertEquals(1, call.provisional().size());
    assertEquals(180, call.provisional().get(0).status());
    assertEquals("Ringing", call.provisional().get(0).reason());
    assertNull(((SipExchange) driver.exchanges().get(2)).provisional());
  }

  @Test
  void onlySoManyProvisionalResponsesAreKept() {
    driver.send(FROM_CLIENT, SipMessages.INVITE);
    for (int i = 0; i < 2 * PairingQueue.MAX_PROGRESS; i++) {
      driver.send(FROM_SERVER, SipMessages.RINGING);
    }
    driver.end();
    assertEquals(List.of("INVITE sip:bob@b.test 180 Ringing"), stream.told());
    SipExchange call = (SipExchange) driver.exchanges().get(0);
    assertEquals(PairingQueue.MAX_PROGRESS, call.provisional().size());
    assertNull(call.status());
  }

  @Test
  void aGapEndsTheReadingOfItsDirection() {
    driver.send(FROM_CLIENT, SipMessages.INVITE);
    driver.gap(FROM_SERVER, 10);
    driver.send(FROM_SERVER, SipMessages.OK);
    driver.end();
    assertEquals(List.of("INVITE sip:bob@b.test unanswered"), stream.told());
  }

  @Test
  void isRecognisedFromTheFirstLine() {
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, SipMessages.INVITE));
    assertEquals(ProbeResult.YES_REVERSED, stream.probe(FROM_CLIENT, SipMessages.OK));
    assertEquals(ProbeResult.YES, stream.probe(FROM_SERVER, SipMessages.OK));
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, bytes("A sip:b SIP/2.0\r\n")));
    for (int length = 1; length < 30; length++) {
      assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, SipMessages.INVITE, length));
    }
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("GET / HTTP/1.1\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("GET / HT")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("SIP/2.0 20x OK\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("SIP/2.0;200 OK\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("INVITE SIP/2.0\r\n")));
  }

  @Test
  void flippedBytesAreReadAsFarAsTheyMakeSense() {
    Random random = new Random(5);
    int calls = 0;
    for (byte[] message : SipMessages.all()) {
      for (int round = 0; round < 2000; round++) {
        byte[] damaged = message.clone();
        for (int flips = random.nextInt(4); flips >= 0; flips--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        int length = SipStartLine.LEAST + random.nextInt(damaged.length - SipStartLine.LEAST);
        SipFacts facts = SipFacts.of(damaged, 0, length);
        if (facts != null) {
          assertNotNull(facts.role());
          calls += facts.callId() == null ? 0 : 1;
        }
      }
    }
    assertTrue(calls > 1000, "only " + calls + " calls");
  }
}
