package io.weft.flow;

import io.weft.dissect.Arrival;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import java.util.List;

/**
 * Hears of flows while packets are tracked, in the order of packets. The thread that tracks calls
 * it. Offsets count the bytes of one direction of a TCP stream from 0. An {@link Arrival} says
 * which packet brought the news, and is valid during the call only.
 */
public interface FlowListener {
  /** A flow has begun with the packet of the arrival. */
  default void onOpened(Flow flow, Arrival arrival) {}

  /**
   * Does the listener want to hear {@link #onPacket}? It is asked once, before the first packet.
   */
  default boolean wantsPackets() {
    return false;
  }

  /**
   * A packet is one of the flow's: told once for each flow that a packet belongs to, when all else
   * that it brings was told.
   */
  default void onPacket(Flow flow, Arrival arrival) {}

  /**
   * The next bytes of a TCP stream, each once and in order; the array is valid during the call
   * only.
   *
   * @param offset of the first of them
   * @param arrival of these bytes: a segment that had to wait for others is handed on behind them
   */
  default void onBytes(
      Flow flow,
      Direction direction,
      long offset,
      byte[] bytes,
      int from,
      int to,
      Arrival arrival) {}

  /**
   * A TCP segment, or a part of it, was not needed: its bytes had come before, or came too late for
   * a gap that was announced already. They may lie ahead of what {@link #onBytes} has told.
   *
   * @param offset of the first of them
   */
  default void onRepeat(Flow flow, Direction direction, long offset, int length, Arrival arrival) {}

  /**
   * Bytes of a TCP stream are not in the capture; those after them follow.
   *
   * @param offset of the first of them
   * @param missing how many, at least 1
   * @param arrival of the packet that made the gap known
   */
  default void onGap(Flow flow, Direction direction, long offset, long missing, Arrival arrival) {}

  /**
   * A protocol begins to be read in a stream of the flow, whose bytes belong to it from here on.
   *
   * @param over the protocols that carry the stream inside the flow, outermost first; none for the
   *     flow's own stream
   * @param clientOffset of the client's first byte that belongs to the protocol
   * @param serverOffset the same of the server's
   */
  default void onProtocol(
      Flow flow,
      List<Protocol> over,
      Protocol protocol,
      long clientOffset,
      long serverOffset,
      Arrival arrival) {}

  /**
   * The next bytes of a stream inside the flow's own, such as those that were decrypted; the array
   * is valid during the call only.
   *
   * @param over the protocols that carry them inside the flow, outermost first; at least one.
   *     Streams side by side in one protocol, as in HTTP/2, are told alike
   */
  default void onInnerBytes(
      Flow flow,
      List<Protocol> over,
      Direction direction,
      byte[] bytes,
      int from,
      int to,
      Arrival arrival) {}

  /**
   * Bytes of a stream inside the flow's own are not known.
   *
   * @param missing how many, about; at least 1
   */
  default void onInnerGap(
      Flow flow, List<Protocol> over, Direction direction, long missing, Arrival arrival) {}

  /**
   * A UDP datagram.
   *
   * @param layer of the UDP header in the arrival's packet, which carried or completed the datagram
   */
  default void onDatagram(Flow flow, Direction direction, int layer, Arrival arrival) {}

  /**
   * Client and server, which had been guessed, have changed their roles: directions told before are
   * to be read the other way round.
   */
  default void onReversed(Flow flow, Arrival arrival) {}

  /**
   * The content of a message begins, such as the body of an HTTP request; told only where the
   * chain's protocols were asked to read contents.
   *
   * @param ofRequest is it that of a request, not that of a response?
   * @return takes the content; null where it is not wanted
   */
  default ContentSink onContent(Flow flow, boolean ofRequest, Arrival arrival) {
    return null;
  }

  /** An application protocol has finished an exchange: see {@link Exchange}. */
  default void onExchange(Flow flow, Exchange exchange, Arrival arrival) {}

  /**
   * Does the listener want to hear {@link #onSegment}? It is asked once, before the first packet.
   */
  default boolean wantsSegments() {
    return false;
  }

  /**
   * A TCP segment of the flow, told before the bytes that it brings. Segments whose checksum is
   * known to be wrong, or whose header is longer than they are, are not told.
   */
  default void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {}

  /**
   * Does the listener want to hear {@link #onNeighbor}? It is asked once, before the first packet.
   */
  default boolean wantsNeighbors() {
    return false;
  }

  /** Hosts of a link ask for, or tell, hardware addresses. Such messages belong to no flow. */
  default void onNeighbor(NeighborMessage message, Arrival arrival) {}

  /** The flow has left; its record may be kept. Nothing more is told of the flow. */
  default void onClosed(Flow flow, FlowRecord record) {}

  /**
   * Estimated memory that the listener keeps with open flows, in bytes. It counts towards {@link
   * FlowConfig.Limits#bytes}. The tracker asks often, so the answer must be quick.
   */
  default long keptBytes() {
    return 0;
  }
}
