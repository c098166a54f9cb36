package io.weft.spark;

import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** What can be done with the table {@code flows}. */
public final class Flows {
  /** The columns that tell which parts belong together. */
  private static final List<String> NEEDED =
      List.of(
          "protocol",
          "start_ns",
          "end_ns",
          "community_id",
          "vlan",
          "encapsulation",
          "split_by",
          "client",
          "server",
          "conn_state",
          CaptureTable.BEGAN_BEFORE,
          CaptureTable.CONTINUES_AFTER,
          CaptureTable.CAPTURE);

  private Flows() {}

  /**
   * Joins the parts of flows that the edges of captures have cut. A part joins the one before it
   * where that was held when its capture ended, and where one run over both captures would have
   * taken its first packet for the same flow: by addresses, ports, tags and time-outs, and for TCP
   * because no beginning of another connection was seen. Parts whose times overlap are of captures
   * that saw the same packets, and stay apart.
   *
   * <p>The joined row has the numbers of packets and bytes of all its parts, the beginning of the
   * first one and the end of the last one, and {@code conn_state} and {@code history} of the whole.
   * What only the packets around an edge could tell is not known: an exchange that an edge cuts
   * stays in two, or is not there, and so is a hole that a later part fills; medians of the TCP
   * analysis are absent. {@code stream} and {@code first_packet} are numbers of the first part's
   * capture.
   *
   * @param flows the table or a part of its rows; of its columns those that tell which parts belong
   *     together must be there, and all members of client and server
   * @return has the same columns; rows that nothing joins are unchanged
   * @throws IllegalArgumentException where a column is missing
   */
  public static Dataset<Row> stitch(Dataset<Row> flows) {
    StructType schema = flows.schema();
    List<String> names = List.of(schema.fieldNames());
    for (String name : NEEDED) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException("flows have no column " + name + " to be stitched by");
      }
    }
    return flows
        .groupByKey(
            (MapFunction<Row, String>) flow -> flow.getAs("community_id"), Encoders.STRING())
        .flatMapSortedGroups(
            new Column[] {functions.col("start_ns")}, new FlowParts(schema), Encoders.row(schema));
  }
}
