package io.weft.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.capture.LinkType;
import io.weft.capture.write.PcapWriter;
import io.weft.testing.RowComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows that Spark reads in one process are those of the command line. */
final class WeftSourceTest {
  private static final Path SAMPLES = Path.of("samples");

  /** A download of some hundred packets. */
  private static final Path CAPTURE = Path.of("samples/http-download.pcap.gz");

  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    spark = SparkRows.session().master("local[2]").getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> read(String table, Path path) {
    return spark.read().format("weft").option("table", table).load(path.toString());
  }

  /** The rows of each capture in turn, as the command line has them. */
  private static List<JsonNode> expected(String... command) throws IOException {
    List<JsonNode> expected = new ArrayList<>();
    for (Path capture : SparkRows.captures(SAMPLES)) {
      String[] arguments = Arrays.copyOf(command, command.length + 2);
      arguments[command.length] = "--json";
      arguments[command.length + 1] = capture.toString();
      expected.addAll(SparkRows.json(arguments));
    }
    return expected;
  }

  private static void assertRows(List<JsonNode> expected, Dataset<Row> read) {
    List<Row> rows = read.collectAsList();
    for (int i = 0; i < Math.min(rows.size(), expected.size()); i++) {
      RowComparison.assertSame(expected.get(i), SparkRows.node(rows.get(i)), "row " + i);
    }
    assertEquals(expected.size(), rows.size());
  }

  @Test
  void flowsAreThoseOfTheCommandLine() throws Exception {
    assertRows(expected("flows"), read("flows", SAMPLES));
  }

  @Test
  void theAnalysisOfTcpIsThere() throws Exception {
    assertRows(
        expected("flows", "--analysis", "full"),
        spark.read().format("weft").option("analysis", "full").load("samples"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "dns", "tls", "websocket", "ntp"})
  void exchangesAreThoseOfTheCommandLine(String protocol) throws Exception {
    assertRows(expected("exchanges", "--protocol", protocol), read(protocol, SAMPLES));
  }

  @Test
  void findingsAreThoseOfTheCommandLine() throws Exception {
    List<JsonNode> expected = expected("explain");
    expected.removeIf(object -> !object.path("type").asText().equals("finding"));
    assertTrue(expected.size() > 10, "findings: " + expected.size());
    assertRows(expected, read("findings", SAMPLES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"frame.number,ip.src,udp.dstport", "tcp.stream,tcp.analysis.ack_rtt,dns"})
  void packetsAreThoseOfTheCommandLine(String fields) throws Exception {
    List<String> command = new ArrayList<>(List.of("packets"));
    for (String field : fields.split(",")) {
      command.addAll(List.of("-e", field));
    }
    List<JsonNode> expected = expected(command.toArray(new String[0]));
    for (JsonNode object : expected) {
      ((ObjectNode) object).remove("type");
    }
    assertRows(
        expected,
        spark
            .read()
            .format("weft")
            .option("table", "packets")
            .option("fields", fields)
            .load("samples"));
  }

  @Test
  void fewerColumnsHaveTheSameValues() {
    String[] some = {"client.ip", "server.port", "client.bytes", "tcp.handshake.rtt", "history"};
    Dataset<Row> flows = read("flows", SAMPLES);
    List<Row> whole = flows.collectAsList();
    List<Row> parts = flows.selectExpr(some).collectAsList();
    assertEquals(whole.size(), parts.size());
    for (int i = 0; i < whole.size(); i++) {
      Row row = whole.get(i);
      Row client = row.getStruct(row.fieldIndex("client"));
      Row server = row.getStruct(row.fieldIndex("server"));
      Row part = parts.get(i);
      assertEquals(client.<String>getAs("ip"), part.getString(0));
      assertEquals(server.<Long>getAs("port"), part.get(1));
      assertEquals(client.<Long>getAs("bytes"), part.get(2));
      assertEquals(row.<String>getAs("history"), part.get(4));
    }
    assertEquals(whole.size(), flows.count());
  }

  @Test
  void sqlChoosesAndLimits() {
    read("flows", SAMPLES).createOrReplaceTempView("flows");
    Row counted =
        spark
            .sql(
                "SELECT count(*), count(DISTINCT client.ip) FROM flows"
                    + " WHERE protocol = 'tcp' AND server.port = 80")
            .head();
    long tcp =
        read("flows", SAMPLES).collectAsList().stream()
            .filter(row -> row.<String>getAs("protocol").equals("tcp"))
            .filter(row -> row.<Row>getAs("server").<Long>getAs("port") == 80)
            .count();
    assertEquals(tcp, counted.getLong(0));
    assertTrue(counted.getLong(1) > 1);
    assertEquals(3, spark.sql("SELECT * FROM flows LIMIT 3").collectAsList().size());
  }

  @Test
  void capturesBehindTheTimeThatIsAskedForAreNotRead() {
    Dataset<Row> none = read("flows", SAMPLES).where("start < timestamp'1999-01-01 00:00:00'");
    assertEquals(0, none.rdd().getNumPartitions());
    assertEquals(0, none.count());
  }

  /** A file of a rotation ends where the next one begins. */
  @Test
  void filesBeforeTheTimeThatIsAskedForAreNotRead() throws Exception {
    List<Path> files = rotated("keep-alive.pcap", 5);
    Dataset<Row> apart =
        spark.read().format("weft").option("group", "none").load(folder.toString());
    List<Row> starts = apart.select("start").orderBy("capture", "start").collectAsList();
    assertEquals(2, starts.size());
    String second = "timestamp'" + starts.get(1).getTimestamp(0) + "'";

    Dataset<Row> later = apart.where("start > " + second);
    assertEquals(1, later.rdd().getNumPartitions());
    assertEquals(0, later.count());
    Dataset<Row> from = apart.where("start >= " + second).select("capture");
    assertEquals(1, from.count());
    assertTrue(from.head().getString(0).endsWith(files.get(1).getFileName().toString()));
    Dataset<Row> before = apart.where("start < " + second).select("capture");
    assertEquals(1, before.rdd().getNumPartitions());
    assertTrue(before.head().getString(0).endsWith(files.get(0).getFileName().toString()));
    assertEquals(0, apart.where("start = timestamp'1999-01-01 00:00:00'").rdd().getNumPartitions());

    // As one capture both are read, since the flows of the second go on from the first.
    assertEquals(1, read("flows", folder).where("start >= " + second).rdd().getNumPartitions());
  }

  @Test
  void damageIsToldInAColumnOrFails() throws Exception {
    byte[] whole = Files.readAllBytes(Path.of("samples/scan.pcap"));
    Path cut = folder.resolve("cut.pcap");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 7));
    List<Row> rows = read("flows", cut).collectAsList();
    Row last = rows.get(rows.size() - 1);
    assertTrue(last.<String>getAs("lost").contains("cut.pcap: stops at byte"), last.toString());
    assertNull(read("flows", Path.of("samples/scan.pcap")).head().getAs("lost"));

    // A table that has no row behind the damage gets one.
    List<Row> names = read("dns", cut).collectAsList();
    assertEquals(1, names.size());
    assertNull(names.get(0).getAs("protocol"));
    assertNotNull(names.get(0).getAs("lost"));

    Dataset<Row> strict =
        spark.read().format("weft").option("mode", "FAILFAST").load(cut.toString());
    SparkException failure = assertThrows(SparkException.class, strict::collectAsList);
    assertTrue(failure.toString().contains("stops at byte"), failure.toString());
  }

  /** Flows that find no room leave early, so that their later packets are flows of their own. */
  @Test
  void aTaskKeepsToItsMemory() throws Exception {
    int ports = 10_000;
    Path many = manySyns(ports);
    List<JsonNode> expected =
        SparkRows.json("flows", "--json", "--max-memory", "1MiB", many.toString());
    assertTrue(expected.size() > ports, "flows leave early");
    Dataset<Row> flows =
        spark
            .read()
            .format("weft")
            .option("maxMemory", 1 << 20)
            .load(many.toString())
            .select("stream", "start_ns", "client.port");
    List<Row> rows = flows.collectAsList();
    assertEquals(expected.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(expected.get(i).path("stream").asLong(), rows.get(i).getLong(0));
      assertEquals(expected.get(i).at("/client/port").asLong(), rows.get(i).getLong(2));
    }
    assertEquals(rows, flows.collectAsList(), "of a task that runs again");
    assertEquals(ports, read("flows", many).count());
  }

  /** The first SYN of a scan from as many ports, and then all of them again. */
  private Path manySyns(int ports) throws IOException {
    byte[] scan = Files.readAllBytes(SAMPLES.resolve("scan.pcap"));
    int at = behind(scan, 2); // ARP
    byte[] syn = Arrays.copyOfRange(scan, at + 16, behind(scan, 3));
    int sourcePort = 14 + 20;
    Path file = folder.resolve("syns.pcap");
    try (PcapWriter writer = PcapWriter.create(file, LinkType.ETHERNET)) {
      for (int i = 0; i < 2 * ports; i++) {
        int port = 1024 + i % ports;
        syn[sourcePort] = (byte) (port >> 8);
        syn[sourcePort + 1] = (byte) port;
        writer.write(syn, 0, syn.length, syn.length, 1_000_000_000L + i * 1000L, 0);
      }
    }
    return file;
  }

  @Test
  void theFilesOfARotationAreOneCapture() throws Exception {
    List<Path> parts = rotated("keep-alive.pcap", 5);
    List<JsonNode> expected =
        SparkRows.json("flows", "--json", parts.get(0).toString(), parts.get(1).toString());
    assertRows(expected, read("flows", folder));

    Dataset<Row> apart =
        spark.read().format("weft").option("group", "none").load(folder.toString());
    List<Row> rows = apart.orderBy("capture").collectAsList();
    assertEquals(2, apart.rdd().getNumPartitions());
    assertTrue(rows.get(0).<Boolean>getAs("continues_after"));
    assertTrue(rows.get(rows.size() - 1).<Boolean>getAs("began_before"));
  }

  /** Between two exchanges, so that neither is cut. */
  @Test
  void partsOfAConnectionAreStitchedTogether() throws Exception {
    rotated("raw-ip.pcap", 11);
    List<Row> whole = read("flows", folder).orderBy("start").collectAsList();
    Dataset<Row> parts =
        spark.read().format("weft").option("group", "none").load(folder.toString());
    List<Row> stitched = Flows.stitch(parts).orderBy("start").collectAsList();
    assertEquals(2, whole.size());
    assertEquals(whole.size() + 1, parts.count());
    assertEquals(whole.size(), stitched.size());
    for (int i = 0; i < whole.size(); i++) {
      assertEquals(whole.get(i).schema(), stitched.get(i).schema());
      assertEquals(comparable(whole.get(i)), comparable(stitched.get(i)));
    }
    assertEquals(2, comparable(stitched.get(1)).path("http").size());
    assertThrows(
        IllegalArgumentException.class, () -> Flows.stitch(parts.select("protocol", "start")));
  }

  /** The row without what counts from the beginning of a capture, or of a dissector's work. */
  private static JsonNode comparable(Row row) {
    JsonNode flow = SparkRows.node(row);
    for (JsonNode exchange : flow.path("http")) {
      ((ObjectNode) exchange).remove(List.of("request_packet", "response_packet", "trans_depth"));
    }
    return flow;
  }

  /** A sample in two files, as dumpcap names them. */
  private List<Path> rotated(String sample, int packets) throws IOException {
    byte[] whole = Files.readAllBytes(SAMPLES.resolve(sample));
    int header = 24;
    int at = behind(whole, packets);
    Path first = folder.resolve("day_00001_20260301093000.pcap");
    Path second = folder.resolve("day_00002_20260301093100.pcap");
    Files.write(first, Arrays.copyOf(whole, at));
    byte[] rest = new byte[header + whole.length - at];
    System.arraycopy(whole, 0, rest, 0, header);
    System.arraycopy(whole, at, rest, header, whole.length - at);
    Files.write(second, rest);
    return List.of(first, second);
  }

  /** Where the first packets of a pcap file end. */
  private static int behind(byte[] file, int packets) {
    int at = 24;
    for (int packet = 0; packet < packets; packet++) {
      at += 16 + length(file, at + 8);
    }
    return at;
  }

  private static int length(byte[] file, int at) {
    return (file[at] & 0xFF)
        | (file[at + 1] & 0xFF) << 8
        | (file[at + 2] & 0xFF) << 16
        | (file[at + 3] & 0xFF) << 24;
  }

  @Test
  void aFileThatArrivesIsReadOnce() throws Exception {
    Path arriving = Files.createDirectory(folder.resolve("arriving"));
    Path checkpoint = folder.resolve("checkpoint");
    Path rows = folder.resolve("rows");
    long download = read("flows", CAPTURE).count();
    long scan = read("flows", Path.of("samples/scan.pcap")).count();

    Files.copy(CAPTURE, arriving.resolve("one.pcap.gz"));
    assertEquals(download, stream(arriving, checkpoint, rows));
    assertEquals(download, stream(arriving, checkpoint, rows));
    Files.copy(Path.of("samples/scan.pcap"), arriving.resolve("two.pcap"));
    assertEquals(download + scan, stream(arriving, checkpoint, rows));
  }

  /** Reads what is new to the end, and counts all rows that were ever read. */
  private static long stream(Path arriving, Path checkpoint, Path rows) throws Exception {
    StreamingQuery query =
        spark
            .readStream()
            .format("weft")
            .load(arriving.toString())
            .select("protocol", "start", "capture")
            .writeStream()
            .format("parquet")
            .option("checkpointLocation", checkpoint.toString())
            .trigger(Trigger.AvailableNow())
            .start(rows.toString());
    query.awaitTermination();
    return spark.read().parquet(rows.toString()).count();
  }

  @Test
  void aTableThatIsNotThereIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> read("quux", SAMPLES));
  }
}
