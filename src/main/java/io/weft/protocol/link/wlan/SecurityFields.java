package io.weft.protocol.link.wlan;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The element that says how frames are protected, RSN (IEEE 802.11, clause 9.4.2.24). */
final class SecurityFields {
  private static final int SUITE_LENGTH = 4;
  private static final int KEY_NAME_LENGTH = 16;

  private static final ValueNames CIPHERS =
      ValueNames.of(
          "0 Use group cipher suite",
          "1 WEP (40-bit)",
          "2 TKIP",
          "4 AES (CCM)",
          "5 WEP (104-bit)",
          "6 BIP (128)",
          "7 Group addressed traffic not allowed",
          "8 GCMP (128)",
          "9 GCMP (256)",
          "10 CCMP (256)",
          "11 BIP (GMAC-128)",
          "12 BIP (GMAC-256)",
          "13 BIP (CMAC-256)");
  private static final ValueNames KEY_MANAGEMENT =
      ValueNames.of(
          "1 WPA",
          "2 PSK",
          "3 FT over IEEE 802.1X",
          "4 FT using PSK",
          "5 WPA (SHA256)",
          "6 PSK (SHA256)",
          "7 TDLS",
          "8 SAE (SHA256)",
          "9 FT using SAE (SHA256)",
          "18 Opportunistic Wireless Encryption");

  private static final FixedFields VERSION =
      FixedFields.of(littleEndian(0, part(Field.u16("wlan.rsn.version", "RSN Version"))));
  private static final FixedFields GROUP = suite("gcs", "Group Cipher Suite", CIPHERS);
  private static final FixedFields PAIRS_COUNT = count("pcs", "Pairwise Cipher Suite Count");
  private static final Field PAIRS_LIST =
      part(Field.presence("wlan.rsn.pcs.list", "Pairwise Cipher Suite List"));
  private static final FixedFields PAIRS = suite("pcs", "Pairwise Cipher Suite", CIPHERS);
  private static final FixedFields KEYS_COUNT =
      count("akms", "Auth Key Management (AKM) Suite Count");
  private static final Field KEYS_LIST =
      part(Field.presence("wlan.rsn.akms.list", "Auth Key Management (AKM) List"));
  private static final FixedFields KEYS =
      suite("akms", "Auth Key Management (AKM) Suite", KEY_MANAGEMENT);

  private static final Field CAPABILITIES =
      part(Field.u16("wlan.rsn.capabilities", "RSN Capabilities").hexadecimal());
  private static final FixedFields CAPABILITY =
      FixedFields.of(
          littleEndian(0, CAPABILITIES),
          littleEndian(0, flag("preauth", "RSN Pre-Auth capabilities", 0x0001)),
          littleEndian(0, flag("no_pairwise", "RSN No Pairwise capabilities", 0x0002)),
          littleEndian(0, counter("ptksa_replay_counter", "PTKSA", 0x000C)),
          littleEndian(0, counter("gtksa_replay_counter", "GTKSA", 0x0030)),
          littleEndian(0, flag("mfpr", "Management Frame Protection Required", 0x0040)),
          littleEndian(0, flag("mfpc", "Management Frame Protection Capable", 0x0080)),
          littleEndian(0, flag("jmr", "Joint Multi-band RSNA", 0x0100)),
          littleEndian(0, flag("peerkey", "PeerKey Enabled", 0x0200)),
          littleEndian(
              0,
              flag(
                  "extended_key_id_iaf",
                  "Extended Key ID for Individually Addressed Frames",
                  0x2000)));

  private static final FixedFields NAMES_COUNT = count("pmkid", "PMKID Count");
  private static final Field NAMES_LIST = part(Field.presence("wlan.rsn.pmkid.list", "PMKID List"));
  private static final FixedFields MANAGEMENT =
      suite("gmcs", "Group Management Cipher Suite", CIPHERS);

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              VERSION,
              GROUP,
              PAIRS_COUNT,
              PAIRS,
              KEYS_COUNT,
              KEYS,
              CAPABILITY,
              NAMES_COUNT,
              MANAGEMENT),
          PAIRS_LIST,
          KEYS_LIST,
          NAMES_LIST);

  private SecurityFields() {}

  private static Field part(Field field) {
    return field.within(ElementFields.ELEMENT);
  }

  private static FixedFields suite(String name, String label, ValueNames types) {
    String full = "wlan.rsn." + name;
    Field suite = part(Field.u32(full, label).hexadecimal()).repeating();
    return FixedFields.of(
        at(0, suite),
        at(0, part(Field.u24(full + ".oui", label + " OUI")).hexadecimal().repeating()),
        at(3, part(Field.u8(full + ".type", label + " type").named(types)).repeating()));
  }

  private static FixedFields count(String name, String label) {
    return FixedFields.of(littleEndian(0, part(Field.u16("wlan.rsn." + name + ".count", label))));
  }

  private static Field flag(String name, String label, int mask) {
    return Field.flag("wlan.rsn.capabilities." + name, label, 16, mask).within(CAPABILITIES);
  }

  private static Field counter(String name, String label, int mask) {
    return Field.u16(
            "wlan.rsn.capabilities." + name, "RSN " + label + " Replay Counter capabilities")
        .masked(mask)
        .hexadecimal()
        .within(CAPABILITIES);
  }

  /** Reads the element's value; all of its parts behind the version may be left out. */
  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    VERSION.read(bytes, from, end, sink);
    int at = from + 2;
    GROUP.read(bytes, at, end, sink);
    at = suites(PAIRS_COUNT, PAIRS_LIST, PAIRS, bytes, at + SUITE_LENGTH, end, sink);
    at = suites(KEYS_COUNT, KEYS_LIST, KEYS, bytes, at, end, sink);
    CAPABILITY.read(bytes, at, end, sink);
    at += 2;
    if (end - at < 2) {
      return;
    }
    NAMES_COUNT.read(bytes, at, end, sink);
    mark(NAMES_LIST, at + 2, sink);
    MANAGEMENT.read(bytes, at + 2 + KEY_NAME_LENGTH * count(bytes, at), end, sink);
  }

  private static int count(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at) | BigEndian.u8(bytes, at + 1) << Byte.SIZE;
  }

  /** Reads a list of suites, and returns the index behind it, or the end. */
  private static int suites(
      FixedFields number,
      Field list,
      FixedFields suite,
      byte[] bytes,
      int from,
      int end,
      FieldSink sink) {
    if (end - from < 2) {
      return end;
    }
    number.read(bytes, from, end, sink);
    mark(list, from + 2, sink);
    int at = from + 2;
    for (int left = count(bytes, from); left > 0 && end - at >= SUITE_LENGTH; left--) {
      suite.read(bytes, at, end, sink);
      at += SUITE_LENGTH;
    }
    return at;
  }

  private static void mark(Field field, int at, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, at, 0);
    }
  }
}
