import java.io.IOException;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Counts the rows of flows a second that Spark reads of captures: the best of some runs, so that
 * Spark's start is aside. Every column of every row is made and then dropped.
 *
 * <pre>
 * java -cp "target/spark/home/jars/*:target/spark/weft-spark.jar" src/bench/SparkFlows.java \
 *   local[2] RUNS PATH
 * </pre>
 */
public final class SparkFlows {
  public static void main(String[] arguments) throws IOException {
    int runs = Integer.parseInt(arguments[1]);
    try (SparkSession spark =
        SparkSession.builder()
            .master(arguments[0])
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      Dataset<Row> flows = spark.read().format("weft").load(arguments[2]);
      long rows = flows.count();
      double best = Double.MAX_VALUE;
      for (int run = 0; run < runs; run++) {
        long start = System.nanoTime();
        flows.write().format("noop").mode("overwrite").save();
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
      System.out.printf(
          Locale.ROOT,
          "%s: %d rows in %.2f s, %.0f rows/s%n",
          arguments[0],
          rows,
          best,
          rows / best);
    }
  }
}
