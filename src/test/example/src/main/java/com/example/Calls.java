package com.example;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.transport.tcp.Tcp;
import java.io.IOException;
import java.nio.file.Path;

/** Prints what the connections of a capture did. The README shows these lines. */
public final class Calls {
  private Calls() {}

  /**
   * @param arguments the capture's path
   */
  public static void main(String[] arguments) throws IOException {
    Path capture = Path.of(arguments[0]);
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
            System.out.println(flow.name() + " " + direction + ": " + (to - from) + " bytes");
          }

          @Override
          public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
            if (exchange instanceof HttpExchange http && http.response() != null) {
              System.out.println(flow.name() + " HTTP status " + http.response().status());
            }
          }

          @Override
          public void onClosed(Flow flow, FlowRecord record) {
            System.out.println(record.name() + " ended: " + record.outcome().connState());
          }
        };
    Analyzer analyzer =
        Analyzer.of(StandardProtocols.chain())
            .flows(flows)
            .packets(
                packet -> {
                  if (packet.bind(ip) && packet.bind(tcp) && tcp.isSyn() && !tcp.isAck()) {
                    System.out.println(ip.sourceText() + " calls " + ip.destinationText());
                  }
                })
            .build();
    try (PacketSource source = Captures.open(capture)) {
      analyzer.run(source);
    }
    // The README's lines end here.
  }
}
