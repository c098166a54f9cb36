package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import java.io.IOException;

/** Writes the {@code tcp} object of a flow: how the connection began, went and ended. */
final class TcpJson {
  private static final SerializableString HANDSHAKE = new SerializedString("handshake");
  private static final SerializableString SYN = new SerializedString("syn");
  private static final SerializableString SYN_ACK = new SerializedString("syn_ack");
  private static final SerializableString ACK = new SerializedString("ack");
  private static final SerializableString SYN_COUNT = new SerializedString("syn_count");
  private static final SerializableString RTT = new SerializedString("rtt");
  private static final SerializableString SERVER_RTT = new SerializedString("server_rtt");
  private static final SerializableString CLIENT_RTT = new SerializedString("client_rtt");
  private static final SerializableString MSS = new SerializedString("mss");
  private static final SerializableString WINDOW_SCALE = new SerializedString("window_scale");
  private static final SerializableString SACK = new SerializedString("sack");
  private static final SerializableString TIMESTAMPS = new SerializedString("timestamps");
  private static final SerializableString OFFERED = new SerializedString("offered");
  private static final SerializableString CLIENT = new SerializedString("client");
  private static final SerializableString SERVER = new SerializedString("server");
  private static final SerializableString CLOSE = new SerializedString("close");
  private static final SerializableString BY = new SerializedString("by");
  private static final SerializableString HOW = new SerializedString("how");
  private static final SerializableString FIN = new SerializedString("fin");
  private static final SerializableString RST = new SerializedString("rst");
  private static final SerializableString TIME = new SerializedString("time");
  private static final SerializableString REPEATED_SEGMENTS =
      new SerializedString("repeated_segments");
  private static final SerializableString RETRANSMISSIONS = new SerializedString("retransmissions");
  private static final SerializableString DUPLICATES = new SerializedString("duplicates");
  private static final SerializableString KEEP_ALIVES = new SerializedString("keep_alives");
  private static final SerializableString WINDOW_PROBES = new SerializedString("window_probes");
  private static final SerializableString ZERO_WINDOWS = new SerializedString("zero_windows");
  private static final SerializableString MIDSTREAM = new SerializedString("midstream");

  private final JsonText text;
  private final TcpAnalysisJson analysis;

  TcpJson(JsonText text) {
    this.text = text;
    analysis = new TcpAnalysisJson(text);
  }

  /** Writes the object of a TCP flow. */
  void write(JsonGenerator json, FlowRecord flow) throws IOException {
    TcpRecord tcp = flow.tcp();
    json.writeStartObject();
    if (tcp.handshake() != null) {
      handshake(json, tcp.handshake());
    }
    if (tcp.close() != null) {
      close(json, tcp.close());
    }
    if (flow.client().stream() != null && flow.server().stream() != null) {
      segments(json, flow.client().stream().segments(), flow.server().stream().segments());
    }
    if (tcp.analysis() != null) {
      pair(
          json,
          RETRANSMISSIONS,
          tcp.analysis().client().resending().retransmissions(),
          tcp.analysis().server().resending().retransmissions());
    }
    json.writeFieldName(MIDSTREAM);
    json.writeBoolean(tcp.midstream());
    if (tcp.analysis() != null) {
      analysis.write(json, tcp.analysis());
    }
    json.writeEndObject();
  }

  private static void segments(
      JsonGenerator json, EndpointRecord.Segments client, EndpointRecord.Segments server)
      throws IOException {
    pair(json, REPEATED_SEGMENTS, client.repeated(), server.repeated());
    pairOfSome(json, DUPLICATES, client.duplicates(), server.duplicates());
    pairOfSome(json, KEEP_ALIVES, client.keepAlives(), server.keepAlives());
    pairOfSome(json, WINDOW_PROBES, client.windowProbes(), server.windowProbes());
    pairOfSome(json, ZERO_WINDOWS, client.zeroWindows(), server.zeroWindows());
  }

  private static void pairOfSome(
      JsonGenerator json, SerializableString name, long client, long server) throws IOException {
    if (client > 0 || server > 0) {
      pair(json, name, client, server);
    }
  }

  private static void pair(JsonGenerator json, SerializableString name, long client, long server)
      throws IOException {
    json.writeFieldName(name);
    json.writeStartObject();
    json.writeFieldName(CLIENT);
    json.writeNumber(client);
    json.writeFieldName(SERVER);
    json.writeNumber(server);
    json.writeEndObject();
  }

  private void handshake(JsonGenerator json, TcpRecord.Handshake handshake) throws IOException {
    json.writeFieldName(HANDSHAKE);
    json.writeStartObject();
    time(json, SYN, handshake.synNanos());
    time(json, SYN_ACK, handshake.synAckNanos());
    time(json, ACK, handshake.ackNanos());
    if (handshake.synCount() > 1) {
      json.writeFieldName(SYN_COUNT);
      json.writeNumber(handshake.synCount());
    }
    seconds(json, RTT, handshake.rttNanos());
    seconds(json, SERVER_RTT, handshake.serverRttNanos());
    seconds(json, CLIENT_RTT, handshake.clientRttNanos());
    TcpRecord.Options client = handshake.client();
    TcpRecord.Options server = handshake.server();
    if (client != null && server != null) {
      agreed(json, client, server);
    }
    if (client != null || server != null) {
      json.writeFieldName(OFFERED);
      json.writeStartObject();
      offered(json, CLIENT, client);
      offered(json, SERVER, server);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /**
   * Writes the options that hold for the connection: those that both sides sent (RFC 7323 sections
   * 2.2 and 3.2, RFC 2018 section 2).
   */
  private static void agreed(JsonGenerator json, TcpRecord.Options client, TcpRecord.Options server)
      throws IOException {
    both(json, MSS, client.maximumSegmentSize(), server.maximumSegmentSize());
    both(json, WINDOW_SCALE, client.windowScale(), server.windowScale());
    json.writeFieldName(SACK);
    json.writeBoolean(client.sackPermitted() && server.sackPermitted());
    json.writeFieldName(TIMESTAMPS);
    json.writeBoolean(client.timestamps() && server.timestamps());
  }

  private static void both(JsonGenerator json, SerializableString name, int client, int server)
      throws IOException {
    if (client >= 0 && server >= 0) {
      json.writeFieldName(name);
      json.writeStartArray();
      json.writeNumber(client);
      json.writeNumber(server);
      json.writeEndArray();
    }
  }

  private static void offered(JsonGenerator json, SerializableString end, TcpRecord.Options options)
      throws IOException {
    if (options == null) {
      return;
    }
    json.writeFieldName(end);
    json.writeStartObject();
    if (options.maximumSegmentSize() >= 0) {
      json.writeFieldName(MSS);
      json.writeNumber(options.maximumSegmentSize());
    }
    if (options.windowScale() >= 0) {
      json.writeFieldName(WINDOW_SCALE);
      json.writeNumber(options.windowScale());
    }
    json.writeFieldName(SACK);
    json.writeBoolean(options.sackPermitted());
    json.writeFieldName(TIMESTAMPS);
    json.writeBoolean(options.timestamps());
    json.writeEndObject();
  }

  private void close(JsonGenerator json, TcpRecord.Close close) throws IOException {
    json.writeFieldName(CLOSE);
    json.writeStartObject();
    json.writeFieldName(BY);
    json.writeString(close.byClient() ? CLIENT : SERVER);
    json.writeFieldName(HOW);
    json.writeString(close.reset() ? RST : FIN);
    json.writeFieldName(TIME);
    text.time(json, close.nanos());
    json.writeEndObject();
  }

  private void time(JsonGenerator json, SerializableString name, long nanos) throws IOException {
    if (nanos != TcpRecord.UNKNOWN) {
      json.writeFieldName(name);
      text.time(json, nanos);
    }
  }

  private void seconds(JsonGenerator json, SerializableString name, long nanos) throws IOException {
    if (nanos != TcpRecord.UNKNOWN) {
      json.writeFieldName(name);
      text.seconds(json, nanos);
    }
  }
}
