package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Annotations;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.stream.PagePool;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Where connections leave what they find, and the means they share: one a tracker. */
final class FlowOutput {
  private final FlowConfig config;
  private final StreamProtocol[] streamProtocols;
  private final FlowListener listener;
  private final FlowMemory memory;
  private final NameTable names;
  private Annotations current;
  private CaptureLoss captureLoss = CaptureLoss.NONE;
  private long unread;
  private long retransmissions;

  FlowOutput(
      FlowConfig config,
      List<StreamProtocol> streamProtocols,
      FlowListener listener,
      NameTable names,
      FlowMemory memory) {
    this.names = names;
    this.config = config;
    this.streamProtocols = streamProtocols.toArray(new StreamProtocol[0]);
    this.listener = listener;
    this.memory = memory;
  }

  FlowConfig config() {
    return config;
  }

  FlowMemory memory() {
    return memory;
  }

  PagePool pages() {
    return memory.pages();
  }

  PagePool analysisRoom() {
    return memory.analysisRoom();
  }

  /** A stream is not dissected any further, as too much of it, or of all, was kept unread. */
  void countUnread() {
    unread++;
  }

  long unread() {
    return unread;
  }

  /** A segment of some connection held nothing new. */
  void countRetransmission() {
    retransmissions++;
  }

  long retransmissions() {
    return retransmissions;
  }

  CaptureLoss captureLoss() {
    return captureLoss;
  }

  void captureLoss(CaptureLoss known) {
    captureLoss = known;
  }

  /** The packet in hand: completed messages become layers of it. */
  void current(Annotations packet) {
    current = packet;
  }

  /** Leaves a result with a layer of the packet in hand. */
  void attach(int layer, Object holder) {
    current.attach(layer, holder);
  }

  StreamDispatch newDispatch(TcpConnection connection) {
    return streamProtocols.length == 0 || !(config.streams() || connection.isReversible())
        ? null
        : new StreamDispatch(connection, streamProtocols, this);
  }

  void onBytes(
      TcpConnection connection,
      TcpHalf half,
      Direction direction,
      byte[] bytes,
      int from,
      int to,
      long packet,
      long nanos) {
    if (config.digest() != null) {
      if (half.digest == null) {
        half.digest = newDigest(config.digest());
        memory.grow(connection, FlowMemory.DIGEST);
      }
      half.digest.update(bytes, from, to - from);
    }
    listener.onBytes(connection.flow, direction, bytes, from, to, packet, nanos);
  }

  private static MessageDigest newDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("no such digest: " + algorithm, e);
    }
  }

  void onGap(Flow flow, Direction direction, long missing) {
    listener.onGap(flow, direction, missing);
  }

  void onRepeat(Flow flow, Direction direction, long offset, int length, long packet, long nanos) {
    listener.onRepeat(flow, direction, offset, length, packet, nanos);
  }

  void onReversed(Flow flow) {
    listener.onReversed(flow);
  }

  void onExchange(Flow flow, Exchange exchange) {
    listener.onExchange(flow, exchange);
  }

  void name(IpAddress address, String name, long packet) {
    names.add(address, name, packet);
  }

  /** Only a message that the packet in hand completed becomes a layer of it. */
  void append(long packet, Protocol protocol, byte[] bytes, int from, int to) {
    if (current != null && current.packet().number() == packet) {
      current.append(Tcp.REASSEMBLED, protocol, bytes, from, to);
    }
  }
}
