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
import java.util.Collections;

/** Prints exchanges as rows of a table. */
final class ExchangesAsRows implements HttpOutput.Printer {
  private final RowMaker rows;
  private final RowWriter writer;
  private final KeptContents contents;
  private final Console console;

  /**
   * @param contents null for none
   * @param console hears of what found no column
   */
  ExchangesAsRows(Table table, Format format, Output output, KeptContents contents, Console console)
      throws IOException {
    rows = new RowMaker(table);
    writer = RowOutput.open(format, table, output);
    this.contents = contents;
    this.console = console;
  }

  @Override
  public void print(Flow flow, Exchange exchange) throws IOException {
    writer.write(Collections.singletonList(row(flow, exchange)));
  }

  private Object[] row(Flow flow, Exchange exchange) {
    if (contents == null) {
      return rows.of(flow, exchange);
    }
    KeptContents.Pair pair = contents.take(exchange);
    return rows.of(flow, exchange, pair.request(), pair.response());
  }

  @Override
  public void flush() {
    // A file of rows has no use before its end.
  }

  @Override
  public KeptContents contents() {
    return contents;
  }

  @Override
  public void close() throws IOException {
    writer.close();
    RowOutput.report(rows.leftOut(), console);
  }
}
