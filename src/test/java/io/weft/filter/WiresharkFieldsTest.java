package io.weft.filter;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.dissect.chain.FieldCatalogue;
import io.weft.dissect.field.Field;
import io.weft.testing.Programs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the names and types of fields against Wireshark's own list. */
final class WiresharkFieldsTest {
  private static final int NAME = 2;
  private static final int TYPE = 3;

  /** One in so many fields may have another type, until it is looked at. */
  private static final int TOLERATED = 200;

  /** Wireshark's types that a type may stand for. */
  private static final Map<ValueType, Set<String>> TYPES =
      Map.ofEntries(
          Map.entry(ValueType.REAL, Set.of("FT_FLOAT", "FT_DOUBLE")),
          Map.entry(ValueType.FLAG, Set.of("FT_BOOLEAN")),
          Map.entry(
              ValueType.TEXT,
              Set.of(
                  "FT_STRING",
                  "FT_STRINGZ",
                  "FT_UINT_STRING",
                  "FT_STRINGZPAD",
                  "FT_STRINGZTRUNC",
                  "FT_OID",
                  "FT_REL_OID",
                  "FT_GUID",
                  "FT_SYSTEM_ID")),
          Map.entry(
              ValueType.BYTES,
              Set.of(
                  "FT_BYTES",
                  "FT_UINT_BYTES",
                  "FT_PROTOCOL",
                  "FT_EUI64",
                  "FT_IPXNET",
                  "FT_VINES",
                  "FT_AX25",
                  "FT_FCWWN")),
          Map.entry(ValueType.MAC, Set.of("FT_ETHER")),
          Map.entry(ValueType.IPV4, Set.of("FT_IPv4")),
          Map.entry(ValueType.IPV6, Set.of("FT_IPv6")),
          Map.entry(ValueType.TIME, Set.of("FT_ABSOLUTE_TIME")),
          Map.entry(ValueType.SPAN, Set.of("FT_RELATIVE_TIME")),
          Map.entry(ValueType.PRESENCE, Set.of("FT_NONE")));

  @Test
  void namesAndTypesAreWiresharks() throws Exception {
    assumeTrue(Sharkd.isHere(), "skipped: no tshark 4.0 here to hold fields against");
    Map<String, Set<String>> theirs = new HashMap<>();
    for (String line : Programs.runOnce("tshark", "-G", "fields").out().split("\n")) {
      String[] parts = line.split("\t");
      if (parts[0].equals("F")) {
        theirs.computeIfAbsent(parts[NAME], key -> new HashSet<>()).add(parts[TYPE]);
      } else {
        theirs.computeIfAbsent(parts[NAME], key -> new HashSet<>()).add("FT_PROTOCOL");
      }
    }
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (FieldCatalogue.Entry entry : Filters.FIELDS.fields()) {
      boolean isGroup = entry.fields().get(0).type() == Field.Type.GROUP;
      if (entry.name().startsWith("weft.") || (isGroup && !theirs.containsKey(entry.name()))) {
        continue; // Wireshark has subtrees without names where there are groups here
      }
      compared++;
      Set<String> types = theirs.get(entry.name());
      ValueType type = ValueType.of(entry.fields().get(0));
      // A flag that is no bit of a number may be a mark there: it is pushed where it holds.
      boolean isMark = type == ValueType.FLAG && entry.fields().get(0).bits() == 0;
      boolean fits =
          types != null
              && ((isMark && types.contains("FT_NONE"))
                  || (type == ValueType.NUMBER
                      ? types.stream().anyMatch(WiresharkFieldsTest::isNumber)
                      : types.stream().anyMatch(TYPES.get(type)::contains)));
      if (!fits) {
        wrong.add(entry.name() + " is " + type + ", there " + types);
      }
    }
    wrong.sort(null);
    wrong.removeAll(Filters.list("own-fields.txt"));
    assertTrue(wrong.size() * TOLERATED < compared, wrong.toString());
    assertTrue(compared > 300, compared + " fields compared");
  }

  private static boolean isNumber(String type) {
    return type.matches("FT_U?INT\\d+|FT_FRAMENUM|FT_CHAR");
  }
}
