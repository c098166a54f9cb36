package io.weft.report.field;

import io.weft.dissect.field.Field;

/** What types of fields are called. */
final class FieldType {
  private FieldType() {}

  /** The name of the field's type: {@code uint16}, {@code string}, {@code ipv4}. */
  static String name(Field field) {
    return switch (field.type()) {
      case NUMBER -> (field.isSigned() ? "int" : "uint") + field.bits();
      case REAL -> field.bits() == Float.SIZE ? "float" : "double";
      case FLAG -> field.isPresence() ? "none" : "boolean";
      case TEXT -> "string";
      case BYTES -> "bytes";
      case IPV4 -> "ipv4";
      case IPV6 -> "ipv6";
      case MAC -> "ether";
      case ABSOLUTE_TIME -> "absolute_time";
      case RELATIVE_TIME -> "relative_time";
      case GROUP -> "group";
    };
  }
}
