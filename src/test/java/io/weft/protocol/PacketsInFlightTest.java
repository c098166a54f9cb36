package io.weft.protocol;

import static io.weft.protocol.Frames.MORE_FRAGMENTS;
import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.ethernet;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.ipv4Fragment;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.weft.dissect.Chain;
import io.weft.dissect.Cursor;
import io.weft.dissect.Fragments;
import io.weft.dissect.Packet;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.transport.udp.Udp;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many packets at the same time, dissected by one thread, used again in turn. */
final class PacketsInFlightTest {
  private static final int IN_FLIGHT = 16;
  private static final int CUT = 24;

  private final Chain chain = StandardProtocols.chain();
  private final Fragments fragments = new Fragments();
  private final Cursor[] cursors = new Cursor[IN_FLIGHT];
  private final int[] datagrams = new int[IN_FLIGHT];
  private final Udp udp = new Udp();

  PacketsInFlightTest() {
    Arrays.setAll(cursors, i -> new Cursor(fragments));
  }

  private static byte[] content(int datagram) {
    byte[] bytes = new byte[CUT + 8 * (datagram % 600)];
    new Random(datagram).nextBytes(bytes);
    return bytes;
  }

  private static byte[] payload(int datagram) {
    return udp(1, 9999, content(datagram));
  }

  private static byte[] first(int datagram) {
    byte[] part = Arrays.copyOf(payload(datagram), CUT);
    return ethernet(0x800, ipv4Fragment(UDP, datagram, MORE_FRAGMENTS, part));
  }

  private static byte[] last(int datagram) {
    byte[] all = payload(datagram);
    byte[] part = Arrays.copyOfRange(all, CUT, all.length);
    return ethernet(0x800, ipv4Fragment(UDP, datagram, CUT / 8, part));
  }

  private Packet dissect(int slot, byte[] frame) {
    Cursor cursor = cursors[slot];
    cursor.meta(1, 1_000_000_000L, 0, 1);
    cursor.wrap(frame, 0, frame.length, frame.length);
    chain.dissect(cursor);
    return cursor.packet();
  }

  private void assertIntact(int slot) {
    if (datagrams[slot] == 0) {
      return;
    }
    assertTrue(cursors[slot].packet().bind(udp));
    int from = udp.start() + Udp.HEADER_LENGTH;
    byte[] expected = content(datagrams[slot]);
    assertTrue(
        Arrays.equals(udp.bytes(), from, udp.limit(), expected, 0, expected.length),
        "datagram " + datagrams[slot]);
  }

  @Test
  void reassembledDatagramsStayAsTheyAreUntilTheirPacketIsWrappedAgain() {
    Random random = new Random(9);
    int opened = 1;
    int closed = 1;
    for (int i = 0; i < 4000; i++) {
      int slot = i % IN_FLIGHT;
      assertIntact(slot);
      boolean completes = closed < opened && random.nextBoolean();
      int datagram = completes ? closed++ : opened++;
      Packet packet = dissect(slot, completes ? last(datagram) : first(datagram));
      datagrams[slot] = completes ? datagram : 0;
      assertEquals(completes ? "Reassembled IPv4" : "Frame", packet.source(2).name());
      for (int other = 0; other < IN_FLIGHT; other++) {
        assertIntact(other);
      }
    }
    assertEquals(closed - 1, fragments.counters().completed());
    assertTrue(fragments.lentBytes() > 0);
    for (int slot = 0; slot < IN_FLIGHT; slot++) {
      dissect(slot, ethernet(0x800, ipv4(UDP, payload(1))));
    }
    assertEquals(0, fragments.lentBytes(), "no packet has a datagram any more");
  }

  @Test
  void aPacketInFlightKeepsItsLayers() {
    dissect(0, ethernet(0x800, ipv4(UDP, payload(1))));
    dissect(1, first(2));
    Packet whole = dissect(2, last(2));
    assertEquals(4, cursors[0].packet().layerCount());
    assertEquals(3, cursors[1].packet().layerCount());
    assertEquals(4, whole.layerCount());
    Ipv4 ip = new Ipv4();
    assertTrue(cursors[1].packet().bind(ip) && ip.hasMoreFragments());
    assertTrue(whole.bind(ip) && !ip.hasMoreFragments());
  }

  @Test
  void dissectionCostsNoHeap() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this JVM does not count allocations");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[][] frames = {ethernet(0x800, ipv4(UDP, payload(1))), first(30), last(30)};
    int packets = 30_000;
    dissectAll(frames, packets); // buffers are made
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    dissectAll(frames, packets);
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertTrue(allocated < packets, allocated + " bytes for " + packets + " packets");
  }

  private void dissectAll(byte[][] frames, int packets) {
    for (int i = 0; i < packets; i++) {
      dissect(i % IN_FLIGHT, frames[i % frames.length]);
    }
  }
}
