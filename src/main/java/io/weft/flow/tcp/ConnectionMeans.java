package io.weft.flow.tcp;

import io.weft.flow.CaptureLoss;
import io.weft.flow.FlowConfig;
import io.weft.flow.TcpRecord;
import io.weft.flow.analysis.TcpAnalyzer;
import io.weft.flow.analysis.TcpMeter;
import io.weft.flow.application.Applications;
import io.weft.flow.application.FlowOutput;
import io.weft.flow.application.SessionHost;
import io.weft.flow.application.StreamSession;
import io.weft.flow.segment.SynOptions;
import io.weft.flow.table.Losses;
import io.weft.stream.PagePool;

/** What the TCP connections of a tracker share. */
public final class ConnectionMeans {
  private final FlowConfig config;
  private final FlowOutput output;
  private final Applications applications;
  private final Losses losses;
  private final RecentValues<String> histories = new RecentValues<>(History::text);
  private final RecentValues<TcpRecord.Options> options =
      new RecentValues<>(packed -> SynOptions.unpack((int) packed));
  private CaptureLoss captureLoss = CaptureLoss.NONE;
  private long repeated;

  public ConnectionMeans(
      FlowConfig config, FlowOutput output, Applications applications, Losses losses) {
    this.config = config;
    this.output = output;
    this.applications = applications;
    this.losses = losses;
  }

  FlowOutput output() {
    return output;
  }

  /** Texts of short histories. */
  RecentValues<String> histories() {
    return histories;
  }

  /** Records of the packed options of SYNs. */
  RecentValues<TcpRecord.Options> options() {
    return options;
  }

  /** Accounts for the bytes of all streams that wait. */
  PagePool pages() {
    return output.memory().pages();
  }

  /** How many bytes of one direction may wait behind holes. */
  int maxWaitingBytes() {
    return config.limits().waitingBytes();
  }

  /** Algorithm of the streams' digests; null where none is asked for. */
  String digest() {
    return config.features().digest();
  }

  boolean isAnalysed() {
    return config.features().analysis();
  }

  /** Accounts for the memory of the analysis of all connections. */
  PagePool analysisRoom() {
    return output.memory().analysisRoom();
  }

  /** An analyzer for a new connection; null where segments are not analysed, or no room is left. */
  TcpAnalyzer newAnalyzer() {
    return isAnalysed() ? TcpAnalyzer.in(analysisRoom()) : null;
  }

  /**
   * Gives a connection the means of its analysis, as far as there is room.
   *
   * @param analyzer null where there is none
   */
  void equip(TcpConnection connection, TcpAnalyzer analyzer) {
    TcpMeter meter = analyzer == null ? null : TcpMeter.in(analysisRoom());
    connection.equip(analyzer, meter);
    if (meter == null && isAnalysed()) {
      losses.countUnanalyzedConnection();
    }
  }

  /** A session that reads a connection's streams; null where nobody reads them. */
  StreamSession newSession(SessionHost host) {
    boolean isWanted = config.features().streams() || host.isReversible();
    return isWanted && !applications.hasNoStreams() ? new StreamSession(applications, host) : null;
  }

  CaptureLoss captureLoss() {
    return captureLoss;
  }

  /**
   * Says when the capture lost packets: a gap in a stream at such a time is counted as a loss of
   * the capture.
   */
  public void captureLoss(CaptureLoss known) {
    captureLoss = known;
  }

  /** Counts a segment that was sent again. */
  void countRepeated() {
    repeated++;
  }

  /** TCP segments so far that held nothing new; copies, keep-alives and window probes left out. */
  public long repeated() {
    return repeated;
  }
}
