package io.weft.flow.tcp;

import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.TcpRecord;
import io.weft.flow.analysis.TcpMeter;
import io.weft.flow.segment.Segment;
import io.weft.flow.segment.SynOptions;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.stream.PagePool;

/**
 * Works out what the record of a flow that is nothing but one SYN says, from what the flow itself
 * keeps.
 */
public final class BareSyn {
  private BareSyn() {}

  /** Fills a segment with the SYN. */
  static void read(TrackedFlow flow, Segment segment) {
    segment.header(Tcp.SYN, flow.synSequence(), 0, flow.synWindow());
    // Only the believed time is kept; the recorded one is another in packets with stray times
    // alone.
    segment.packet(flow.firstPacket(), flow.startNanos(), flow.startNanos());
    segment.fromFirst(true);
  }

  /** Zeek's {@code history} of such a flow. */
  public static String history(TrackedFlow flow) {
    return flow.synWindow() == 0 ? "SW" : "S";
  }

  /**
   * What the record tells of TCP for such a flow.
   *
   * @param isAnalysed are segments analysed?
   */
  public static TcpRecord toRecord(TrackedFlow flow, boolean isAnalysed) {
    return new TcpRecord(
        new TcpRecord.Handshake(
            flow.startNanos(),
            TcpRecord.UNKNOWN,
            TcpRecord.UNKNOWN,
            1,
            SynOptions.unpack(flow.synOptions()),
            null),
        null,
        false,
        isAnalysed ? analysis(flow) : null);
  }

  private static TcpAnalysisRecord analysis(TrackedFlow flow) {
    Segment syn = new Segment();
    read(flow, syn);
    TcpAnalysis result = new TcpAnalysis();
    result.clear();
    result.window(syn.window());
    TcpMeter meter = new TcpMeter(new PagePool(0));
    meter.onFirstSyn(syn, result);
    return meter.toRecord(flow.lastNanos(), true);
  }
}
