package io.weft.report;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.flow.ClientEvidence;
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

  private static final EndpointRecord.Stream EMPTY =
      new EndpointRecord.Stream(0, 0, 0, 0, 0, 0, 0, null);

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

  /** An attempt that nobody answered. */
  public static FlowRecord attempt(long stream) {
    return new FlowRecord(
        6,
        stream,
        true,
        false,
        START + stream,
        START + stream,
        stream + 1,
        stream + 1,
        List.of(),
        new EndpointRecord(
            IpAddress.ipv4(0x0A000007), 52_114, null, null, 1, 74 + stream, 0, EMPTY),
        new EndpointRecord(IpAddress.ipv4(0x0A000001), 80, null, null, 0, 0, 0, EMPTY),
        ClientEvidence.SYN,
        "S0",
        "S",
        null,
        new TcpRecord(
            new TcpRecord.Handshake(
                START + stream,
                TcpRecord.UNKNOWN,
                TcpRecord.UNKNOWN,
                3,
                new TcpRecord.Options(1460, 7, true, false),
                null),
            null,
            false),
        null,
        List.of(),
        null);
  }

  /** A connection with all that a record can hold. */
  public static FlowRecord web(int exchanges) {
    TcpRecord.Options client = new TcpRecord.Options(1460, 7, true, true);
    TcpRecord.Options server = new TcpRecord.Options(1400, 0, true, false);
    return new FlowRecord(
        6,
        3,
        true,
        true,
        START,
        START + 461_067_000,
        17,
        40,
        List.of(12, 13),
        new EndpointRecord(
            new IpAddress(true, 0x20010DB8_00000000L, 7),
            52_114,
            null,
            null,
            9,
            1203,
            601,
            new EndpointRecord.Stream(601, 0, 0, 2, 0, 0, 0, "ab".repeat(32)),
            new EndpointRecord.ChecksumErrors(2, 5),
            new EndpointRecord.LocalProcess(1204, "curl \u001b")),
        new EndpointRecord(
            new IpAddress(true, 0x20010DB8_00000000L, 1),
            80,
            "shop.test",
            "dns",
            8,
            20_411,
            19_871,
            new EndpointRecord.Stream(19_000, 871, 71, 0, 1, 800, 4, null)),
        ClientEvidence.SYN_ACK,
        "SF",
        "ShADadFf",
        new FlowRecord.Application(HTTP, "content"),
        new TcpRecord(
            new TcpRecord.Handshake(
                START, START + 23_800_000, START + 24_000_000, 1, client, server),
            new TcpRecord.Close(false, false, START + 461_000_000),
            false),
        null,
        List.of(
            new FlowRecord.Exchanges(HTTP, Collections.nCopies(exchanges, talk()), exchanges + 5)),
        new FlowName(17, 3));
  }

  /** An echo request without answer. */
  public static FlowRecord ping() {
    return new FlowRecord(
        1,
        0,
        false,
        false,
        START,
        START,
        5,
        5,
        List.of(),
        new EndpointRecord(IpAddress.ipv4(0x0A000007), -1, null, null, 1, 98, 64, null),
        new EndpointRecord(IpAddress.ipv4(0x0A000001), -1, null, null, 0, 0, 0, null),
        ClientEvidence.FIRST_PACKET,
        "OTH",
        null,
        null,
        null,
        new FlowRecord.Icmp(8, 0),
        List.of(),
        null);
  }
}
