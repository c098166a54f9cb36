package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.protocol.Dissection;
import io.weft.protocol.FieldReads;
import io.weft.protocol.SampleFrames;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Walks over all layers of a capture with options, losses and checksums. */
final class FieldWalkTest {
  private static final Path CAPTURE = Path.of("samples", "http-loss-client.pcapng");

  private static final int READINGS = 5;

  private final Chain chain = StandardProtocols.chain();
  private final ThreadMXBean threads = threads();
  private long packets;
  private long allocated;

  private static ThreadMXBean threads() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this JVM does not count allocations");
    return (ThreadMXBean) ManagementFactory.getThreadMXBean();
  }

  /** How many values there are; {@link #allocated} is what reading them allocated. */
  private long read(Predicate<Field> wanted) throws IOException {
    FieldReads reads = new FieldReads(chain, wanted);
    FlowConfig config = FlowConfig.defaults().withAnalysis(true).withChecksums(true);
    long thread = Thread.currentThread().getId();
    packets = 0;
    allocated = 0;
    try (PacketSource source = Captures.open(CAPTURE)) {
      Analyzer.of(chain)
          .flows(config, new FlowListener() {})
          .packets(
              packet -> {
                packets++;
                long before = threads.getThreadAllocatedBytes(thread);
                reads.readAll(packet);
                allocated += threads.getThreadAllocatedBytes(thread) - before;
              })
          .build()
          .run(source);
    }
    return reads.count();
  }

  /**
   * Of several readings the best must allocate nothing at all: what a walk allocates, it allocates
   * in each of them, while classes are loaded and code is compiled only now and then.
   */
  private void assertNoAllocation(Predicate<Field> wanted) throws IOException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < READINGS; i++) {
      read(wanted);
      least = Math.min(least, allocated);
    }
    assertTrue(packets > 200, packets + " packets");
    assertEquals(0, least, "bytes for " + packets + " packets");
  }

  @Test
  void allValuesAllocateNothing() throws IOException {
    assertNoAllocation(field -> true);
    assertTrue(read(field -> true) > 40 * packets);
  }

  /** Each protocol's walk, over the frames that are made for its tests. */
  @Test
  void noWalkAllocates() {
    Dissection dissection = new Dissection();
    FieldReads reads = new FieldReads(dissection.chain());
    long thread = Thread.currentThread().getId();
    for (SampleFrames.Sample sample : SampleFrames.all()) {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < READINGS && least > 0; i++) {
        dissection.of(sample.linkType(), sample.frame());
        long before = threads.getThreadAllocatedBytes(thread);
        reads.readAll(dissection.packet());
        least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
      }
      assertEquals(0, least, () -> "bytes for " + sample);
    }
    assertTrue(reads.count() > 1000, reads.count() + " values");
  }

  @Test
  void whatNobodyWantsIsNotPushed() throws IOException {
    assertNoAllocation(field -> false);
    assertEquals(0, read(field -> false));
  }

  @Test
  void oneFieldIsReadAlone() throws IOException {
    long segments = read(field -> field.name().equals("tcp.dstport"));
    assertTrue(segments > 200, segments + " segments");
    assertEquals(2 * segments, read(field -> field.aliases().contains("ip.addr")));
  }
}
