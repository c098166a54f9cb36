package io.weft;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.transport.tcp.Tcp;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The lines that the README shows to those who use Weft as a library. */
final class ReadmeExample {
  private ReadmeExample() {}

  static void run(Path capture, PrintStream out) throws IOException {
    // The README's lines begin here.
    Ipv4 ip = new Ipv4();
    Tcp tcp = new Tcp();
    FlowListener flows =
        new FlowListener() {
          @Override
          public void onBytes(
              Flow flow,
              Direction direction,
              long offset,
              byte[] bytes,
              int from,
              int to,
              Arrival arrival) {
            out.println(flow.name() + " " + direction + ": " + (to - from) + " bytes");
          }

          @Override
          public void onClosed(Flow flow, FlowRecord record) {
            out.println(record.name() + " ended: " + record.outcome().connState());
          }
        };
    Analyzer analyzer = new Analyzer(StandardProtocols.chain(), FlowConfig.defaults(), flows);
    try (PacketSource source = Captures.open(capture)) {
      analyzer.run(
          source,
          packet -> {
            if (packet.bind(ip) && packet.bind(tcp) && tcp.isSyn() && !tcp.isAck()) {
              out.println(ip.sourceText() + " calls " + ip.destinationText());
            }
          });
    }
    // The README's lines end here.
  }
}
