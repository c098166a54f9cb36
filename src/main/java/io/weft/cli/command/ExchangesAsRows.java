package io.weft.cli.command;

import io.weft.cli.option.TableOptions.Format;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.report.KeptContents;
import io.weft.report.table.RowMaker;
import io.weft.report.table.RowWriter;
import io.weft.report.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Prints exchanges as rows of a table. */
final class ExchangesAsRows implements HttpOutput.Printer {
  /** Rows that are given to the writer at once, which has threads for many. */
  private static final int ROWS = 256;

  private final RowMaker maker;
  private final RowWriter writer;
  private final KeptContents contents;
  private final Console console;

  /** How many rows wait at most: with bodies, which may be large, none. */
  private final int most;

  private final List<Object[]> waiting = new ArrayList<>();

  /**
   * @param contents null for none
   * @param console hears of what found no column
   */
  ExchangesAsRows(Table table, Format format, Output output, KeptContents contents, Console console)
      throws IOException {
    maker = new RowMaker(table);
    writer = RowOutput.open(format, table, output);
    this.contents = contents;
    most = contents == null ? ROWS : 1;
    this.console = console;
  }

  @Override
  public void print(Flow flow, Exchange exchange) throws IOException {
    waiting.add(row(flow, exchange));
    if (waiting.size() >= most) {
      flush();
    }
  }

  private Object[] row(Flow flow, Exchange exchange) {
    if (contents == null) {
      return maker.of(flow, exchange);
    }
    KeptContents.Pair pair = contents.take(exchange);
    return maker.of(flow, exchange, pair.request(), pair.response());
  }

  @Override
  public void flush() throws IOException {
    if (!waiting.isEmpty()) {
      writer.write(waiting);
      waiting.clear();
    }
  }

  @Override
  public KeptContents contents() {
    return contents;
  }

  @Override
  public void close() throws IOException {
    try (writer) {
      flush();
    }
    RowOutput.report(maker.leftOut(), console);
  }
}
