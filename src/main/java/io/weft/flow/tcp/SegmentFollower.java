package io.weft.flow.tcp;

import io.weft.dissect.field.ChecksumStatus;
import io.weft.flow.FlowListener;
import io.weft.flow.analysis.TcpAnalyzer;
import io.weft.flow.numbering.SocksHandshake;
import io.weft.flow.numbering.WiresharkNumbering;
import io.weft.flow.segment.PacketFingerprint;
import io.weft.flow.segment.Segment;
import io.weft.flow.table.FlowKey;
import io.weft.flow.table.FlowLayer;
import io.weft.flow.table.FlowStore;
import io.weft.flow.table.FlowTimeouts;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.protocol.transport.tcp.TcpVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the connection of a segment, once it is known which one that is: the segment is analysed,
 * told to those who listen to segments, and given to the connection.
 */
final class SegmentFollower {
  private final FlowStore store;
  private final ConnectionMeans means;
  private final WiresharkNumbering numbering;
  private final Segment segment;
  private final TcpOptions options;
  private final PacketFingerprint fingerprint = new PacketFingerprint();

  /** Null where nobody listens to segments. */
  private final SegmentTeller teller;

  private final List<TcpAnalysis> results = new ArrayList<>();
  private int resultsUsed;

  /**
   * @param reader has read the segment whenever a method is called
   */
  SegmentFollower(
      FlowStore store, ConnectionMeans means, SegmentReader reader, WiresharkNumbering numbering) {
    this.store = store;
    this.means = means;
    this.numbering = numbering;
    segment = reader.segment();
    options = reader.options();
    FlowListener listener = means.output().listener();
    teller = listener.wantsSegments() ? new SegmentTeller(listener) : null;
  }

  /**
   * Begins a new packet: the analysis results that were attached to the layers of the last packet
   * are used again.
   */
  void onPacket() {
    resultsUsed = 0;
  }

  /**
   * Attaches an analysis result to a layer of the current packet. A packet with tunnels may have
   * several TCP layers.
   */
  private TcpAnalysis attach(FlowLayer at) {
    if (resultsUsed == results.size()) {
      results.add(new TcpAnalysis());
    }
    TcpAnalysis result = results.get(resultsUsed++);
    result.checksum(ChecksumStatus.of(at.packet(), at.index()));
    means.output().attach(at.index(), result);
    return result;
  }

  /**
   * Takes a segment of the connection.
   *
   * @param isReused were the ports another connection's before this segment?
   */
  void onSegment(TcpConnection connection, FlowLayer at, boolean isReused) {
    if (connection.isGivenUp()) {
      store.touch(connection.flow(), FlowTimeouts.OPEN);
      return;
    }
    if (segment.isCorrupt()) {
      passBy(connection.flow(), at);
      connection.onCorrupt(segment);
    } else {
      TcpAnalysis result = analyse(connection, at, isReused);
      if (connection.meter() == null) {
        segment.copy(connection.isCopy(segment));
      }
      if (teller != null && !segment.isBroken()) {
        teller.tell(connection, at, segment, options, result, means.output().arrival());
      }
      boolean isSocks = segment.length() > 0 && numbering.isSocks(at.key());
      long before = isSocks ? connection.inOrder() : 0;
      connection.onSegment(segment, options);
      if (isSocks && connection.inOrder() > before) {
        followSocks(connection, at.key());
      }
      if (numbering.isVncElsewhere(segment, at.key())) {
        connection.succeed();
      }
    }
    store.touch(connection.flow(), listOf(connection));
  }

  /**
   * Takes the bare SYN that a flow begins with. The flow itself keeps all that is known, so there
   * is no connection yet.
   */
  void onAttempt(TrackedFlow flow, FlowLayer at, boolean isReused) {
    TcpAnalysis result =
        means.isAnalysed()
            ? analyse(new TcpAnalyzer(means.analysisRoom()), flow, at, isReused)
            : null;
    if (teller != null) {
      teller.tellSyn(flow, at, segment, options, result, means.output().arrival());
    }
  }

  /** Passes over the number that Wireshark gives to what goes through SOCKS. */
  private void followSocks(TcpConnection connection, FlowKey key) {
    SocksHandshake socks = connection.socks();
    if (segment.to() > segment.from()
        && socks.take(key.destinationPort(), segment.bytes(), segment.from(), segment.to())) {
      store.passNumber(connection.flow(), SocksHandshake.PORT, socks.port());
    }
  }

  /** Returns what was found out, or null where segments are not analysed. */
  private TcpAnalysis analyse(TcpConnection connection, FlowLayer at, boolean isReused) {
    if (connection.analyzer() == null) {
      return null;
    }
    TcpAnalysis result = analyse(connection.analyzer(), connection.flow(), at, isReused);
    if (segment.isBroken() || connection.meter() == null) {
      return result;
    }
    fingerprint.read(at.packet(), at.ip(), at.index());
    connection.meter().onSegment(segment, options, fingerprint, result);
    segment.copy(result.verdict().has(TcpVerdict.DUPLICATE));
    return result;
  }

  private TcpAnalysis analyse(
      TcpAnalyzer analyzer, TrackedFlow flow, FlowLayer at, boolean isReused) {
    TcpAnalysis result = attach(at);
    result.stream(flow.stream());
    analyzer.onSegment(segment, options, isReused, result);
    return result;
  }

  /** Attaches to a header that is not analysed the few values that are known of it all the same. */
  void passBy(TrackedFlow flow, FlowLayer at) {
    if (!means.isAnalysed()) {
      return;
    }
    TcpAnalysis result = attach(at);
    result.stream(flow.stream());
    if (flow.state() instanceof TcpConnection connection && connection.analyzer() != null) {
      connection.analyzer().quote(segment, result);
    } else {
      segment.quote(result);
      result.times(segment.nanos() - flow.startNanos(), segment.nanos() - flow.lastNanos());
    }
  }

  private static int listOf(TcpConnection connection) {
    if (connection.isClosed()) {
      return FlowTimeouts.LINGERING;
    }
    return connection.isAttempt() ? FlowTimeouts.RETRIED : FlowTimeouts.OPEN;
  }
}
