package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.util.List;

/** Members of a JSON object that is written by hand: what is not known is left out. */
final class Members {
  private Members() {}

  static void number(JsonGenerator json, SerializableString name, long value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(value);
  }

  /**
   * @param value null for none
   */
  static void number(JsonGenerator json, SerializableString name, Long value) throws IOException {
    if (value != null) {
      number(json, name, value.longValue());
    }
  }

  /** Leaves out what is 0. */
  static void positive(JsonGenerator json, SerializableString name, long value) throws IOException {
    if (value > 0) {
      number(json, name, value);
    }
  }

  static void flag(JsonGenerator json, SerializableString name, boolean value) throws IOException {
    json.writeFieldName(name);
    json.writeBoolean(value);
  }

  /**
   * @param value null for none
   */
  static void text(JsonGenerator json, SerializableString name, String value) throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      json.writeString(value);
    }
  }

  /** Leaves out a list without values. */
  static void texts(JsonGenerator json, SerializableString name, List<String> values)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeFieldName(name);
    json.writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
