package io.weft.report.json;

import static io.weft.report.json.Members.number;
import static io.weft.report.json.Members.positive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.weft.dissect.Exchange;
import io.weft.dissect.lookup.Place;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ClientEvidence;
import io.weft.flow.CommunityId;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes flow records as JSON objects. The code is written by hand, because captures have millions
 * of flows and databind, which uses reflection, takes three times as long. An instance has buffers,
 * and must be used by one thread only.
 */
public final class FlowJson {
  private static final SerializableString TYPE = new SerializedString("type");
  private static final SerializableString FLOW = new SerializedString("flow");
  private static final SerializableString PROTOCOL = new SerializedString("protocol");
  private static final SerializableString STREAM = new SerializedString("stream");
  private static final SerializableString FINAL = new SerializedString("final");
  private static final SerializableString CONTINUED = new SerializedString("continued");
  private static final SerializableString START = new SerializedString("start");
  private static final SerializableString END = new SerializedString("end");
  private static final SerializableString DURATION = new SerializedString("duration");
  private static final SerializableString FIRST_PACKET = new SerializedString("first_packet");
  private static final SerializableString COMMUNITY_ID = new SerializedString("community_id");
  private static final SerializableString VLAN = new SerializedString("vlan");
  private static final SerializableString ENCAPSULATION = new SerializedString("encapsulation");
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString SPLIT_BY = new SerializedString("split_by");
  private static final SerializableString PARENT = new SerializedString("parent");
  private static final SerializableString CLIENT = new SerializedString("client");
  private static final SerializableString SERVER = new SerializedString("server");
  private static final SerializableString IP = new SerializedString("ip");
  private static final SerializableString PROCESS = new SerializedString("process");
  private static final SerializableString PID = new SerializedString("pid");
  private static final SerializableString PORT = new SerializedString("port");
  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString NAME_SOURCE = new SerializedString("name_source");
  private static final SerializableString COUNTRY = new SerializedString("country");
  private static final SerializableString AS_NUMBER = new SerializedString("as_number");
  private static final SerializableString AS_ORGANIZATION = new SerializedString("as_organization");
  private static final SerializableString PACKETS = new SerializedString("packets");
  private static final SerializableString BYTES = new SerializedString("bytes");
  private static final SerializableString PAYLOAD_BYTES = new SerializedString("payload_bytes");
  private static final SerializableString STREAM_BYTES = new SerializedString("stream_bytes");
  private static final SerializableString CAPTURE_LOSS_BYTES =
      new SerializedString("capture_loss_bytes");
  private static final SerializableString MISSING_BYTES = new SerializedString("missing_bytes");
  private static final SerializableString ABANDONED_BYTES = new SerializedString("abandoned_bytes");
  private static final SerializableString REPEATED_BYTES = new SerializedString("repeated_bytes");
  private static final SerializableString SET_ASIDE_BYTES = new SerializedString("set_aside_bytes");
  private static final SerializableString BEFORE_START = new SerializedString("before_start");
  private static final SerializableString ABANDONED = new SerializedString("abandoned");
  private static final SerializableString CONFLICTING = new SerializedString("conflicting");
  private static final SerializableString CUT = new SerializedString("cut");
  private static final SerializableString CHECKSUM = new SerializedString("checksum");
  private static final SerializableString WAITING = new SerializedString("waiting");
  private static final SerializableString OVERLAP_CONFLICTS =
      new SerializedString("overlap_conflicts");
  private static final SerializableString OUTSIDE_WINDOW = new SerializedString("outside_window");
  private static final SerializableString CLIENT_KNOWN_BY = new SerializedString("client_known_by");
  private static final SerializableString CONN_STATE = new SerializedString("conn_state");
  private static final SerializableString HISTORY = new SerializedString("history");
  private static final SerializableString APPLICATION = new SerializedString("application");
  private static final SerializableString DETECTED_BY = new SerializedString("detected_by");
  private static final SerializableString OVER = new SerializedString("over");
  private static final SerializableString TCP = new SerializedString("tcp");
  private static final SerializableString CHECKSUM_ERRORS = new SerializedString("checksum_errors");
  private static final SerializableString CHECKSUM_OFFLOAD =
      new SerializedString("checksum_offload");
  private static final SerializableString ICMP = new SerializedString("icmp");
  private static final SerializableString CODE = new SerializedString("code");
  private static final SerializableString FROM = new SerializedString("from");
  private static final SerializableString PACKET = new SerializedString("packet");
  private static final SerializableString TIME = new SerializedString("time");

  private static final Map<ClientEvidence, SerializableString> EVIDENCE = evidence();

  private final SerializableString[] protocols = new SerializableString[256];
  private final CommunityId communityId = new CommunityId();
  private final JsonText text;
  private final TcpJson tcp;
  private final ExchangeJson exchanges;

  public FlowJson() {
    text = new JsonText();
    tcp = new TcpJson(text);
    exchanges = new ExchangeJson(text);
  }

  /** Writes the record as one object, which {@code flow.schema.json} describes. */
  public void write(JsonGenerator json, FlowRecord flow) throws IOException {
    json.writeStartObject();
    json.writeFieldName(TYPE);
    json.writeString(FLOW);
    json.writeFieldName(PROTOCOL);
    json.writeString(protocol(flow.ipProtocol()));
    number(json, STREAM, flow.stream());
    json.writeFieldName(FINAL);
    json.writeBoolean(flow.outcome().finished());
    if (flow.identity().continued()) {
      json.writeFieldName(CONTINUED);
      json.writeBoolean(true);
    }
    if (flow.times().areKnown()) {
      json.writeFieldName(START);
      text.time(json, flow.times().startNanos());
      json.writeFieldName(END);
      text.time(json, flow.times().endNanos());
      json.writeFieldName(DURATION);
      text.seconds(json, flow.durationNanos());
    }
    number(json, FIRST_PACKET, flow.times().firstPacket());
    json.writeFieldName(COMMUNITY_ID);
    text.ascii(json, communityId.of(flow));
    if (!flow.identity().vlans().isEmpty()) {
      vlans(json, flow.identity().vlans());
    }
    if (!flow.identity().tags().encapsulation().isEmpty()) {
      encapsulation(json, flow.identity().tags().encapsulation());
    }
    if (!flow.identity().tags().splitBy().isEmpty()) {
      json.writeFieldName(SPLIT_BY);
      json.writeStartArray();
      for (String kind : flow.identity().tags().splitBy()) {
        json.writeString(kind);
      }
      json.writeEndArray();
    }
    if (flow.identity().parent() != null) {
      json.writeFieldName(PARENT);
      json.writeString(flow.identity().parent().toString());
    }
    json.writeFieldName(CLIENT);
    endpoint(json, flow.client());
    json.writeFieldName(SERVER);
    endpoint(json, flow.server());
    json.writeFieldName(CLIENT_KNOWN_BY);
    json.writeString(EVIDENCE.get(flow.identity().clientKnownBy()));
    json.writeFieldName(CONN_STATE);
    json.writeString(flow.outcome().connState().name());
    if (flow.outcome().history() != null) {
      json.writeFieldName(HISTORY);
      json.writeString(flow.outcome().history());
    }
    if (flow.application() != null) {
      application(json, flow.application());
    }
    if (flow.tcp() != null) {
      json.writeFieldName(TCP);
      tcp.write(json, flow);
    }
    if (flow.icmp() != null) {
      icmp(json, flow.icmp());
    }
    for (FlowRecord.Exchanges list : flow.exchanges()) {
      exchanges(json, list);
    }
    json.writeEndObject();
  }

  private SerializableString protocol(int number) {
    SerializableString name = protocols[number];
    if (name == null) {
      name = new SerializedString(IpProtocol.name(number));
      protocols[number] = name;
    }
    return name;
  }

  private static Map<ClientEvidence, SerializableString> evidence() {
    Map<ClientEvidence, SerializableString> texts = new EnumMap<>(ClientEvidence.class);
    for (ClientEvidence evidence : ClientEvidence.values()) {
      texts.put(evidence, new SerializedString(evidence.toString()));
    }
    return texts;
  }

  private static void vlans(JsonGenerator json, List<Integer> vlans) throws IOException {
    json.writeFieldName(VLAN);
    json.writeStartArray();
    for (int vlan : vlans) {
      json.writeNumber(vlan);
    }
    json.writeEndArray();
  }

  private static void encapsulation(JsonGenerator json, List<FlowRecord.Encapsulation> tunnels)
      throws IOException {
    json.writeFieldName(ENCAPSULATION);
    json.writeStartArray();
    for (FlowRecord.Encapsulation tunnel : tunnels) {
      json.writeStartObject();
      json.writeFieldName(PROTOCOL);
      json.writeString(tunnel.protocol());
      if (tunnel.id() >= 0) {
        number(json, ID, tunnel.id());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void endpoint(JsonGenerator json, EndpointRecord end) throws IOException {
    json.writeStartObject();
    json.writeFieldName(IP);
    text.address(json, end.ip());
    if (end.port() >= 0) {
      number(json, PORT, end.port());
    }
    if (end.name() != null) {
      json.writeFieldName(NAME);
      json.writeString(end.name().text());
      json.writeFieldName(NAME_SOURCE);
      json.writeString(end.name().source());
    }
    if (end.place() != null) {
      place(json, end.place());
    }
    number(json, PACKETS, end.volume().packets());
    number(json, BYTES, end.volume().bytes());
    number(json, PAYLOAD_BYTES, end.volume().payloadBytes());
    EndpointRecord.Stream stream = end.stream();
    if (stream != null) {
      number(json, STREAM_BYTES, stream.bytes());
      number(json, MISSING_BYTES, stream.missing().bytes());
      positive(json, CAPTURE_LOSS_BYTES, stream.missing().captureLossBytes());
      positive(json, ABANDONED_BYTES, stream.missing().abandonedBytes());
      positive(json, REPEATED_BYTES, stream.repeatedBytes());
      if (stream.setAside().sum() > 0) {
        setAside(json, stream.setAside());
      }
      positive(json, OVERLAP_CONFLICTS, stream.odd().overlapConflicts());
      positive(json, OUTSIDE_WINDOW, stream.odd().outsideWindow());
      if (stream.digest() != null) {
        json.writeFieldName(digestName(stream.digest()));
        json.writeString(stream.digest());
      }
    }
    if (end.checksums() != null) {
      positive(json, CHECKSUM_ERRORS, end.checksums().errors());
      positive(json, CHECKSUM_OFFLOAD, end.checksums().offloads());
    }
    if (end.process() != null) {
      json.writeFieldName(PROCESS);
      json.writeStartObject();
      number(json, PID, end.process().pid());
      json.writeFieldName(NAME);
      json.writeString(end.process().name());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, Place place) throws IOException {
    if (place.countryCode() != null) {
      json.writeFieldName(COUNTRY);
      json.writeString(place.countryCode());
    }
    positive(json, AS_NUMBER, place.asNumber());
    if (place.asOrganization() != null) {
      json.writeFieldName(AS_ORGANIZATION);
      json.writeString(place.asOrganization());
    }
  }

  private static void setAside(JsonGenerator json, EndpointRecord.SetAside bytes)
      throws IOException {
    json.writeFieldName(SET_ASIDE_BYTES);
    json.writeStartObject();
    positive(json, BEFORE_START, bytes.beforeStart());
    positive(json, OUTSIDE_WINDOW, bytes.outsideWindow());
    positive(json, ABANDONED, bytes.abandoned());
    positive(json, CONFLICTING, bytes.conflicting());
    positive(json, CUT, bytes.cut());
    positive(json, CHECKSUM, bytes.checksum());
    positive(json, WAITING, bytes.waiting());
    json.writeEndObject();
  }

  /** The name of a digest's algorithm, which its length tells. */
  private static String digestName(String hexadecimal) {
    return switch (hexadecimal.length()) {
      case 32 -> "md5";
      case 40 -> "sha1";
      case 64 -> "sha256";
      default -> throw new IllegalArgumentException("no digest: " + hexadecimal);
    };
  }

  private static void application(JsonGenerator json, FlowRecord.Application application)
      throws IOException {
    json.writeFieldName(APPLICATION);
    json.writeStartObject();
    json.writeFieldName(PROTOCOL);
    json.writeString(application.protocol());
    json.writeFieldName(DETECTED_BY);
    json.writeString(application.detectedBy());
    if (!application.over().isEmpty()) {
      json.writeFieldName(OVER);
      json.writeStartArray();
      for (String carrier : application.over()) {
        json.writeString(carrier);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void icmp(JsonGenerator json, FlowRecord.Icmp icmp) throws IOException {
    json.writeFieldName(ICMP);
    json.writeStartObject();
    number(json, TYPE, icmp.type());
    number(json, CODE, icmp.code());
    if (icmp.from() != null) {
      json.writeFieldName(FROM);
      text.address(json, icmp.from());
      number(json, PACKET, icmp.packet());
      json.writeFieldName(TIME);
      text.time(json, icmp.nanos());
    }
    json.writeEndObject();
  }

  private void exchanges(JsonGenerator json, FlowRecord.Exchanges list) throws IOException {
    String name = list.protocol();
    json.writeFieldName(name);
    json.writeStartArray();
    for (Exchange exchange : list.first()) {
      exchanges.write(json, exchange);
    }
    json.writeEndArray();
    json.writeFieldName(name + "_exchanges");
    json.writeNumber(list.count());
  }
}
