package io.weft.protocol.app.kerberos;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.BigEndian;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.protocol.app.StreamTrial;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KerberosStreamTest {
  private final StreamTrial stream = new StreamTrial(Kerberos::register);
  private final StreamDriver driver = stream.driver();

  private static byte[] framed(byte[] message) {
    byte[] framed = new byte[Kerberos.LENGTH + message.length];
    BigEndian.putU16(framed, 2, message.length);
    System.arraycopy(message, 0, framed, Kerberos.LENGTH, message.length);
    return framed;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void repliesAndErrorsAreJoinedToRequests(int pieces) {
    driver.send(FROM_CLIENT, framed(KerberosMessages.AS_REQUEST), pieces);
    driver.send(FROM_SERVER, framed(KerberosMessages.FAILURE), pieces);
    driver.send(FROM_CLIENT, framed(KerberosMessages.AS_REQUEST), pieces);
    driver.send(FROM_SERVER, framed(KerberosMessages.AS_REPLY), pieces);
    driver.send(FROM_CLIENT, framed(KerberosMessages.TGS_REQUEST), pieces);
    driver.send(FROM_SERVER, framed(KerberosMessages.TGS_REPLY), pieces);
    driver.send(FROM_CLIENT, framed(KerberosMessages.AP_REQUEST), pieces);
    driver.end();
    assertEquals(
        List.of(
            "AS-REQ alice krbtgt/EXAMPLE.TEST KDC_ERR_PREAUTH_FAILED",
            "AS-REQ alice krbtgt/EXAMPLE.TEST AS-REP",
            "TGS-REQ alice host/a.example.test TGS-REP",
            "AP-REQ krbtgt/EXAMPLE.TEST unanswered"),
        stream.told());
    assertEquals(7, driver.layers().size());
  }

  @Test
  void aGapEndsTheReadingOfItsDirection() {
    driver.send(FROM_CLIENT, framed(KerberosMessages.AS_REQUEST));
    driver.gap(FROM_SERVER, 10);
    driver.send(FROM_SERVER, framed(KerberosMessages.AS_REPLY));
    driver.end();
    assertEquals(List.of("AS-REQ alice krbtgt/EXAMPLE.TEST unanswered"), stream.told());
  }

  @Test
  void isRecognisedFromTheFirstMessage() {
    byte[] request = framed(KerberosMessages.TGS_REQUEST);
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, request));
    assertEquals(ProbeResult.YES_REVERSED, stream.probe(FROM_SERVER, request));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, request, 4));
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, request, 40));
    request[3]++;
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, request));
    byte[] version4 = framed(KerberosMessages.TGS_REQUEST);
    int version = 4 + 2 + 2 + 2 + 2 + 2 + 2;
    assertEquals(5, version4[version]);
    version4[version] = 4;
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, version4));
  }

  /** Whatever the bytes are, the walk ends and stays within them. */
  @Test
  void flippedBytesAreReadAsFarAsTheyMakeSense() {
    Random random = new Random(9);
    int read = 0;
    for (byte[] message : KerberosMessages.all()) {
      for (int round = 0; round < 2000; round++) {
        byte[] damaged = message.clone();
        for (int flips = random.nextInt(4); flips >= 0; flips--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        KerberosFacts facts = KerberosFacts.of(damaged, 0, random.nextInt(damaged.length) + 1);
        read += facts.service() == null ? 0 : 1;
      }
    }
    assertTrue(read > 1000, "only " + read + " were read");
  }
}
