package io.weft.report.field;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.weft.analysis.PacketListener;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.dissect.field.Field;
import io.weft.report.text.SheetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints a line for each packet with the values of some fields: in columns, or as a JSON object. A
 * spreadsheet takes no value of a packet for a formula: where one begins as formulas do, an
 * apostrophe stands before it.
 */
public final class ColumnLines implements PacketListener {
  private final List<String> names;
  private final List<Boolean> areNumbers = new ArrayList<>();
  private final List<Boolean> areTexts = new ArrayList<>();
  private final ColumnFormat format;
  private final Appendable out;
  private final ColumnValues values;
  private final StringBuilder line = new StringBuilder();
  private boolean isBegun;

  /**
   * @param names of fields, aliases or protocols of the catalogue
   * @param format null for JSON
   */
  public ColumnLines(
      FieldCatalogue catalogue, List<String> names, ColumnFormat format, Appendable out) {
    this.names = List.copyOf(names);
    this.format = format;
    this.out = out;
    values = new ColumnValues(catalogue, names);
    for (String name : names) {
      FieldCatalogue.Entry entry = catalogue.field(name);
      Field field = entry == null ? null : entry.fields().get(0);
      areNumbers.add(
          field != null
              && (field.type() == Field.Type.RELATIVE_TIME
                  || field.type() == Field.Type.REAL
                  || (field.type() == Field.Type.NUMBER
                      && field.display() == Field.Display.DECIMAL)));
      areTexts.add(field != null && field.type() == Field.Type.TEXT);
    }
  }

  /** Prints the header, if there is one and it was not printed yet. */
  public void begin() throws IOException {
    if (isBegun) {
      return;
    }
    isBegun = true;
    if (format != null && format.header()) {
      line.setLength(0);
      for (int i = 0; i < names.size(); i++) {
        separate(i);
        line.append(names.get(i));
      }
      out.append(line).append('\n');
    }
  }

  /**
   * @throws UncheckedIOException when writing fails
   */
  @Override
  public void onPacket(Packet packet) {
    try {
      begin();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    values.read(packet);
    line.setLength(0);
    if (format == null) {
      json();
    } else {
      for (int i = 0; i < names.size(); i++) {
        separate(i);
        cell(i, values.of(i));
      }
    }
    try {
      out.append(line).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void separate(int column) {
    if (column > 0) {
      line.append(format.separator());
    }
  }

  private void cell(int column, List<String> all) {
    if (all.isEmpty()) {
      return;
    }
    List<String> shown =
        switch (format.occurrence()) {
          case FIRST -> all.subList(0, 1);
          case LAST -> all.subList(all.size() - 1, all.size());
          case ALL -> all;
        };
    quote();
    for (int i = 0; i < shown.size(); i++) {
      if (i > 0) {
        line.append(format.aggregator());
      }
      value(shown.get(i), areTexts.get(column), i == 0);
    }
    quote();
  }

  private void quote() {
    if (format.quote() != ColumnFormat.NO_QUOTE) {
      line.append(format.quote());
    }
  }

  private void value(String value, boolean isText, boolean isFirst) {
    if (!isText) {
      line.append(value);
      return;
    }
    int start = line.length();
    SheetText.append(line, value, format.quote(), isFirst);
    for (int i = start; i < line.length() && format.quote() == ColumnFormat.NO_QUOTE; i++) {
      if (line.charAt(i) == format.separator()) {
        line.setCharAt(i, ' ');
      }
    }
  }

  /** An object whose members are arrays, as each field may have several values. */
  private void json() {
    line.append("{\"type\":\"columns\"");
    for (int i = 0; i < names.size(); i++) {
      List<String> all = values.of(i);
      if (all.isEmpty()) {
        continue;
      }
      line.append(",\"").append(names.get(i)).append("\":[");
      for (int k = 0; k < all.size(); k++) {
        line.append(k == 0 ? "" : ",");
        if (areNumbers.get(i)) {
          line.append(all.get(k));
        } else {
          line.append('"');
          JsonStringEncoder.getInstance().quoteAsString(all.get(k), line);
          line.append('"');
        }
      }
      line.append(']');
    }
    line.append('}');
  }
}
