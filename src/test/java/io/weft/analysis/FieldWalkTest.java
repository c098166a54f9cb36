package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Chain;
import io.weft.dissect.Field;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.protocol.FieldReads;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Walks over all layers of a capture with options, losses and checksums. */
final class FieldWalkTest {
  private static final Path CAPTURE = Path.of("samples", "http-loss-client.pcapng");

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

  /** What the first walks allocate once: classes, and the text of a packet's protocols. */
  private void assertNoAllocation(Predicate<Field> wanted) throws IOException {
    read(wanted);
    read(wanted);
    assertTrue(packets > 200, packets + " packets");
    assertTrue(allocated < packets, allocated + " bytes for " + packets + " packets");
  }

  @Test
  void allValuesAllocateNothing() throws IOException {
    assertNoAllocation(field -> true);
    assertTrue(read(field -> true) > 40 * packets);
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
