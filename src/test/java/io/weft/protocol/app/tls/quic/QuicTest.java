package io.weft.protocol.app.tls.quic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.cli.Schemas;
import io.weft.cli.Session;
import io.weft.dissect.Arrival;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuicTest {
  private static final Path CAPTURES = Path.of("../shared/captures");

  /** The client's first identifier of the server in RFC 9001, appendix A. */
  private static final byte[] ID = HexFormat.of().parseHex("8394c8f03e515708");

  /** The server's Initial packet of RFC 9001, appendix A.3. */
  private static final byte[] SERVER_INITIAL =
      HexFormat.of()
          .parseHex(
              "cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a"
                  + "5816b6394100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3"
                  + "dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84"
                  + "022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398c276456cbc4"
                  + "2158407dd074ee");

  private static final int NUMBER_AT = 18;

  private static final Arrival ARRIVAL = Arrival.of(1, 1);

  @Test
  void theServersPacketOfTheStandard() throws GeneralSecurityException {
    LongHeader header = LongHeader.of(SERVER_INITIAL, 0, SERVER_INITIAL.length);
    assertEquals(1, header.version());
    assertEquals(0, header.destinationLength());
    assertEquals(8, header.sourceLength());
    assertTrue(QuicVersion.V1.isInitial(SERVER_INITIAL[0]));
    InitialKeys keys = new InitialKeys(QuicVersion.V1, ID, false);
    byte[] frames = keys.decrypt(SERVER_INITIAL, 0, NUMBER_AT, SERVER_INITIAL.length);
    CryptoStream stream = new CryptoStream();
    stream.frames(frames, ARRIVAL);
    assertTrue(stream.isComplete());
    assertEquals(2, stream.message()[0], "a server's hello");
    assertNull(
        new InitialKeys(QuicVersion.V1, ID, true)
            .decrypt(SERVER_INITIAL, 0, NUMBER_AT, SERVER_INITIAL.length));
    for (int i = 0; i < SERVER_INITIAL.length; i++) {
      byte[] flipped = SERVER_INITIAL.clone();
      flipped[i] ^= 4;
      assertNull(keys.decrypt(flipped, 0, NUMBER_AT, flipped.length), "byte " + i);
    }
    for (int length = NUMBER_AT; length < SERVER_INITIAL.length; length++) {
      assertNull(keys.decrypt(Arrays.copyOf(SERVER_INITIAL, length), 0, NUMBER_AT, length));
    }
  }

  /** The frames of a message in pieces of that size. */
  private static List<byte[]> frames(byte[] message, int piece) {
    List<byte[]> frames = new ArrayList<>();
    for (int at = 0; at < message.length; at += piece) {
      int length = Math.min(piece, message.length - at);
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.writeBytes(new byte[] {0, 1, 2, 5, 0, 0, 5, 6}); // padding, ping, acknowledgement
      frame.write(0x40 | at >> 8);
      frame.write(at);
      frame.write(0x40 | length >> 8);
      frame.write(length);
      frame.write(message, at, length);
      frames.add(frame.toByteArray());
    }
    return frames;
  }

  private static byte[] message() {
    byte[] message = new byte[300];
    new Random(9001).nextBytes(message);
    message[0] = 1;
    message[1] = 0;
    message[2] = 1;
    message[3] = (byte) (message.length - 4 - 256);
    return message;
  }

  @Test
  void cryptoFramesInAnyOrderAndSize() {
    byte[] message = message();
    Random random = new Random(1);
    for (int piece = 1; piece <= message.length; piece++) {
      List<byte[]> frames = frames(message, piece);
      frames.add(frames.get(0));
      Collections.shuffle(frames, random);
      CryptoStream stream = new CryptoStream();
      for (byte[] frame : frames) {
        stream.frames(frame, ARRIVAL);
      }
      assertTrue(stream.isComplete(), "pieces of " + piece);
      assertEquals(new String(message, US_ASCII), new String(stream.message(), US_ASCII));
      stream.close();
    }
  }

  @Test
  void aMissingFrameLeavesTheMessageOpen() {
    List<byte[]> frames = frames(message(), 50);
    for (int lost = 0; lost < frames.size(); lost++) {
      CryptoStream stream = new CryptoStream();
      for (int i = 0; i < frames.size(); i++) {
        if (i != lost) {
          stream.frames(frames.get(i), ARRIVAL);
        }
      }
      assertFalse(stream.isComplete());
      assertTrue(stream.memory() < QuicLimits.CRYPTO);
    }
  }

  @Test
  void noiseInFrames() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      if (noise.length > 0) {
        noise[0] = 6;
      }
      CryptoStream stream = new CryptoStream();
      stream.frames(noise, ARRIVAL);
      assertTrue(stream.memory() <= QuicLimits.CRYPTO + QuicLimits.WAITING);
      LongHeader.of(noise, 0, noise.length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "quic-quicv2-echo-dpd-custom-port-4433.pcap, 2, localhost",
    "quic-frag-unordered.pcap, 1, mastodon.social",
    "quic_retry.pcap, 1, localhost",
    "quic-27.pcap, draft-27, play.google.com"
  })
  void recordedConnections(String name, String version, String server) throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "no captures here");
    Path capture;
    try (var files = Files.walk(CAPTURES)) {
      capture =
          files.filter(file -> file.getFileName().toString().equals(name)).findFirst().orElse(null);
    }
    assumeTrue(capture != null, "no " + name);
    Session weft = new Session();
    assertEquals(
        0, weft.run("exchanges", "--protocol", "quic", "--json", capture.toString()), weft.err());
    String line = weft.out().lines().findFirst().orElseThrow();
    assertEquals(List.of(), new Schemas().errors(line), line);
    JsonNode quic = new ObjectMapper().readTree(line).get("quic");
    assertEquals(version, quic.get("version").asText());
    assertEquals(server, quic.get("server_name").asText());
    assertNotNull(quic.get("cipher"));
  }
}
