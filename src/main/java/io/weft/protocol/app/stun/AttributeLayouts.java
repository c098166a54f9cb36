package io.weft.protocol.app.stun;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The attributes whose values have fields of their own, except addresses, and what is in them: RFC
 * 8489 section 14, RFC 8656 section 18, RFC 8445 section 16, and Microsoft's ([MS-TURN],
 * [MS-TURNBWM]) and Google's extensions.
 */
final class AttributeLayouts {
  static final int FINGERPRINT = 0x8028;

  private static final FixedFields PASSWORD_ALGORITHM =
      FixedFields.of(
          at(0, Field.u16("stun.att.pw_alg", "Password Algorithm").within(group())),
          at(2, Field.u16("stun.att.pw_alg_len", "Password Algorithm Length").within(group())));
  private static final FixedFields TIE_BREAKER =
      bytes("stun.att.tie-breaker", "Tie breaker", Long.BYTES);

  private static final Field MAX_SEND = bandwidth("masb", "Maximum Send Bandwidth");
  private static final Field MAX_RECEIVE = bandwidth("marb", "Maximum Receive Bandwidth");
  private static final Field VALID = word("valid", "Valid", 0x8000_0000L);
  private static final FixedFields RESPONSE =
      FixedFields.of(at(0, VALID), at(4, MAX_SEND), at(8, MAX_RECEIVE));
  private static final FixedFields SITE_RESPONSE =
      FixedFields.of(
          at(0, VALID),
          at(0, word("pstn", "PSTN", 0x4000_0000L)),
          at(
              0,
              Field.u32("stun.att.address_rp.reserved", "Reserved")
                  .masked(0x3FFF_FFFF)
                  .hexadecimal()
                  .within(group())),
          at(4, MAX_SEND),
          at(8, MAX_RECEIVE));

  /** In the order of their types. */
  private static final Layout[] LAYOUTS =
      inOrder(
          new Layout(
              0x0003,
              "CHANGE-REQUEST",
              FixedFields.of(
                  at(2, Field.flag("stun.att.change-ip", "Change IP", 16, 4).within(group())),
                  at(2, Field.flag("stun.att.change-port", "Change Port", 16, 2).within(group())))),
          text(0x0006, "USERNAME", "stun.att.username", "Username"),
          all(0x0007, "PASSWORD", "stun.att.password", "Password"),
          new Layout(0x0008, "MESSAGE-INTEGRITY", bytes("stun.att.hmac", "HMAC-SHA1", 20)),
          new Layout(
              0x000C,
              "CHANNEL-NUMBER",
              FixedFields.of(
                  at(
                      0,
                      Field.u16("stun.att.channelnum", "Channel-Number")
                          .hexadecimal()
                          .within(group())),
                  at(2, 2, AttributeFields.RESERVED))),
          number(0x000D, "LIFETIME", Field.u32("stun.att.lifetime", "Lifetime")),
          number(
              0x000F,
              "MAGIC-COOKIE",
              Field.u32("stun.att.magic_cookie", "Magic Cookie").hexadecimal()),
          number(0x0010, "BANDWIDTH", Field.u32("stun.port.bandwidth", "Bandwidth")),
          text(0x0014, "REALM", "stun.att.realm", "Realm"),
          text(0x0015, "NONCE", "stun.att.nonce", "Nonce"),
          new Layout(
              0x0017,
              "REQUESTED-ADDRESS-FAMILY",
              FixedFields.of(at(0, AttributeFields.FAMILY), at(1, 3, AttributeFields.RESERVED))),
          number(
              0x0018,
              "EVEN-PORT",
              Field.u8("stun.att.even-port.reserve-next", "Reserve next").masked(0x80)),
          new Layout(
              0x0019,
              "REQUESTED-TRANSPORT",
              FixedFields.of(
                  at(0, Field.u8("stun.att.transp", "Transport").hexadecimal().within(group())),
                  at(1, 3, AttributeFields.RESERVED))),
          new Layout(0x001D, "PASSWORD-ALGORITHM", PASSWORD_ALGORITHM),
          new Layout(0x0022, "RESERVATION-TOKEN", bytes("stun.att.token", "Token", Long.BYTES)),
          number(0x0024, "PRIORITY", Field.u32("stun.att.priority", "Priority")),
          new Layout(0x8002, "PASSWORD-ALGORITHMS", PASSWORD_ALGORITHM),
          all(0x8006, "MS-TURN UNKNOWN 8006", "stun.att.unknown8006", "Unknown8006"),
          number(0x8008, "MS-VERSION", Field.u32("stun.att.ms.version", "MS Version")),
          text(0x8022, "SOFTWARE", "stun.att.software", "Software"),
          number(0x8027, "CACHE-TIMEOUT", Field.u32("stun.att.cache-timeout", "Cache timeout")),
          number(FINGERPRINT, "FINGERPRINT", Field.u32("stun.att.crc32", "CRC-32").hexadecimal()),
          new Layout(0x8029, "ICE-CONTROLLED", TIE_BREAKER),
          new Layout(0x802A, "ICE-CONTROLLING", TIE_BREAKER),
          new Layout(
              0x8050,
              "MS-SEQUENCE-NUMBER",
              FixedFields.of(
                  at(
                      0,
                      20,
                      Field.bytes("stun.att.ms.connection_id", "Connection ID").within(group())),
                  at(
                      20,
                      Field.u32("stun.att.ms.sequence_number", "Sequence Number")
                          .within(group())))),
          text(0x8054, "MS-CANDIDATE-IDENTIFIER", "stun.att.ms.foundation", "Foundation"),
          new Layout(
              0x8055,
              "MS-SERVICE-QUALITY",
              FixedFields.of(
                  at(0, Field.u16("stun.att.ms.stream_type", "Stream Type").within(group())),
                  at(
                      2,
                      Field.u16("stun.att.ms.service_quality", "Service Quality")
                          .within(group())))),
          new Layout(
              0x8056,
              "MS-BANDWIDTH-ADMISSION-CONTROL-MESSAGE",
              FixedFields.of(
                  at(0, 2, AttributeFields.RESERVED),
                  at(2, Field.u16("stun.att.bandwidth_acm.type", "Message Type").within(group())))),
          new Layout(
              0x8057,
              "MS-BANDWIDTH-RESERVATION-IDENTIFIER",
              bytes("stun.att.bandwidth_rsv_id", "Reservation ID", 16)),
          new Layout(
              0x8058,
              "MS-BANDWIDTH-RESERVATION-AMOUNT",
              FixedFields.of(
                  at(0, amount("masb", "Maximum Send Bandwidth")),
                  at(4, amount("misb", "Minimum Send Bandwidth")),
                  at(8, amount("marb", "Maximum Receive Bandwidth")),
                  at(12, amount("mirb", "Minimum Receive Bandwidth")))),
          new Layout(0x805D, "MS-REMOTE-SITE-ADDRESS-RESPONSE", SITE_RESPONSE),
          new Layout(0x805E, "MS-REMOTE-RELAY-SITE-ADDRESS-RESPONSE", RESPONSE),
          new Layout(0x805F, "MS-LOCAL-SITE-ADDRESS-RESPONSE", SITE_RESPONSE),
          new Layout(0x8060, "MS-LOCAL-RELAY-SITE-ADDRESS-RESPONSE", RESPONSE),
          all(0x8061, "MS-SIP-DIALOG-IDENTIFIER", "stun.att.sip_dialog_id", "SIP Dialog ID"),
          all(0x8062, "MS-SIP-CALL-IDENTIFIER", "stun.att.sip_call_id", "SIP Call ID"),
          new Layout(
              0x8068,
              "MS-LOCATION-PROFILE",
              FixedFields.of(
                  at(0, Field.u8("stun.att.lp.peer_location", "Peer Location").within(group())),
                  at(1, Field.u8("stun.att.lp.seft_location", "Self Location").within(group())),
                  at(2, Field.u8("stun.att.lp.federation", "Federation").within(group())),
                  at(3, 1, AttributeFields.RESERVED))),
          number(
              0x8070,
              "MS-IMPLEMENTATION-VERSION",
              Field.u32("stun.att.ms.version.ice", "MS ICE Version")),
          number(
              0x8095,
              "MS-MULTIPLEXED-TURN-SESSION-ID",
              Field.u64("stun.att.ms.multiplexed_turn_session_id", "MS Multiplexed TURN Session Id")
                  .hexadecimal()),
          new Layout(
              0xC057,
              "GOOG-NETWORK-INFO",
              FixedFields.of(
                  at(
                      0,
                      Field.u16("stun.att.google.network_id", "Google Network ID").within(group())),
                  at(
                      2,
                      Field.u16("stun.att.google.network_cost", "Google Network Cost")
                          .within(group())))));

  private static final int[] TYPES = Arrays.stream(LAYOUTS).mapToInt(Layout::type).toArray();

  private record Layout(int type, String name, FixedFields value) {}

  private AttributeLayouts() {}

  private static Field group() {
    return AttributeFields.ATTRIBUTE;
  }

  private static Layout[] inOrder(Layout... layouts) {
    Arrays.sort(layouts, Comparator.comparingInt(Layout::type));
    return layouts;
  }

  private static Layout number(int type, String name, Field field) {
    return new Layout(type, name, FixedFields.of(at(0, field.within(group()))));
  }

  private static Layout text(int type, String name, String field, String label) {
    return new Layout(
        type, name, FixedFields.of(rest(0, Field.text(field, label).within(group()))));
  }

  private static Layout all(int type, String name, String field, String label) {
    return new Layout(
        type, name, FixedFields.of(rest(0, Field.bytes(field, label).within(group()))));
  }

  private static FixedFields bytes(String field, String label, int length) {
    return FixedFields.of(at(0, length, Field.bytes(field, label).within(group())));
  }

  private static Field word(String part, String label, long mask) {
    return Field.flag("stun.att.address_rp." + part, label, 32, mask).within(group());
  }

  private static Field bandwidth(String part, String label) {
    return Field.u32("stun.att.address_rp." + part, label).within(group());
  }

  private static Field amount(String part, String label) {
    return Field.u32("stun.att.bandwidth_rsv_amount." + part, label).within(group());
  }

  /** What {@link #read} may push; a field that several attributes have stands here repeatedly. */
  static Collection<Field> declared() {
    List<Field> all = new ArrayList<>();
    for (Layout layout : LAYOUTS) {
      all.addAll(layout.value.declared());
    }
    return all;
  }

  /** Name of an attribute that has a layout, or null. */
  static String name(int type) {
    int found = Arrays.binarySearch(TYPES, type);
    return found < 0 ? null : LAYOUTS[found].name;
  }

  /**
   * Pushes the fields of a value.
   *
   * @return false where the attribute has no layout
   */
  static boolean read(int type, byte[] bytes, int at, int end, FieldSink sink) {
    int found = Arrays.binarySearch(TYPES, type);
    if (found >= 0) {
      LAYOUTS[found].value.read(bytes, at, end, sink);
    }
    return found >= 0;
  }
}
