package io.weft.report.table;

import io.weft.report.table.ColumnType.Kind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A table of results.
 *
 * @param name of the table
 * @param columns from left to right
 */
public record Table(String name, List<Column> columns) implements Serializable {
  private static final String FLOW = "flow.schema.json";

  /** Ends the name of a flow's column that counts the exchanges of a protocol. */
  private static final String COUNT_SUFFIX = "_exchanges";

  public Table {
    columns = List.copyOf(columns);
  }

  /** The table of flows, a row each: what a line of {@code weft flows --json} says. */
  public static Table flows() {
    return new Table("flows", new SchemaTypes().of(FLOW).columns());
  }

  /** The table of findings, a row each: what a line of {@code weft explain --json} says. */
  public static Table findings() {
    return new Table("findings", new SchemaTypes().of("finding.schema.json").columns());
  }

  /** The names of all protocols that have exchanges, as they are called in JSON. */
  public static Set<String> protocols() {
    return protocols(new SchemaTypes().of(FLOW).columns());
  }

  private static Set<String> protocols(List<Column> columns) {
    Set<String> protocols = new LinkedHashSet<>();
    for (Column column : columns) {
      String name = column.name();
      if (columns.stream().anyMatch(other -> other.name().equals(name + COUNT_SUFFIX))) {
        protocols.add(name);
      }
    }
    return protocols;
  }

  /**
   * The table of exchanges of some protocols, a row each: what a line of {@code weft exchanges
   * --json} says.
   *
   * @param name of the table
   * @param protocols names; empty for all
   * @throws IllegalArgumentException where none of the protocols has exchanges
   */
  public static Table exchanges(String name, Collection<String> protocols) {
    SchemaTypes schemas = new SchemaTypes();
    List<Column> flow = schemas.of(FLOW).columns();
    Set<String> known = protocols(flow);
    Set<String> wanted = new LinkedHashSet<>(protocols.isEmpty() ? known : protocols);
    wanted.retainAll(known);
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("no protocol with exchanges: " + protocols);
    }
    List<Column> columns = new ArrayList<>();
    // What all exchanges have in common, less the protocols that stand among it.
    for (Column column : schemas.of("exchange.schema.json").columns()) {
      if (column.name().equals("contents")) {
        flow.stream()
            .filter(list -> wanted.contains(list.name()))
            .forEach(list -> columns.add(new Column(list.name(), list.type().element())));
      }
      if (!known.contains(column.name())) {
        columns.add(column);
      }
    }
    return new Table(name, columns);
  }

  /** The columns as the type of a whole row. */
  public ColumnType type() {
    return new ColumnType(Kind.STRUCT, null, columns);
  }
}
