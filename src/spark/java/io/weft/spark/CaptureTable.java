package io.weft.spark;

import io.weft.dissect.chain.FieldCatalogue;
import io.weft.protocol.StandardProtocols;
import io.weft.report.field.FieldRows;
import io.weft.report.table.Column;
import io.weft.report.table.ColumnType;
import io.weft.report.table.ColumnType.Kind;
import io.weft.report.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tables that can be read: those of the command line, and behind their columns some that tell
 * of the capture that a row is from.
 */
final class CaptureTable {
  /** The capture: its file, or the first one of several. */
  static final String CAPTURE = "capture";

  /** What could not be read of the capture before the row was known; null for nothing. */
  static final String LOST = "lost";

  /** Does the connection begin before the capture? Null for all but TCP, of which none can say. */
  static final String BEGAN_BEFORE = "began_before";

  /** Was the flow open when the capture ended? */
  static final String CONTINUES_AFTER = "continues_after";

  static final String FLOWS = "flows";
  static final String FINDINGS = "findings";
  static final String PACKETS = "packets";

  private CaptureTable() {}

  /**
   * The table that is asked for.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  static Table of(ReadOptions options) {
    Table table =
        options.table().equals(PACKETS)
            ? new Table(
                PACKETS,
                FieldRows.columns(FieldCatalogue.of(StandardProtocols.chain()), options.fields()))
            : results(options.table());
    List<Column> columns = new ArrayList<>(table.columns());
    if (table.name().equals(FLOWS)) {
      columns.add(new Column(BEGAN_BEFORE, simple(Kind.BOOLEAN)));
      columns.add(new Column(CONTINUES_AFTER, simple(Kind.BOOLEAN)));
    }
    columns.add(new Column(CAPTURE, simple(Kind.TEXT)));
    columns.add(new Column(LOST, simple(Kind.TEXT)));
    return new Table(table.name(), columns);
  }

  private static ColumnType simple(Kind kind) {
    return new ColumnType(kind, null, List.of());
  }

  /** The table as the command line has it. */
  private static Table results(String name) {
    if (name.equals(FLOWS)) {
      return Table.flows();
    }
    if (name.equals(FINDINGS)) {
      return Table.findings();
    }
    if (!Table.protocols().contains(name)) {
      throw new IllegalArgumentException(
          "option table is flows, findings, packets or one of "
              + Table.protocols()
              + ", not "
              + name);
    }
    return Table.exchanges(name, Set.of(name));
  }
}
