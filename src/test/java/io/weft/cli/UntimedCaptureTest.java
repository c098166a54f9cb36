package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures whose packets have no time: none is invented. */
final class UntimedCaptureTest {
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;

  /** A question for the address of a.test. */
  private static final byte[] QUERY =
      HexFormat.of()
          .parseHex(
              "020000000002020000000001080045000034000100004011 665c0a0100020a0100351389003500200000"
                      .replace(" ", "")
                  + "000101000001000000000000016104746573740000010001");

  @TempDir private Path folder;

  private static ByteBuffer block(int type, int body) {
    int length = 12 + body;
    ByteBuffer block = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt(0, type).putInt(4, length).putInt(length - 4, length).position(8);
    return block;
  }

  private static ByteBuffer simple() {
    return block(SIMPLE_PACKET, 4 + padded()).putInt(QUERY.length).put(QUERY);
  }

  private static ByteBuffer timed(long micros) {
    ByteBuffer block = block(ENHANCED_PACKET, 20 + padded()).putInt(0);
    block.putInt((int) (micros >>> 32)).putInt((int) micros);
    return block.putInt(QUERY.length).putInt(QUERY.length).put(QUERY);
  }

  private static int padded() {
    return (QUERY.length + 3) / 4 * 4;
  }

  private Path capture(ByteBuffer... packets) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer section = block(0x0A0D0D0A, 16).putInt(0x1A2B3C4D).putShort((short) 1);
    all.put(section.putShort((short) 0).putLong(-1).rewind());
    all.put(block(1, 8).putShort((short) 1).rewind());
    for (ByteBuffer packet : packets) {
      all.put(packet.rewind());
    }
    byte[] bytes = new byte[all.position()];
    all.flip().get(bytes);
    return Files.write(folder.resolve("untimed.pcapng"), bytes);
  }

  private static String out(String... arguments) {
    Session session = new Session();
    assertEquals(0, session.run(arguments), session.err());
    return session.out();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "packets",
        "packets --json",
        "packets -V",
        "flows",
        "flows --json",
        "dns",
        "dns --json",
        "info",
        "report",
        "explain",
        "stream --stream udp:0"
      })
  void nobodyTellsATime(String command) throws Exception {
    String file = capture(simple(), simple()).toString();
    String told = out((command + " " + file).split(" "));
    assertFalse(told.contains("1970-") || told.contains("1677-"), told);
    assertFalse(told.contains("\"start\"") || told.contains("\"time\""), told);
  }

  @Test
  void aPacketLineHasADash() throws Exception {
    String told = out("packets", capture(simple()).toString());
    assertTrue(told.startsWith("   1          - 10.1.0.2 "), told);
  }

  @Test
  void thePacketsBeforeTheFirstTimeHaveNone() throws Exception {
    String file = capture(simple(), timed(1_700_000_000_000_000L), simple()).toString();
    String flow = out("flows", "--json", file);
    assertEquals(1, flow.lines().count(), flow);
    assertTrue(
        flow.contains(
            "\"start\":\"2023-11-14T22:13:20.000000000Z\",\"end\":\"2023-11-14T22:13:20.000000000Z\""),
        flow);
    String packets = out("packets", "--json", file);
    assertEquals(1, packets.lines().filter(line -> line.contains("\"time\":")).count(), packets);
  }
}
