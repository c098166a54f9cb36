package io.weft.protocol.app.ntp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.lookup.Registry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The data items of private messages, whose request says what each of them holds. */
final class PrivateItems {
  /** Requests have seven bits in the table, which is more than any has that is known. */
  private static final int REQUESTS = 128;

  /** Bytes before the items. */
  private static final int HEADER = 8;

  /** Fields that say whether an item has addresses of IPv6. */
  private static final Set<String> FLAGS = Set.of("priv.mode7.ipv6_flag", "priv.monlist.ipv6");

  private static final Field GROUP = Field.group("ntp.priv.items", "Item");

  /**
   * What an item holds: numbers and addresses, addresses of IPv6, which are there where a flag says
   * so, and times, which NTP counts in its own way.
   */
  private record Layout(FixedFields fixed, int flagAt, FixedFields ipv6, List<Time> times) {
    void read(byte[] bytes, int at, int end, FieldSink sink) {
      fixed.read(bytes, at, end, sink);
      int flag = at + flagAt;
      if (flag + Integer.BYTES <= end && BigEndian.i32(bytes, flag) != 0) {
        ipv6.read(bytes, at, end, sink);
      }
      for (int i = 0; i < times.size(); i++) {
        NtpFields.time(times.get(i).field, bytes, at + times.get(i).offset, end, sink);
      }
    }
  }

  /** A time and where it stands in an item. */
  private record Time(Field field, int offset) {}

  private final Layout[] answers = new Layout[REQUESTS];
  private final Layout[] questions = new Layout[REQUESTS];
  private final Map<String, Field> fields = new LinkedHashMap<>();

  /** The number that the flags read next are a part of. */
  private Field whole;

  private PrivateItems() {}

  /**
   * Reads the table.
   *
   * @param common fields of other messages that an item may have, too
   */
  static PrivateItems of(List<Field> common) {
    PrivateItems items = new PrivateItems();
    for (Field each : common) {
      items.fields.put(each.name(), each);
    }
    Registry.read(PrivateItems.class, "private.txt", items::line);
    return items;
  }

  List<Field> declared() {
    List<Field> all = new ArrayList<>(fields.values());
    all.add(GROUP);
    return all;
  }

  private void line(String line) {
    String[] parts = line.split(" ", 4);
    switch (parts[0]) {
      case "field" -> {
        String[] type = parts[2].split("/");
        Field field = field("ntp." + parts[1], type[0], parts[3]).within(GROUP);
        whole = type.length > 1 ? field.masked(Long.decode(type[1])) : field;
        fields.put(whole.name(), whole);
      }
      case "flag" -> {
        Field flag =
            Field.flag("ntp." + parts[1], parts[3], whole.bits(), Long.decode(parts[2]))
                .within(whole);
        fields.put(flag.name(), flag);
      }
      case "item" -> answers[Integer.parseInt(parts[1])] = layout(line);
      case "request" -> questions[Integer.parseInt(parts[1])] = layout(line);
      default -> throw new IllegalArgumentException(line);
    }
  }

  private static Field field(String name, String type, String label) {
    return switch (type) {
      case "u8" -> Field.u8(name, label);
      case "u16" -> Field.u16(name, label);
      case "u32" -> Field.u32(name, label);
      case "u64" -> Field.u64(name, label);
      case "i8" -> Field.u8(name, label).signed();
      case "i16" -> Field.u16(name, label).signed();
      case "i32" -> Field.u32(name, label).signed();
      case "i64" -> Field.u64(name, label).signed();
      case "ipv4" -> Field.ipv4(name, label);
      case "ipv6" -> Field.ipv6(name, label);
      case "text" -> Field.text(name, label);
      case "bytes" -> Field.bytes(name, label).repeating(); // gaps, of which an item has several
      case "time" -> Field.absoluteTime(name, label).unknownAt0();
      default -> throw new IllegalArgumentException(type);
    };
  }

  private Layout layout(String line) {
    List<FixedFields.Place> places = new ArrayList<>();
    List<FixedFields.Place> ipv6 = new ArrayList<>();
    int flagAt = 0;
    List<Time> times = new ArrayList<>();
    String[] parts = line.split(" ");
    for (String part : Arrays.asList(parts).subList(2, parts.length)) {
      String[] words = part.split("[@+]");
      Field field = fields.get("ntp." + words[0]);
      int offset = Integer.parseInt(words[1]);
      if (FLAGS.contains(words[0])) {
        flagAt = offset;
      }
      if (field.type() == Field.Type.IPV6) {
        ipv6.add(FixedFields.at(offset, field));
      } else if (field.type() == Field.Type.ABSOLUTE_TIME) {
        times.add(new Time(field, offset));
      } else if (words.length > 2) {
        places.add(FixedFields.at(offset, Integer.parseInt(words[2]), field));
      } else if (field.bits() > 0) {
        places.add(FixedFields.at(offset, field));
      } else {
        places.add(FixedFields.rest(offset, field));
      }
    }
    return new Layout(
        FixedFields.of(places.toArray(new FixedFields.Place[0])),
        flagAt,
        FixedFields.of(ipv6.toArray(new FixedFields.Place[0])),
        List.copyOf(times));
  }

  /**
   * Reads the items of a message, all of one length.
   *
   * @param start of the message
   */
  void read(byte[] bytes, int start, int end, FieldSink sink) {
    if (end - start < HEADER || !sink.wants(GROUP)) {
      return;
    }
    int request = BigEndian.u8(bytes, start + 3) & REQUESTS - 1;
    boolean isQuestion = bytes[start] >= 0;
    Layout layout =
        isQuestion && questions[request] != null ? questions[request] : answers[request];
    int howMany = BigEndian.u16(bytes, start + 4) & 0xFFF;
    int length = BigEndian.u16(bytes, start + 6) & 0xFFF;
    if (layout == null || length == 0) {
      return;
    }
    int at = start + HEADER;
    for (int i = 0; i < howMany && at + length <= end; i++) {
      sink.begin(GROUP, at, length);
      layout.read(bytes, at, at + length, sink);
      sink.end(GROUP);
      at += length;
    }
  }
}
