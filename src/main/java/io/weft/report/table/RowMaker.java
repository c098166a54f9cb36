package io.weft.report.table;

import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.insight.Finding;
import io.weft.report.KeptContent;
import io.weft.report.exchange.ExchangeJson;
import io.weft.report.explain.FindingJsonLines;
import io.weft.report.explain.Wording;
import io.weft.report.json.FlowJson;
import io.weft.report.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Makes the rows of a table from results. An instance must be used by one thread only. */
public final class RowMaker {
  private final RowBuilder row;
  private final RowGenerator json;
  private FlowJson flows;
  private ExchangeJson exchanges;

  /** Of rows with all columns of the table. */
  public RowMaker(Table table) {
    this(table, table.columns());
  }

  /**
   * Of rows with some of the columns.
   *
   * @param wanted in the order that a row has them; structures may have fewer columns than the
   *     table's
   */
  public RowMaker(Table table, List<Column> wanted) {
    row = new RowBuilder(new Shape(table.columns(), wanted));
    json = new RowGenerator(row);
  }

  /** The row of a flow. */
  public Object[] of(FlowRecord flow) {
    if (flows == null) {
      flows = new FlowJson();
    }
    return make(() -> flows.write(json, flow));
  }

  /** The row of an exchange of a flow. */
  public Object[] of(Flow flow, Exchange exchange) {
    return of(flow, exchange, null, null);
  }

  /**
   * The row of an exchange of a flow with what it carried.
   *
   * @param request null for nothing
   * @param response null for nothing
   */
  public Object[] of(Flow flow, Exchange exchange, KeptContent request, KeptContent response) {
    if (exchanges == null) {
      exchanges = new ExchangeJson();
    }
    return make(() -> exchanges.write(json, flow, exchange, request, response));
  }

  /** The row of a finding. */
  public Object[] of(Finding finding, Wording words) {
    if (json.getCodec() == null) {
      json.setCodec(Json.mapper());
    }
    return make(() -> FindingJsonLines.write(json, finding, words));
  }

  /** Members of results that were left out, as the table has no columns of their names. */
  public Set<String> leftOut() {
    return row.strangers();
  }

  private Object[] make(Writing writing) {
    try {
      writing.write();
      return row.take();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // rows are made in memory
    } finally {
      row.discard();
    }
  }

  private interface Writing {
    void write() throws IOException;
  }
}
