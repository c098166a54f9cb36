package io.weft.report.field;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.ValueNames;
import io.weft.report.json.Json;
import io.weft.report.text.TextTable;
import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;
import io.weft.report.text.TextTable.Concession;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the fields that filters and columns can name: those of packets, and those of flows. Each
 * has a name, a type, a meaning and, where it has some, names of its values.
 */
public final class FieldListing {
  /** How many values the table names; JSON has them all. */
  private static final int VALUES_IN_TABLE = 8;

  private static final int LEAST_WIDTH = 20;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("FIELD", Align.LEFT),
          new Column("TYPE", Align.LEFT),
          new Column("MEANING", Align.LEFT),
          new Column("VALUES", Align.LEFT));

  /**
   * A line of the list.
   *
   * @param of the fields that an alias stands for; empty for a field
   */
  private record Row(String name, Field field, List<String> protocols, List<String> of) {}

  private final List<Row> rows = new ArrayList<>();

  /**
   * @param catalogue of the fields of packets
   * @param ofFlows the fields of flows
   */
  public FieldListing(FieldCatalogue catalogue, List<Field> ofFlows) {
    for (FieldCatalogue.Entry entry : catalogue.fields()) {
      List<String> protocols = entry.protocols().stream().map(Protocol::name).distinct().toList();
      List<String> of =
          entry.isAlias() ? entry.fields().stream().map(Field::name).toList() : List.of();
      rows.add(new Row(entry.name(), entry.fields().get(0), protocols, of));
    }
    for (Field field : ofFlows) {
      rows.add(new Row(field.name(), field, List.of(), List.of()));
    }
  }

  private FieldListing(List<Row> some) {
    rows.addAll(some);
  }

  /**
   * The fields of a protocol, those whose names begin with a name and a dot, and the one of that
   * name.
   */
  public FieldListing of(String name) {
    return new FieldListing(
        rows.stream()
            .filter(
                row ->
                    row.protocols.contains(name)
                        || row.name.equals(name)
                        || row.name.startsWith(name + "."))
            .toList());
  }

  /** Is there none? */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Prints a table.
   *
   * @param width of the terminal in characters; 0 for no limit
   */
  public void print(Appendable out, int width) throws IOException {
    TextTable table =
        new TextTable(
            COLUMNS,
            List.of(
                Concession.cut(LEAST_WIDTH, "VALUES"),
                Concession.drop("VALUES"),
                Concession.cut(LEAST_WIDTH, "MEANING")));
    for (Row row : rows) {
      table.add(row.name, FieldType.name(row.field), meaning(row), values(row.field));
    }
    table.print(out, width);
  }

  private static String meaning(Row row) {
    return row.of.isEmpty() ? row.field.label() : "any of " + String.join(", ", row.of);
  }

  private static String values(Field field) {
    List<String> texts = new ArrayList<>();
    listed(field)
        .forEach(
            field.largest(),
            (value, name) -> {
              if (texts.size() <= VALUES_IN_TABLE) {
                texts.add(
                    texts.size() == VALUES_IN_TABLE ? "…" : number(field, value) + " " + name);
              }
            });
    return String.join(", ", texts);
  }

  /** Names of a presence or a group mean nothing. */
  private static ValueNames listed(Field field) {
    return field.type() == Field.Type.NUMBER || field.type() == Field.Type.FLAG
        ? field.valueNames()
        : ValueNames.NONE;
  }

  private static String number(Field field, long value) {
    return field.display() == Field.Display.HEXADECIMAL
        ? "0x" + Long.toHexString(value)
        : Long.toString(value);
  }

  /**
   * Prints an object a line, as {@code field.schema.json} describes it.
   *
   * @param out flushed, and left open
   */
  public void printJson(OutputStream out) throws IOException {
    JsonGenerator json = Json.generator(out);
    for (Row row : rows) {
      json.writeStartObject();
      json.writeStringField("type", "field");
      json.writeStringField("name", row.name);
      json.writeStringField("value_type", FieldType.name(row.field));
      json.writeStringField("meaning", meaning(row));
      strings(json, "protocols", row.protocols);
      if (!row.of.isEmpty()) {
        strings(json, "any_of", row.of);
      }
      if (row.field.parent() != null) {
        json.writeStringField("part_of", row.field.parent().name());
      }
      if (listed(row.field).isNamed()) {
        values(json, row.field);
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
    json.flush();
  }

  private static void strings(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void values(JsonGenerator json, Field field) throws IOException {
    json.writeArrayFieldStart("values");
    try {
      field
          .valueNames()
          .forEach(
              field.largest(),
              (value, name) -> {
                try {
                  json.writeStartObject();
                  json.writeNumberField("value", value);
                  json.writeStringField("name", name);
                  json.writeEndObject();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    json.writeEndArray();
  }
}
