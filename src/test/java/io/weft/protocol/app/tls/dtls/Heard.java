package io.weft.protocol.app.tls.dtls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.analysis.KeyLog;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.protocol.app.tls.TlsExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** By the port of the server: what was said in datagrams, and what became of the decryption. */
final class Heard implements FlowListener {
  private final Map<Integer, StringBuilder> said = new TreeMap<>();
  private final Map<Integer, TlsExchange> exchanges = new TreeMap<>();

  /** Where the beginning is missing the client may be taken for the server. */
  private static int port(Flow flow) {
    return Math.min(flow.serverPort(), flow.clientPort());
  }

  @Override
  public void onInnerBytes(
      Flow flow,
      List<Protocol> over,
      Direction side,
      byte[] bytes,
      int from,
      int to,
      Arrival arrival) {
    said.computeIfAbsent(port(flow), key -> new StringBuilder())
        .append(side == Direction.FROM_CLIENT ? "client: " : "server: ")
        .append(new String(bytes, from, to - from, ISO_8859_1));
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (exchange instanceof TlsExchange tls) {
      exchanges.put(port(flow), tls);
    }
  }

  String said(int port) {
    return said.getOrDefault(port, new StringBuilder()).toString();
  }

  /** By the port of the server. */
  Map<Integer, TlsExchange> exchanges() {
    return exchanges;
  }

  /**
   * What packets say that are analyzed as if they were all of a capture.
   *
   * @param keys null for none
   */
  static Heard of(RecordedDatagrams recorded, List<byte[]> packets, KeyLog keys)
      throws IOException {
    Heard heard = new Heard();
    recorded.analyze(packets, keys, heard);
    return heard;
  }
}
