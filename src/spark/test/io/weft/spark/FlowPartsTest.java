package io.weft.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.capture.write.PcapWriter;
import io.weft.report.table.Column;
import io.weft.report.table.ColumnType;
import io.weft.report.table.Table;
import io.weft.spark.CapturePartition.CaptureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are cut in two, and their flows joined: they are those of one run over both files. */
final class FlowPartsTest {
  private static final ReadOptions OPTIONS =
      ReadOptions.of(new CaseInsensitiveStringMap(Map.of("table", "flows")));

  private static final Table TABLE = CaptureTable.of(OPTIONS);

  /** All but the exchanges. */
  private static final List<Column> COLUMNS =
      TABLE.columns().stream()
          .filter(column -> !column.name().endsWith("_exchanges"))
          .filter(column -> !Table.protocols().contains(column.name()))
          .toList();

  private static final StructType SCHEMA = SparkTypes.schema(new Table("flows", COLUMNS));

  /** Numbers of a capture, and what is known from other flows of it. */
  private static final Set<String> OF_THE_CAPTURE =
      Set.of("stream", "first_packet", "parent", "capture", "name", "name_source", "split_by");

  /** What the packets beside the cut tell together, and neither part by itself. */
  private static final Set<String> OF_THE_CUT =
      Set.of("ack", "ack_ns", "rtt", "client_rtt", "keep_alives", "application");

  /** What is the same wherever a capture is cut. */
  private static final Set<String> TOTALS =
      Set.of("protocol", "start", "end", "duration", "packets", "bytes", "payload_bytes");

  /** Cuts of a sample: behind each of its first packets, and as many more in the rest. */
  private static final int CUTS = 8;

  private static final int ADDRESSES = SCHEMA.fieldIndex("community_id");
  private static final int START = SCHEMA.fieldIndex("start_ns");

  private static final Comparator<Row> ORDER =
      Comparator.<Row, String>comparing(flow -> flow.getString(ADDRESSES))
          .thenComparing(flow -> flow.getLong(START));

  @TempDir Path folder;

  private static final class Packet {
    private final byte[] bytes;
    private final int original;
    private final long nanos;
    private final int linkType;

    Packet(CapturedPacket packet) {
      int from = packet.offset();
      bytes = Arrays.copyOfRange(packet.bytes(), from, from + packet.capturedLength());
      original = packet.originalLength();
      nanos = packet.timeNanos();
      linkType = packet.linkType();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dns-http.pcapng",
        "fast-open.pcap",
        "http-ipv6.pcap",
        "http-pipelined.pcapng",
        "https.pcapng",
        "midstream.pcap",
        "one-sided.pcap",
        "port-reuse.pcap",
        "raw-ip.pcap",
        "refused.pcap",
        "tls-rsa.pcap",
        "vxlan.pcapng",
        "websocket.pcap"
      })
  void aFlowThatIsCutIsJoinedToTheWhole(String sample) throws Exception {
    compare(sample, name -> !OF_THE_CAPTURE.contains(name));
  }

  /** With holes, repeats and copies of packets, of which a part does not see what the other has. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "both-ways.pcap.zst",
        "cooked.pcap",
        "half-close.pcap",
        "http-loss-server.pcap.zst",
        "keep-alive.pcap",
        "reset.pcap",
        "unanswered.pcap",
        "zero-window.pcap"
      })
  void theTotalsOfADamagedFlowAreThoseOfTheWhole(String sample) throws Exception {
    compare(sample, TOTALS::contains);
  }

  private void compare(String sample, Predicate<String> columns) throws IOException {
    List<Packet> packets = packets(Path.of("samples", sample));
    Path before = folder.resolve("before.pcap");
    Path after = folder.resolve("after.pcap");
    boolean isCut = false;
    for (int cut : cuts(packets)) {
      write(before, packets.subList(0, cut));
      write(after, packets.subList(cut, packets.size()));
      List<Row> expected = flows(before, after);
      List<Row> parts = new ArrayList<>(flows(before));
      parts.addAll(flows(after));
      List<Row> joined = joined(parts);
      String where = sample + ", cut behind packet " + cut;
      assertEquals(expected.size(), joined.size(), where);
      for (int i = 0; i < expected.size(); i++) {
        assertSame(SCHEMA, expected.get(i), joined.get(i), columns, where + ", flow " + i);
      }
      isCut |= joined.size() < parts.size();
    }
    assertTrue(isCut, sample + " has a flow that is cut");
  }

  private static void assertSame(
      StructType type, Row expected, Row joined, Predicate<String> columns, String where) {
    for (int i = 0; i < type.length(); i++) {
      String name = type.fieldNames()[i];
      String here = where + ", " + name;
      Object whole = expected.get(i);
      Object value = joined.get(i);
      if (whole instanceof Row wholeRow && value instanceof Row valueRow) {
        StructType struct = (StructType) type.fields()[i].dataType();
        assertSame(struct, wholeRow, valueRow, columns, here);
      } else if (columns.test(name) && (value != null || !OF_THE_CUT.contains(name))) {
        assertEquals(whole, value instanceof Object[] all ? List.of(all) : value, here);
      }
    }
  }

  private static List<Packet> packets(Path sample) throws IOException {
    List<Packet> packets = new ArrayList<>();
    CapturedPacket packet = new CapturedPacket();
    try (PacketSource source = Captures.open(sample)) {
      while (source.next(packet)) {
        packets.add(new Packet(packet));
      }
    }
    return packets;
  }

  /** The places behind which a sample is cut. */
  private static List<Integer> cuts(List<Packet> packets) {
    List<Integer> cuts = new ArrayList<>();
    int step = Math.max(1, (packets.size() - CUTS) / CUTS);
    for (int cut = 1; cut < packets.size(); cut += cut < CUTS ? 1 : step) {
      cuts.add(cut);
    }
    return cuts;
  }

  private static void write(Path file, List<Packet> packets) throws IOException {
    try (PcapWriter writer = PcapWriter.create(file, packets.get(0).linkType)) {
      for (Packet packet : packets) {
        writer.write(packet.bytes, 0, packet.bytes.length, packet.original, packet.nanos, 0);
      }
    }
  }

  /** The flows of files that are read as one capture, in the order of addresses and time. */
  private static List<Row> flows(Path... files) throws IOException {
    List<CaptureFile> capture = new ArrayList<>();
    for (Path file : files) {
      capture.add(new CaptureFile(file.toUri().toString(), Files.size(file), 0));
    }
    List<Row> rows = new ArrayList<>();
    CapturePartition partition = new CapturePartition(capture);
    new TableRun(OPTIONS, TABLE, COLUMNS, RowTest.NONE, partition, new Configuration())
        .run(values -> rows.add(row(COLUMNS, values)), () -> false);
    rows.sort(ORDER);
    return rows;
  }

  /** The row as Spark hands it to a program, but for its times, which stay numbers. */
  private static Row row(List<Column> columns, Object[] values) {
    Object[] own = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      own[i] = value(columns.get(i).type(), values[i]);
    }
    return RowFactory.create(own);
  }

  private static Object value(ColumnType type, Object value) {
    if (value instanceof Object[] members) {
      return row(type.columns(), members);
    }
    return value instanceof List<?> list
        ? list.stream().map(each -> value(type.element(), each)).toList()
        : value;
  }

  private static List<Row> joined(List<Row> parts) {
    Map<Object, List<Row>> groups = new TreeMap<>();
    for (Row part : parts) {
      groups.computeIfAbsent(part.get(ADDRESSES), key -> new ArrayList<>()).add(part);
    }
    List<Row> joined = new ArrayList<>();
    for (Map.Entry<Object, List<Row>> group : groups.entrySet()) {
      group.getValue().sort(ORDER);
      new FlowParts(SCHEMA)
          .call((String) group.getKey(), group.getValue().iterator())
          .forEachRemaining(joined::add);
    }
    joined.sort(ORDER);
    return joined;
  }
}
