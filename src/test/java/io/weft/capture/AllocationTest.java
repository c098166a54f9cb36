package io.weft.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.weft.capture.open.Captures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Reading allocates its block and a few small things a file, and nothing a packet. */
class AllocationTest {
  private static final int PACKETS = 100_000;

  @Test
  void packetsCostNoHeap() throws IOException {
    CaptureBytes pcap = CaptureBytes.littleEndian().pcapHeader();
    CaptureBytes pcapng = CaptureBytes.littleEndian().section().describe(1, 0);
    byte[] packet = CaptureBytes.packet(60, 1);
    for (int i = 0; i < PACKETS; i++) {
      pcap.pcapRecord(i, 0, packet);
      pcapng.enhanced(0, i, packet);
    }
    for (byte[] file : new byte[][] {pcap.bytes(), pcapng.bytes()}) {
      allocatedBy(file); // loads the classes
      long allocated = allocatedBy(file);
      assertTrue(allocated < PACKETS, allocated + " bytes for " + PACKETS + " packets");
    }
  }

  private static long allocatedBy(byte[] file) throws IOException {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this JVM does not count allocations");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (PacketSource source = Captures.open(CaptureBytes.channel(file), "test")) {
      CapturedPacket into = new CapturedPacket();
      while (into.number() < PACKETS / 2) {
        source.next(into); // the window's block grows meanwhile
      }
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      while (source.next(into)) {
        // The packets' numbers are checked below.
      }
      long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      assertEquals(PACKETS, into.number());
      return after - before;
    }
  }
}
