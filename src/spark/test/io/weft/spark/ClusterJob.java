package io.weft.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A program for a cluster: writes the rows of a table as lines of JSON. It says on its output how
 * far it is.
 */
public final class ClusterJob {
  private ClusterJob() {}

  /**
   * Runs it.
   *
   * @param arguments the table, the captures, and a file for the lines
   */
  public static void main(String[] arguments) throws Exception {
    SparkSession spark = SparkSession.builder().getOrCreate();
    System.out.println("the driver is there");
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskStart(SparkListenerTaskStart start) {
                System.out.println("task on executor " + start.taskInfo().executorId());
              }
            });
    Dataset<Row> rows =
        spark.read().format("weft").option("table", arguments[0]).load(arguments[1]);
    System.out.println("the table is there");
    Files.write(
        Path.of(arguments[2]),
        rows.select(
                functions.to_json(
                    functions.struct("*"),
                    Map.of("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX")))
            .as(Encoders.STRING())
            .collectAsList());
    spark.stop();
  }
}
