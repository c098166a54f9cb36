package io.weft.protocol.app.tls;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamDriver;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The TCP streams of a capture, in the pieces in which they came. */
final class RecordedStreams {
  @SuppressWarnings("ArrayRecordComponent") // nobody compares pieces
  record Piece(Direction direction, byte[] bytes) {}

  private final Map<Long, List<Piece>> streams = new LinkedHashMap<>();
  private final Map<Long, Integer> ports = new LinkedHashMap<>();

  static RecordedStreams of(String capture) throws IOException {
    RecordedStreams recorded = new RecordedStreams();
    FlowListener listener =
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
            recorded.ports.put(flow.stream(), flow.serverPort());
            recorded
                .streams
                .computeIfAbsent(flow.stream(), stream -> new ArrayList<>())
                .add(new Piece(direction, Arrays.copyOfRange(bytes, from, to)));
          }
        };
    try (PacketSource source = Captures.open(Path.of(capture))) {
      Analyzer.of(StandardProtocols.chain())
          .flows(FlowConfig.defaults(), listener)
          .build()
          .run(source);
    }
    return recorded;
  }

  /** The n-th connection to a port, from 0. */
  List<Piece> toPort(int port, int n) {
    return ports.entrySet().stream()
        .filter(each -> each.getValue() == port)
        .skip(n)
        .findFirst()
        .map(each -> streams.get(each.getKey()))
        .orElseThrow();
  }

  List<List<Piece>> all() {
    return List.copyOf(streams.values());
  }

  /** Sends a stream to a driver; each piece is a packet, handed over in so many bytes at a time. */
  static void send(List<Piece> pieces, int chunk, StreamDriver driver) {
    for (Piece piece : pieces) {
      driver.send(piece.direction(), piece.bytes(), chunk);
    }
    driver.end();
  }
}
