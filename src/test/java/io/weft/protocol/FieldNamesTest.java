package io.weft.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.testing.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * All fields have names and types of Wireshark, or say by their name that they are Weft's own. A
 * name that a newer Wireshark has lost, or an older one has not yet, is none of ours; so only
 * version 4.0 is asked, whose names are the ones that count.
 */
final class FieldNamesTest {
  private static final String VERSION = "TShark (Wireshark) 4.0";

  // Columns of tshark's list.
  private static final int NAME = 2;
  private static final int TYPE = 3;
  private static final int MASK = 6;

  /**
   * Wireshark declares the bits of the versions 0 of GTP and BFD, and takes others in version 1; it
   * declares no bits of two priorities of MSTP, and takes some.
   */
  private static final Set<String> OTHER_MASKS =
      Set.of(
          "bfd.flags.d",
          "gtp.flags.reserved",
          "mstp.msti.bridge_priority",
          "mstp.msti.port_priority");

  /** Containers of records, which Wireshark's trees have without a field of their own. */
  private static final Set<Field.Type> WITHOUT_NAME = Set.of(Field.Type.GROUP);

  @Test
  void fieldsAreThoseOfWireshark() throws IOException {
    assumeTrue(Programs.isInstalled("tshark"), "tshark is not installed");
    String version = Programs.runOnce("tshark", "--version").out();
    assumeTrue(version.startsWith(VERSION), "tshark is not of version 4.0");
    Map<String, Set<String>> types = new HashMap<>();
    Map<String, Set<Long>> masks = new HashMap<>();
    for (String line : Programs.runOnce("tshark", "-G", "fields").out().split("\n")) {
      String[] column = line.split("\t", -1);
      if (column[0].equals("F")) {
        types.computeIfAbsent(column[NAME], name -> new HashSet<>()).add(column[TYPE]);
        masks.computeIfAbsent(column[NAME], name -> new HashSet<>()).add(mask(column[MASK]));
      }
    }
    Chain chain = StandardProtocols.chain();
    List<String> complaints = new ArrayList<>();
    for (Protocol protocol : chain.protocols()) {
      for (Field field : chain.fields(protocol)) {
        if (field.name().startsWith("weft.") || WITHOUT_NAME.contains(field.type())) {
          continue;
        }
        Set<String> known = types.get(field.name());
        if (known == null) {
          complaints.add(field + " is no field of Wireshark");
        } else if (known.stream().noneMatch(type -> fits(field, type))) {
          complaints.add(field + " is " + field.type() + ", not " + known);
        } else if (isPart(field)
            && !OTHER_MASKS.contains(field.name())
            && masks.get(field.name()).stream().noneMatch(fits(field))) {
          complaints.add(field + " has mask " + Long.toHexString(field.mask()));
        }
      }
    }
    assertEquals("", String.join("\n", complaints.stream().distinct().sorted().toList()));
  }

  private static long mask(String text) {
    return text.isEmpty() ? 0 : Long.parseUnsignedLong(text.substring(2), 16);
  }

  /** Is the field some bits of a number, and not all? */
  private static boolean isPart(Field field) {
    return field.bits() > 0
        && field.type() != Field.Type.MAC
        && field.type() != Field.Type.IPV4
        && field.type() != Field.Type.IPV6
        && field.mask() != -1L >>> (Long.SIZE - field.bits());
  }

  /** A mask that fits; Wireshark gives none to bits that it takes out of a number by itself. */
  private static Predicate<Long> fits(Field field) {
    long width = -1L >>> (Long.SIZE - field.bits());
    return mask -> mask == 0 || (mask & width) == field.mask();
  }

  private static boolean fits(Field field, String type) {
    return switch (field.type()) {
      case NUMBER -> type.matches("FT_U?INT\\d+|FT_CHAR|FT_FRAMENUM");
      case FLAG -> type.equals(field.isPresence() ? "FT_NONE" : "FT_BOOLEAN");
      case TEXT ->
          type.matches("FT_.*STRING.*|FT_OID|FT_REL_OID|FT_GUID|FT_EUI64|FT_FCWWN|FT_SYSTEM_ID");
      case BYTES -> type.matches("FT_U?I?N?T?_?BYTES|FT_GUID|FT_EUI64|FT_OID");
      case IPV4 -> type.equals("FT_IPv4");
      case IPV6 -> type.equals("FT_IPv6");
      case MAC -> type.equals("FT_ETHER");
      case ABSOLUTE_TIME -> type.equals("FT_ABSOLUTE_TIME");
      case RELATIVE_TIME -> type.equals("FT_RELATIVE_TIME");
      case REAL -> type.equals(field.bits() == Float.SIZE ? "FT_FLOAT" : "FT_DOUBLE");
      case GROUP -> true;
    };
  }
}
