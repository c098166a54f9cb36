package io.weft.report.json;

import static io.weft.report.json.Members.number;
import static io.weft.report.json.Members.positive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.weft.flow.SocketState;
import io.weft.flow.TcpAnalysisRecord;
import java.io.IOException;

/**
 * Writes what the analysis of a TCP connection sums up to, as members of the flow's {@code tcp}.
 */
final class TcpAnalysisJson {
  private static final SerializableString CLIENT = new SerializedString("client");
  private static final SerializableString SERVER = new SerializedString("server");
  private static final SerializableString STATES = new SerializedString("states");
  private static final SerializableString TIME = new SerializedString("time");
  private static final SerializableString PACKET = new SerializedString("packet");
  private static final SerializableString ANALYSIS = new SerializedString("analysis");
  private static final SerializableString RETRANSMISSIONS = new SerializedString("retransmissions");
  private static final SerializableString RETRANSMITTED_BYTES =
      new SerializedString("retransmitted_bytes");
  private static final SerializableString LOST_ON_SENDER_SIDE =
      new SerializedString("lost_on_sender_side");
  private static final SerializableString LOST_ON_RECEIVER_SIDE =
      new SerializedString("lost_on_receiver_side");
  private static final SerializableString SPURIOUS =
      new SerializedString("spurious_retransmissions");
  private static final SerializableString ACKNOWLEDGED = new SerializedString("acknowledged");
  private static final SerializableString DSACK = new SerializedString("dsack");
  private static final SerializableString TIMESTAMPS = new SerializedString("timestamps");
  private static final SerializableString OUT_OF_ORDER = new SerializedString("out_of_order");
  private static final SerializableString DUPLICATES = new SerializedString("duplicates");
  private static final SerializableString DSACKS = new SerializedString("dsacks");
  private static final SerializableString RTT = new SerializedString("rtt");
  private static final SerializableString COUNT = new SerializedString("count");
  private static final SerializableString AMBIGUOUS = new SerializedString("ambiguous");
  private static final SerializableString MIN = new SerializedString("min");
  private static final SerializableString MEDIAN = new SerializedString("median");
  private static final SerializableString P95 = new SerializedString("p95");
  private static final SerializableString MAX = new SerializedString("max");
  private static final SerializableString MAX_WINDOW = new SerializedString("max_window_bytes");
  private static final SerializableString MAX_IN_FLIGHT =
      new SerializedString("max_bytes_in_flight");
  private static final SerializableString ZERO_WINDOW_DURATION =
      new SerializedString("zero_window_duration");
  private static final SerializableString LONGEST_IDLE = new SerializedString("longest_idle");
  private static final SerializableString IDLE_ABOVE_1S = new SerializedString("idle_above_1s");
  private static final SerializableString THROUGHPUT =
      new SerializedString("payload_bytes_per_second");
  private static final SerializableString UNLISTED = new SerializedString("unlisted_segments");
  private static final SerializableString FORGOTTEN = new SerializedString("forgotten_ranges");

  private final JsonText text;

  TcpAnalysisJson(JsonText text) {
    this.text = text;
  }

  void write(JsonGenerator json, TcpAnalysisRecord analysis) throws IOException {
    json.writeFieldName(CLIENT);
    side(json, analysis.client());
    json.writeFieldName(SERVER);
    side(json, analysis.server());
    json.writeFieldName(STATES);
    json.writeStartArray();
    for (TcpAnalysisRecord.StateChange change : analysis.states()) {
      change(json, change);
    }
    json.writeEndArray();
  }

  private void change(JsonGenerator json, TcpAnalysisRecord.StateChange change) throws IOException {
    json.writeStartObject();
    json.writeFieldName(TIME);
    text.time(json, change.nanos());
    number(json, PACKET, change.packet());
    state(json, CLIENT, change.client());
    state(json, SERVER, change.server());
    json.writeEndObject();
  }

  private static void state(JsonGenerator json, SerializableString end, SocketState state)
      throws IOException {
    if (state != null) {
      json.writeFieldName(end);
      json.writeString(state.toString());
    }
  }

  private void side(JsonGenerator json, TcpAnalysisRecord.Side side) throws IOException {
    json.writeStartObject();
    if (!side.flags().isEmpty()) {
      json.writeFieldName(ANALYSIS);
      json.writeStartObject();
      for (TcpAnalysisRecord.FlagCount flag : side.flags()) {
        json.writeFieldName(flag.name());
        json.writeNumber(flag.packets());
      }
      json.writeEndObject();
    }
    resending(json, side.resending());
    positive(json, DSACKS, side.dsacks());
    if (side.rtt() != null) {
      rtt(json, side.rtt());
    }
    if (side.windows().largest() >= 0) {
      number(json, MAX_WINDOW, side.windows().largest());
    }
    positive(json, MAX_IN_FLIGHT, side.windows().largestInFlight());
    positiveSeconds(json, ZERO_WINDOW_DURATION, side.windows().zeroNanos());
    positiveSeconds(json, LONGEST_IDLE, side.idle().longestNanos());
    positive(json, IDLE_ABOVE_1S, side.idle().longCount());
    if (side.bytesPerSecond() >= 0) {
      number(json, THROUGHPUT, Math.round(side.bytesPerSecond()));
    }
    positive(json, UNLISTED, side.unrecorded().segments());
    positive(json, FORGOTTEN, side.unrecorded().ranges());
    json.writeEndObject();
  }

  private static void resending(JsonGenerator json, TcpAnalysisRecord.Resending resending)
      throws IOException {
    number(json, RETRANSMISSIONS, resending.retransmissions());
    number(json, RETRANSMITTED_BYTES, resending.bytes());
    positive(json, LOST_ON_SENDER_SIDE, resending.lostOnSenderSide());
    positive(json, LOST_ON_RECEIVER_SIDE, resending.lostOnReceiverSide());
    long acknowledged = resending.spurious().acknowledged();
    long byDsack = resending.spurious().byDsack();
    long byTimestamps = resending.spurious().byTimestamps();
    if (acknowledged + byDsack + byTimestamps > 0) {
      json.writeFieldName(SPURIOUS);
      json.writeStartObject();
      positive(json, ACKNOWLEDGED, acknowledged);
      positive(json, DSACK, byDsack);
      positive(json, TIMESTAMPS, byTimestamps);
      json.writeEndObject();
    }
    number(json, OUT_OF_ORDER, resending.outOfOrder());
    number(json, DUPLICATES, resending.duplicates());
  }

  private void rtt(JsonGenerator json, TcpAnalysisRecord.Rtt rtt) throws IOException {
    json.writeFieldName(RTT);
    json.writeStartObject();
    number(json, COUNT, rtt.count());
    positive(json, AMBIGUOUS, rtt.ambiguous());
    seconds(json, MIN, rtt.smallest());
    seconds(json, MEDIAN, rtt.median());
    seconds(json, P95, rtt.percentile95());
    seconds(json, MAX, rtt.largest());
    json.writeEndObject();
  }

  private void positiveSeconds(JsonGenerator json, SerializableString name, long nanos)
      throws IOException {
    if (nanos > 0) {
      seconds(json, name, nanos);
    }
  }

  private void seconds(JsonGenerator json, SerializableString name, long nanos) throws IOException {
    json.writeFieldName(name);
    text.seconds(json, nanos);
  }
}
