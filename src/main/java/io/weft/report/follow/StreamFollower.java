package io.weft.report.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.protocol.app.websocket.WebSocket;
import io.weft.protocol.app.websocket.WebSocketMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Follows one stream and has its turns printed as they end. Between the two sides the order is that
 * in which bytes become known: a segment that must wait for another one comes behind it.
 *
 * <p>A failure of the printer ends the analysis by an {@link UncheckedIOException}.
 */
public final class StreamFollower implements FlowListener {
  private static final String TLS = "tls";
  private static final String DTLS = "dtls";

  private final FlowName wanted;
  private final StreamTurns turns;
  private final boolean wire;

  /** The protocols around the bytes that are printed, outermost first. */
  private List<Protocol> level = List.of();

  /** The protocol that encrypts the bytes of the level; null for none. */
  private Protocol sealed;

  private Flow flow;
  private boolean found;
  private long highest = -1;

  /**
   * @param wanted the stream, of TCP or UDP
   * @param sides whose bytes are printed
   * @param segments whether the printer is told which packets carried which bytes
   * @param wire whether the bytes are printed as they were sent, even where those inside TLS or the
   *     messages of a WebSocket are known
   */
  public StreamFollower(
      FlowName wanted,
      Set<Direction> sides,
      StreamPrinter printer,
      boolean segments,
      boolean wire) {
    this.wanted = wanted;
    this.wire = wire;
    turns = new StreamTurns(sides, printer, segments);
  }

  /** Whether there was any packet of the stream. */
  public boolean found() {
    return found;
  }

  /** The highest number of a stream of the same protocol; -1 where there was none. */
  public long highest() {
    return highest;
  }

  /** Bytes of what the side sent that are not in the capture. */
  public long missing(Direction side) {
    return turns.missing(side);
  }

  private boolean isWanted(Flow flow) {
    return flow.stream() == wanted.stream() && flow.ipProtocol() == wanted.ipProtocol();
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    if (flow.ipProtocol() == wanted.ipProtocol()) {
      highest = Math.max(highest, flow.stream());
    }
    if (!isWanted(flow)) {
      return;
    }
    this.flow = flow;
    if (!found) {
      found = true;
      turns.startAt(flow.startNanos());
    } else if (!level.isEmpty()) { // The flow goes on, and is read from its beginning again.
      level = List.of();
      try {
        turns.asSent();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void onBytes(
      Flow flow, Direction side, long offset, byte[] bytes, int from, int to, Arrival arrival) {
    if (!isWanted(flow) || !level.isEmpty()) {
      return;
    }
    try {
      turns.bytes(flow, side, bytes, from, to, arrival);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onProtocol(
      Flow flow,
      List<Protocol> over,
      Protocol protocol,
      long clientOffset,
      long serverOffset,
      Arrival arrival) {
    if (!isWanted(flow) || !over.equals(level)) {
      return;
    }
    try {
      if (protocol.name().equals(TLS)) {
        sealed = protocol;
        turns.encrypted(flow, clientOffset, serverOffset, !wire);
      } else if (protocol == WebSocket.PROTOCOL && !wire) {
        level = inside(over, protocol);
        turns.messages(flow, clientOffset, serverOffset);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Protocol> inside(List<Protocol> over, Protocol protocol) {
    List<Protocol> inside = new ArrayList<>(over);
    inside.add(protocol);
    return List.copyOf(inside);
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
    if (!isWanted(flow) || wire) {
      return;
    }
    try {
      if (sealed != null && over.equals(inside(level, sealed))) {
        level = over;
        sealed = null;
        turns.decrypted(flow);
      }
      if (over.equals(level)) {
        turns.bytes(flow, side, bytes, from, to, arrival);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onInnerGap(
      Flow flow, List<Protocol> over, Direction side, long missing, Arrival arrival) {
    if (!isWanted(flow) || !over.equals(level)) {
      return;
    }
    try {
      turns.gap(flow, side, missing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (!(exchange instanceof WebSocketMessage message)
        || !isWanted(flow)
        || level.isEmpty()
        || level.get(level.size() - 1) != WebSocket.PROTOCOL) {
      return;
    }
    Direction side =
        message.from().equals("client") ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
    try {
      if (isControl(message.kind())) {
        turns.control(flow, side, message.kind(), words(message), arrival);
      } else {
        turns.endMessage(flow, side, message.kind(), arrival);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isControl(String kind) {
    return !kind.equals("text") && !kind.equals("binary");
  }

  /** The code and the text of a control frame. */
  private static byte[] words(WebSocketMessage message) {
    String code = message.closeCode() == null ? "" : String.valueOf(message.closeCode());
    String text = message.text() == null ? "" : message.text();
    return (code + (code.isEmpty() || text.isEmpty() ? "" : " ") + text).getBytes(UTF_8);
  }

  /** Prints what waits to be decrypted, for somebody may be waiting to see it. */
  public void release() throws IOException {
    if (flow != null) {
      turns.release(flow);
    }
  }

  @Override
  public void onDatagram(Flow flow, Direction side, int layer, Arrival arrival) {
    if (!isWanted(flow) || !level.isEmpty()) {
      return;
    }
    Packet packet = arrival.packet();
    int to = packet.limit(layer);
    int cut = packet.wireLimit(layer) - to;
    try {
      if (sealed == null && isDtls(packet, layer + 1)) {
        sealed = packet.protocol(layer + 1);
        turns.encrypted(flow, 0, 0, !wire);
      }
      turns.datagram(flow, side, packet.bytes(layer), packet.payload(layer), to, arrival);
      if (cut > 0) {
        turns.gap(flow, side, cut);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isDtls(Packet packet, int layer) {
    return layer < packet.layerCount() && packet.protocol(layer).name().equals(DTLS);
  }

  @Override
  public void onGap(Flow flow, Direction side, long offset, long length, Arrival arrival) {
    if (!isWanted(flow) || !level.isEmpty()) {
      return;
    }
    try {
      turns.gap(flow, side, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onRepeat(Flow flow, Direction side, long offset, int length, Arrival arrival) {
    if (!isWanted(flow) || !level.isEmpty()) {
      return;
    }
    try {
      turns.repeat(side, offset, length, arrival);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    if (!isWanted(flow)) {
      return;
    }
    try {
      turns.reverse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (!isWanted(flow)) {
      return;
    }
    try {
      turns.close(flow);
      sealed = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the printing; to be called after the analysis. */
  public void finish() throws IOException {
    if (found) {
      turns.finish();
    }
  }
}
