package io.weft.protocol.app.radius;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.lookup.Registry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The attributes that are known by their numbers: those of RADIUS itself, and vendors'. Read from
 * the resource {@code attributes.txt}, where their source stands.
 */
final class AttributeTable {
  /** Stands for the vendor of RADIUS's own attributes; it is nobody's number. */
  static final long NO_VENDOR = 0;

  /** How a vendor writes the header of an attribute of its own. */
  record Format(long vendor, int numberBytes, int lengthBytes, boolean hasFlags) {
    /** One byte each, as RFC 2865 section 5.26 suggests. */
    static final Format USUAL = new Format(NO_VENDOR, 1, 1, false);

    int header() {
      return numberBytes + lengthBytes + (hasFlags ? 1 : 0);
    }
  }

  /** The numbers in their order: in an array, as a look-up is to allocate nothing. */
  private final long[] keys;

  private final Attribute[] attributes;
  private final Format[] unusual;
  private final List<Field> declared = new ArrayList<>();

  private AttributeTable(SortedMap<Long, Attribute> all, List<Format> unusual) {
    keys = all.keySet().stream().mapToLong(Long::longValue).toArray();
    attributes = all.values().toArray(new Attribute[0]);
    this.unusual = unusual.toArray(new Format[0]);
    all.values().forEach(each -> declared.addAll(each.declared()));
  }

  /**
   * Reads the table.
   *
   * @param group of an attribute
   * @param vendorGroup of a vendor's attribute
   * @param more attributes of RADIUS itself, which are not in the resource
   */
  static AttributeTable read(Field group, Field vendorGroup, Map<Integer, Attribute> more) {
    Reader reader = new Reader(group, vendorGroup);
    more.forEach((number, each) -> reader.all.put(key(NO_VENDOR, number), each));
    Registry.read(AttributeTable.class, "attributes.txt", reader::line);
    reader.finish();
    return new AttributeTable(reader.all, reader.unusual);
  }

  private static long key(long vendor, long number) {
    return vendor << Integer.SIZE | number;
  }

  /** The attribute of a number; null where it is not known. */
  Attribute attribute(long vendor, long number) {
    int index = Arrays.binarySearch(keys, key(vendor, number));
    return index < 0 ? null : attributes[index];
  }

  /** How a vendor's attributes begin. */
  Format format(long vendor) {
    for (Format format : unusual) {
      if (format.vendor == vendor) {
        return format;
      }
    }
    return Format.USUAL;
  }

  /** The fields of all attributes. */
  List<Field> declared() {
    return declared;
  }

  /** Takes the lines of the resource, whose beginning says what they may be. */
  private static final class Reader {
    private final Field group;
    private final Field vendorGroup;
    private final TreeMap<Long, Attribute> all = new TreeMap<>();
    private final List<Format> unusual = new ArrayList<>();
    private long vendor = NO_VENDOR;

    /** The parts of an attribute's line, whose values' names may follow; null where none waits. */
    private String[] waiting;

    private final List<String> names = new ArrayList<>();

    Reader(Field group, Field vendorGroup) {
      this.group = group;
      this.vendorGroup = vendorGroup;
    }

    void line(String line) {
      if (line.startsWith("=")) {
        names.add(line.substring(1));
        return;
      }
      finish();
      String[] parts = line.split(" ", -1);
      if (parts[0].equals("vendor")) {
        vendor(parts);
      } else {
        waiting = parts;
      }
    }

    private void vendor(String[] parts) {
      vendor = Long.parseLong(parts[1]);
      if (parts.length > 3) {
        int numberBytes = Integer.parseInt(parts[3]);
        int lengthBytes = Integer.parseInt(parts[4]);
        unusual.add(new Format(vendor, numberBytes, lengthBytes, parts.length > 5));
      }
    }

    void finish() {
      if (waiting != null) {
        List<String> type = Arrays.asList(waiting).subList(2, waiting.length);
        ValueNames named =
            names.isEmpty() ? ValueNames.NONE : ValueNames.of(names.toArray(new String[0]));
        Field within = vendor == NO_VENDOR ? group : vendorGroup;
        all.put(
            key(vendor, Long.parseLong(waiting[0])), Attribute.of(waiting[1], type, named, within));
        waiting = null;
        names.clear();
      }
    }
  }
}
