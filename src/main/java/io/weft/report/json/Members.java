package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.util.List;

/** Writes members of a JSON object that hand-written code writes; unknown values are left out. */
final class Members {
  private Members() {}

  /** Writes a number. */
  static void number(JsonGenerator json, SerializableString name, long value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(value);
  }

  /**
   * Writes a number.
   *
   * @param value null for none: then nothing is written
   */
  static void number(JsonGenerator json, SerializableString name, Long value) throws IOException {
    if (value != null) {
      number(json, name, value.longValue());
    }
  }

  /** Writes a number unless it is 0. */
  static void positive(JsonGenerator json, SerializableString name, long value) throws IOException {
    if (value > 0) {
      number(json, name, value);
    }
  }

  /** Writes a boolean. */
  static void flag(JsonGenerator json, SerializableString name, boolean value) throws IOException {
    json.writeFieldName(name);
    json.writeBoolean(value);
  }

  /**
   * Writes a string.
   *
   * @param value null for none: then nothing is written
   */
  static void text(JsonGenerator json, SerializableString name, String value) throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      json.writeString(value);
    }
  }

  /** Writes an array of strings unless it is empty. */
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
