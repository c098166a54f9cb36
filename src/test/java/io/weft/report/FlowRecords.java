package io.weft.report;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.flow.ClientEvidence;
import io.weft.flow.ConnState;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import java.util.Collections;
import java.util.List;

/** Flow records for tests. */
public final class FlowRecords {
  /** 2026-03-01T09:30:00.120045Z */
  public static final long START = 1_772_357_400_120_045_000L;

  static final Protocol HTTP = Protocol.of("http", "Hypertext Transfer Protocol");

  private FlowRecords() {}

  /** A stand-in for an application's exchange. */
  public record Talk(
      String method,
      Integer status,
      Moment start,
      Span waiting,
      String userAgent,
      List<String> notes)
      implements Exchange {
    @Override
    public Protocol protocol() {
      return HTTP;
    }

    @Override
    public int memory() {
      return 500;
    }

    @Override
    public long startNanos() {
      return start.nanos();
    }

    @Override
    public String summary() {
      return method + " " + status;
    }
  }

  static Talk talk() {
    return new Talk("GET", 200, new Moment(START + 1), new Span(1_500_000), null, List.of("odd"));
  }

  private static EndpointRecord end(
      IpAddress ip, int port, EndpointRecord.Volume volume, EndpointRecord.Stream stream) {
    return EndpointRecord.of(ip, port, volume, stream);
  }

  private static EndpointRecord.Volume volume(long packets, long bytes, long payload) {
    return new EndpointRecord.Volume(packets, bytes, payload);
  }

  private static FlowRecord.Outcome outcome(ConnState state, String history) {
    return new FlowRecord.Outcome(true, state, history);
  }

  /** An attempt that nobody answered. */
  public static FlowRecord attempt(long stream) {
    long at = START + stream;
    return new FlowRecord(
        new FlowRecord.Identity(6, stream, false, ClientEvidence.SYN, FlowRecord.Tags.NONE, null),
        new FlowRecord.Times(at, at, stream + 1, stream + 1),
        end(
            IpAddress.ipv4(0x0A000007),
            52_114,
            volume(1, 74 + stream, 0),
            EndpointRecord.Stream.NONE),
        end(IpAddress.ipv4(0x0A000001), 80, EndpointRecord.Volume.NONE, EndpointRecord.Stream.NONE),
        outcome(ConnState.S0, "S"),
        null,
        new TcpRecord(
            new TcpRecord.Handshake(
                at,
                TcpRecord.UNKNOWN,
                TcpRecord.UNKNOWN,
                3,
                new TcpRecord.Options(1460, 7, true, false),
                null),
            null,
            false),
        null,
        List.of());
  }

  /** A connection with all that a record can hold. */
  public static FlowRecord web(int exchanges) {
    TcpRecord.Options client = new TcpRecord.Options(1460, 7, true, true);
    TcpRecord.Options server = new TcpRecord.Options(1400, 0, true, false);
    return new FlowRecord(
        new FlowRecord.Identity(
            6,
            3,
            true,
            ClientEvidence.SYN_ACK,
            new FlowRecord.Tags(
                List.of(12, 13),
                List.of(
                    new FlowRecord.Encapsulation("vxlan", 99),
                    new FlowRecord.Encapsulation("gre", -1)),
                List.of("vlan", "tunnel")),
            new FlowName(17, 3)),
        new FlowRecord.Times(START, START + 461_067_000, 17, 40),
        end(
                new IpAddress(true, 0x20010DB8_00000000L, 7),
                52_114,
                volume(9, 1203, 601),
                new EndpointRecord.Stream(
                    601,
                    70,
                    new EndpointRecord.Segments(2, 3, 4, 5, 6),
                    EndpointRecord.Missing.NONE,
                    new EndpointRecord.SetAside(1, 2, 3, 4, 5, 6, 7),
                    EndpointRecord.Odd.NONE,
                    "ab".repeat(32)))
            .withChecksums(new EndpointRecord.ChecksumErrors(2, 5))
            .withProcess(new EndpointRecord.LocalProcess(1204, "curl \u001b")),
        end(
                new IpAddress(true, 0x20010DB8_00000000L, 1),
                80,
                volume(8, 20_411, 19_871),
                new EndpointRecord.Stream(
                    19_000,
                    0,
                    EndpointRecord.Segments.NONE,
                    new EndpointRecord.Missing(871, 71, 800),
                    EndpointRecord.SetAside.NONE,
                    new EndpointRecord.Odd(1, 4),
                    null))
            .withName(new EndpointRecord.Name("shop.test", "dns")),
        outcome(ConnState.SF, "ShADadFf"),
        new FlowRecord.Application("http", "content"),
        new TcpRecord(
            new TcpRecord.Handshake(
                START, START + 23_800_000, START + 24_000_000, 1, client, server),
            new TcpRecord.Close(false, false, START + 461_000_000),
            false),
        null,
        List.of(
            new FlowRecord.Exchanges(
                "http", Collections.nCopies(exchanges, talk()), exchanges + 5)));
  }

  /** An echo request without answer. */
  public static FlowRecord ping() {
    return new FlowRecord(
        new FlowRecord.Identity(
            1, 0, false, ClientEvidence.FIRST_PACKET, FlowRecord.Tags.NONE, null),
        new FlowRecord.Times(START, START, 5, 5),
        end(IpAddress.ipv4(0x0A000007), -1, volume(1, 98, 64), null),
        end(IpAddress.ipv4(0x0A000001), -1, EndpointRecord.Volume.NONE, null),
        new FlowRecord.Outcome(false, ConnState.OTH, null),
        null,
        null,
        new FlowRecord.Icmp(8, 0),
        List.of());
  }
}
