package io.weft.insight.time;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Arrival;
import io.weft.dissect.chain.Chain;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.TcpSegment;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Neither telling of segments nor dividing time makes an object for a segment. */
class TimeAllocationTest {
  private static final Path CAPTURE = Path.of("samples/http-loss-server.pcap.zst");

  /** What a connection may take, however many segments it has: its state, logs and records. */
  private static final long BYTES_OF_CONNECTION = 64 << 10;

  /** Runs until what is made once has been made. */
  private static final int WARM_RUNS = 3;

  private final Chain chain = StandardProtocols.chain();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long segments;
  private long connections;

  @Test
  void noneForASegment() throws IOException {
    FlowListener deaf = new FlowListener() {};
    FlowListener hearing =
        new FlowListener() {
          @Override
          public boolean wantsSegments() {
            return true;
          }

          @Override
          public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
            segments++;
          }
        };
    long without = allocated(deaf);
    long told = allocated(hearing);
    segments /= WARM_RUNS + 1;
    assertTrue(segments > 200, segments + " segments");
    assertTrue(told - without < segments, "telling: " + (told - without) + " bytes");
    long divided = allocated(null) - without;
    assertTrue(connections >= 1);
    assertTrue(divided < BYTES_OF_CONNECTION + segments, "dividing: " + divided + " bytes more");
  }

  /** Bytes that a run allocates; null for a new analysis of time in each run. */
  private long allocated(FlowListener given) throws IOException {
    long last = 0;
    for (int i = 0; i <= WARM_RUNS; i++) {
      FlowListener listener =
          given != null ? given : new TimeAnalysis((flow, record, time) -> connections++);
      try (PacketSource source = Captures.open(CAPTURE)) {
        Analyzer analyzer =
            Analyzer.of(chain)
                .flows(FlowConfig.defaults().withAnalysis(true), listener)
                .threads(1)
                .build();
        long before = threads.getCurrentThreadAllocatedBytes();
        analyzer.run(source);
        last = threads.getCurrentThreadAllocatedBytes() - before;
      }
    }
    return last;
  }
}
