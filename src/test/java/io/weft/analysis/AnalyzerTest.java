package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.capture.CaptureStatistics;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.capture.WaitListener;
import io.weft.capture.open.Captures;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An analysis of a line that falls quiet. */
class AnalyzerTest {
  private static final Path CAPTURE = Path.of("samples/http-download.pcap.gz");
  private static final long MINUTE = 60_000_000_000L;

  @Test
  void flowsEndAndListenersHearOfTheClockWhileNoPacketComes() throws Exception {
    List<String> events = new ArrayList<>();
    FlowListener flows =
        new FlowListener() {
          @Override
          public void onClosed(Flow flow, FlowRecord record) {
            events.add("closed " + record.outcome().connState());
          }
        };
    PacketListener packets =
        new PacketListener() {
          @Override
          public void onPacket(Packet packet) {}

          @Override
          public void onTick(long nanos) {
            events.add("tick");
          }

          @Override
          public void onQuiet() {
            events.add("quiet");
          }
        };
    Analyzer analyzer = new Analyzer(StandardProtocols.chain(), FlowConfig.defaults(), flows);
    try (PacketSource source = new Line(Captures.open(CAPTURE))) {
      Analyzer.Totals totals = analyzer.run(source, packets);
      assertEquals(List.of("tick", "closed SF", "quiet"), events);
      assertEquals(7, totals.statistics().kernelDropped());
    }
  }

  /** A line that is quiet for a minute behind the last packet. */
  private static final class Line extends SourceWrapper {
    private WaitListener listener;
    private long last;

    Line(PacketSource source) {
      super(source);
    }

    @Override
    public void whileWaiting(WaitListener heard) {
      listener = heard;
    }

    @Override
    public CaptureStatistics statistics() {
      return new CaptureStatistics(100, 7, 0, 0);
    }

    @Override
    public boolean next(CapturedPacket into) throws IOException {
      if (super.next(into)) {
        last = into.timeNanos();
        return true;
      }
      listener.onTick(last + MINUTE);
      listener.onQuiet(last + MINUTE);
      return false;
    }
  }
}
