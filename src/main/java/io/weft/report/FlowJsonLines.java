package io.weft.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Prints flows as they end, one JSON object a line, by a thread of its own beside the one that
 * analyses.
 *
 * <p>An output that takes no more stops the analysis: {@link #onClosed} throws what the writer met.
 */
public final class FlowJsonLines implements FlowListener, Closeable {
  private final HandOver<FlowRecord> writer;

  /**
   * @param out flushed whenever no more flows come for a while, and by {@link #close}, which leaves
   *     it open
   */
  public FlowJsonLines(OutputStream out) throws IOException {
    writer = new HandOver<>("weft-json", new Lines(Json.generator(out)));
  }

  /**
   * @throws UncheckedIOException when the output takes no more
   */
  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    accept(record);
  }

  /**
   * Prints the record behind those that came before.
   *
   * @throws UncheckedIOException when the output takes no more
   */
  public void accept(FlowRecord record) {
    writer.put(record, weightOf(record));
  }

  private static int weightOf(FlowRecord record) {
    int weight = 1;
    for (FlowRecord.Exchanges exchanges : record.exchanges()) {
      weight += exchanges.first().size();
    }
    return weight;
  }

  /** Waits until everything is written and flushed. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private record Lines(JsonGenerator json, FlowJson flowJson)
      implements HandOver.Worker<FlowRecord> {
    Lines(JsonGenerator json) {
      this(json, new FlowJson());
    }

    @Override
    public void work(FlowRecord record) throws IOException {
      flowJson.write(json, record);
      json.writeRaw('\n');
    }

    @Override
    public void pause() throws IOException {
      json.flush();
    }

    @Override
    public void end() throws IOException {
      json.flush();
    }
  }
}
