package io.weft.protocol.app.pgsql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.protocol.app.StreamTrial;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PostgresTest {
  private static final byte[] TLS = HexFormat.of().parseHex("0000000804d2162f");
  private static final byte[] GSS = HexFormat.of().parseHex("0000000804d21630");
  private static final byte[] HELLO = {22, 3, 1, 0, 5};

  private static StreamDriver driver() {
    return new StreamTrial(Postgres::register).driver();
  }

  @Test
  void agreementLeadsIntoTls() {
    for (int piece = 1; piece <= TLS.length; piece++) {
      StreamDriver driver = driver();
      driver.send(Direction.FROM_CLIENT, TLS, piece).send(Direction.FROM_SERVER, new byte[] {'S'});
      assertEquals(List.of("tls"), driver.handOvers());
    }
    StreamDriver answerFirst = driver().send(Direction.FROM_SERVER, new byte[] {'S'});
    assertEquals(List.of("tls"), answerFirst.send(Direction.FROM_CLIENT, TLS).handOvers());
  }

  @Test
  void afterGssTlsMayBeAskedFor() {
    StreamDriver driver =
        driver()
            .send(Direction.FROM_CLIENT, GSS)
            .send(Direction.FROM_SERVER, new byte[] {'N'})
            .send(Direction.FROM_CLIENT, TLS);
    driver.send(Direction.FROM_SERVER, new byte[] {'S'});
    assertEquals(List.of("tls"), driver.handOvers());
  }

  @Test
  void refusalLeadsNowhere() {
    StreamDriver driver =
        driver().send(Direction.FROM_CLIENT, TLS).send(Direction.FROM_SERVER, new byte[] {'N'});
    driver.send(Direction.FROM_CLIENT, TLS).send(Direction.FROM_SERVER, new byte[] {'S'});
    assertEquals(List.of(), driver.handOvers());
  }

  @Test
  void onlyARequestIsRecognised() {
    StreamTrial stream = new StreamTrial(Postgres::register);
    for (int length = 0; length < TLS.length; length++) {
      assertEquals(ProbeResult.MORE, stream.probe(Direction.FROM_CLIENT, TLS, length), "" + length);
    }
    assertEquals(ProbeResult.YES, stream.probe(Direction.FROM_CLIENT, TLS));
    assertEquals(ProbeResult.YES, stream.probe(Direction.FROM_CLIENT, GSS));
    assertEquals(ProbeResult.NO, stream.probe(Direction.FROM_CLIENT, HELLO));
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      byte[] flipped = Arrays.copyOf(TLS, 20);
      flipped[random.nextInt(8)] ^= (byte) (1 + random.nextInt(255));
      driver().send(Direction.FROM_CLIENT, flipped, 1 + random.nextInt(9)).end();
    }
  }
}
