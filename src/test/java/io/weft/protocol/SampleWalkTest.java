package io.weft.protocol;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.weft.protocol.SampleFrames.Sample;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The walks over the frames of all protocols allocate nothing. */
final class SampleWalkTest {
  /** What a walk allocates, it allocates in each reading; classes are loaded in the first. */
  private static final int READINGS = 5;

  private final Dissection dissection = new Dissection();
  private final FieldReads fields = new FieldReads(dissection.chain());

  @Test
  void noWalkAllocates() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this JVM does not count allocations");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    assertAll(
        SampleFrames.all().stream()
            .map(
                sample -> () -> assertEquals(0, least(sample, threads, thread), sample::toString)));
  }

  private long least(Sample sample, ThreadMXBean threads, long thread) {
    dissection.of(sample.linkType(), sample.frame());
    long least = Long.MAX_VALUE;
    for (int i = 0; i < READINGS; i++) {
      long before = threads.getThreadAllocatedBytes(thread);
      fields.readAll(dissection.packet());
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }
}
