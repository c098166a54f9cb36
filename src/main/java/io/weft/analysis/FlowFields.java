package io.weft.analysis;

import io.weft.bytes.IpAddress;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.lookup.Place;
import io.weft.filter.RecordFields;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.TcpRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields of flows that display filters can name: {@code weft.flow.} and the names of the flow's
 * JSON, with dots between an object and its members. An address that is one of IPv6 has a field of
 * its own, as fields have one type.
 */
public final class FlowFields implements RecordFields<FlowRecord> {
  private static final String PREFIX = "weft.flow.";

  /** Pushes the value of one field, if the record has it. */
  @FunctionalInterface
  private interface Reader {
    void read(Field field, FlowRecord flow, FieldSink sink);
  }

  private record Entry(Field field, Reader reader) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<Field> declared;

  private FlowFields(Chain chain) {
    identity();
    side("client", true);
    side("server", false);
    number("packets", "Packets of both sides", FlowRecord::packets);
    number("bytes", "Bytes of both sides' frames", FlowRecord::bytes);
    outcome();
    tcp();
    exchanges(chain);
    declared = entries.stream().map(Entry::field).toList();
  }

  /**
   * The fields of flows.
   *
   * @param chain whose protocols have exchanges
   */
  public static FlowFields of(Chain chain) {
    return new FlowFields(chain);
  }

  @Override
  public List<Field> declared() {
    return declared;
  }

  @Override
  public void read(FlowRecord record, FieldSink sink) {
    for (Entry entry : entries) {
      if (sink.wants(entry.field)) {
        entry.reader.read(entry.field, record, sink);
      }
    }
  }

  private void add(Field field, Reader reader) {
    entries.add(new Entry(field.generated(), reader));
  }

  /** A number of a flow; below 0 where the flow has none. */
  @FunctionalInterface
  private interface Count {
    long of(FlowRecord flow);
  }

  private void number(String name, String label, Count number) {
    add(
        Field.u64(PREFIX + name, label),
        (field, flow, sink) -> {
          long value = number.of(flow);
          if (value >= 0) {
            sink.number(field, value, 0, 0);
          }
        });
  }

  /** A text of a flow; null where the flow has none. */
  @FunctionalInterface
  private interface Text {
    String of(FlowRecord flow);
  }

  private void text(String name, String label, Text text) {
    add(
        Field.text(PREFIX + name, label),
        (field, flow, sink) -> {
          String value = text.of(flow);
          if (value != null) {
            sink.text(field, value, 0, 0);
          }
        });
  }

  private void flag(String name, String label, Predicate<FlowRecord> flag) {
    add(
        Field.flag(PREFIX + name, label),
        (field, flow, sink) -> sink.flag(field, flag.test(flow), 0, 0));
  }

  private void time(String name, String label, Count nanos) {
    add(
        Field.absoluteTime(PREFIX + name, label),
        (field, flow, sink) -> {
          long value = nanos.of(flow);
          if (value != TcpRecord.UNKNOWN) {
            sink.time(field, value, 0, 0);
          }
        });
  }

  private void span(String name, String label, Count nanos) {
    add(
        Field.relativeTime(PREFIX + name, label),
        (field, flow, sink) -> {
          long value = nanos.of(flow);
          if (value != TcpRecord.UNKNOWN) {
            sink.span(field, value, 0, 0);
          }
        });
  }

  private void identity() {
    text("protocol", "Transport protocol", FlowRecord::protocol);
    number("stream", "Count among the flows of its protocol", FlowRecord::stream);
    flag("final", "Ended, and not only left", flow -> flow.outcome().finished());
    flag("continued", "Reported in part before", flow -> flow.identity().continued());
    time("start", "First packet's time", flow -> flow.times().startNanos());
    time("end", "Last packet's time", flow -> flow.times().endNanos());
    span("duration", "Time from the first packet to the last", FlowRecord::durationNanos);
    number("first_packet", "First packet's number", flow -> flow.times().firstPacket());
    text("community_id", "Community ID", FlowRecord::communityId);
    add(
        Field.u16(PREFIX + "vlan", "VLAN identifiers, outermost first").repeating(),
        (field, flow, sink) ->
            flow.identity().vlans().forEach(vlan -> sink.number(field, vlan, 0, 0)));
    text(
        "parent",
        "Flow that carries this one",
        flow -> flow.identity().parent() == null ? null : flow.identity().parent().toString());
    text(
        "client_known_by",
        "How it is known which side is the client",
        flow -> flow.identity().clientKnownBy().toString());
  }

  private void side(String side, boolean isClient) {
    String prefix = side + ".";
    String of = ", " + side;
    add(
        Field.ipv4(PREFIX + prefix + "ip", "IPv4 address" + of),
        (field, flow, sink) -> {
          IpAddress ip = end(flow, isClient).ip();
          if (!ip.ipv6()) {
            sink.ipv4(field, (int) ip.low(), 0, 0);
          }
        });
    add(
        Field.ipv6(PREFIX + prefix + "ipv6", "IPv6 address" + of),
        (field, flow, sink) -> {
          IpAddress ip = end(flow, isClient).ip();
          if (ip.ipv6()) {
            sink.ipv6(field, ip.high(), ip.low(), 0, 0);
          }
        });
    number(prefix + "port", "Port" + of, flow -> end(flow, isClient).port());
    text(
        prefix + "name",
        "Host name" + of,
        flow -> end(flow, isClient).name() == null ? null : end(flow, isClient).name().text());
    text(prefix + "country", "Country" + of, flow -> place(flow, isClient).countryCode());
    add(
        Field.u32(PREFIX + prefix + "as_number", "Autonomous system" + of),
        (field, flow, sink) -> {
          long number = place(flow, isClient).asNumber();
          if (number != 0) {
            sink.number(field, number, 0, 0);
          }
        });
    text(
        prefix + "as_organization",
        "Who runs the autonomous system" + of,
        flow -> place(flow, isClient).asOrganization());
    number(prefix + "packets", "Packets sent" + of, flow -> end(flow, isClient).volume().packets());
    number(
        prefix + "bytes",
        "Bytes of frames sent" + of,
        flow -> end(flow, isClient).volume().bytes());
    number(
        prefix + "payload_bytes",
        "Bytes of transport payload sent" + of,
        flow -> end(flow, isClient).volume().payloadBytes());
    number(
        prefix + "stream_bytes",
        "Bytes of the stream sent" + of,
        flow -> end(flow, isClient).stream() == null ? -1 : end(flow, isClient).stream().bytes());
    number(
        prefix + "missing_bytes",
        "Bytes of the stream that are not in the capture" + of,
        flow ->
            end(flow, isClient).stream() == null
                ? -1
                : end(flow, isClient).stream().missing().bytes());
    text(
        prefix + "process.name",
        "Process on this machine" + of,
        flow ->
            end(flow, isClient).process() == null ? null : end(flow, isClient).process().name());
  }

  private static EndpointRecord end(FlowRecord flow, boolean isClient) {
    return isClient ? flow.client() : flow.server();
  }

  private static Place place(FlowRecord flow, boolean isClient) {
    Place place = end(flow, isClient).place();
    return place == null ? Place.UNKNOWN : place;
  }

  private void outcome() {
    text("conn_state", "Zeek's connection state", flow -> flow.outcome().connState().name());
    text("history", "Zeek's history of the connection", flow -> flow.outcome().history());
    text(
        "application.protocol",
        "Application protocol",
        flow -> flow.application() == null ? null : flow.application().protocol());
    text(
        "application.detected_by",
        "How the application protocol is known",
        flow -> flow.application() == null ? null : flow.application().detectedBy());
    add(
        Field.text(PREFIX + "application.over", "Protocols that carry the application").repeating(),
        (field, flow, sink) -> {
          if (flow.application() != null) {
            flow.application().over().forEach(each -> sink.text(field, each, 0, 0));
          }
        });
  }

  private void tcp() {
    span("tcp.handshake.rtt", "Time from SYN to ACK", flow -> handshake(flow, 0));
    span("tcp.handshake.server_rtt", "Time from SYN to SYN-ACK", flow -> handshake(flow, 1));
    span("tcp.handshake.client_rtt", "Time from SYN-ACK to ACK", flow -> handshake(flow, 2));
    text(
        "tcp.close.by",
        "Side that closed first",
        flow -> close(flow) == null ? null : close(flow).byClient() ? "client" : "server");
    text(
        "tcp.close.how",
        "Closed by FIN or by RST",
        flow -> close(flow) == null ? null : close(flow).reset() ? "rst" : "fin");
    repeated("client", true);
    repeated("server", false);
    flag(
        "tcp.midstream",
        "Began before the capture",
        flow -> flow.tcp() != null && flow.tcp().midstream());
  }

  private static long handshake(FlowRecord flow, int which) {
    TcpRecord.Handshake handshake = flow.tcp() == null ? null : flow.tcp().handshake();
    if (handshake == null) {
      return TcpRecord.UNKNOWN;
    }
    return switch (which) {
      case 0 -> handshake.rttNanos();
      case 1 -> handshake.serverRttNanos();
      default -> handshake.clientRttNanos();
    };
  }

  private static TcpRecord.Close close(FlowRecord flow) {
    return flow.tcp() == null ? null : flow.tcp().close();
  }

  private void repeated(String side, boolean isClient) {
    number(
        "tcp.repeated_segments." + side,
        "Segments that held nothing new, " + side,
        flow ->
            flow.tcp() == null || end(flow, isClient).stream() == null
                ? -1
                : end(flow, isClient).stream().segments().repeated());
    add(
        Field.u64(PREFIX + "tcp.retransmissions." + side, "Retransmissions, " + side).tracked(),
        (field, flow, sink) -> {
          TcpAnalysisRecord analysis = flow.tcp() == null ? null : flow.tcp().analysis();
          if (analysis != null) {
            TcpAnalysisRecord.Side of = isClient ? analysis.client() : analysis.server();
            sink.number(field, of.resending().retransmissions(), 0, 0);
          }
        });
  }

  private void exchanges(Chain chain) {
    Set<String> protocols = new LinkedHashSet<>();
    chain.streams().forEach(each -> protocols.add(each.protocol().name()));
    chain.datagrams().forEach(each -> protocols.add(each.protocol().name()));
    for (String protocol : protocols) {
      number(
          protocol + "_exchanges",
          "Exchanges of " + protocol,
          flow ->
              flow.exchanges().stream()
                  .filter(each -> each.protocol().equals(protocol))
                  .mapToLong(FlowRecord.Exchanges::count)
                  .findFirst()
                  .orElse(-1));
    }
  }
}
