package io.weft.protocol.tunnel.gtp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The information elements of control messages of version 1 (3GPP TS 29.060 section 7.7), in the
 * order in which they stand. Those that nobody asks for often are passed over by their length.
 */
final class ControlFields {
  /** From this type on an element has a length; the others are as long as their type says. */
  private static final int WITH_LENGTH = 128;

  private static final int IMSI = 2;
  private static final int ROUTING_AREA = 3;
  private static final int REORDER = 8;
  private static final int USER_ADDRESS = 128;
  private static final int ACCESS_POINT = 131;
  private static final int NODE_ADDRESS = 133;
  private static final int SUBSCRIBER = 134;
  private static final int QUALITY = 135;
  private static final int RADIO_TYPE = 151;
  private static final int TIME_ZONE = 153;
  private static final int PRIVATE = 255;

  private static final int LONG_QUALITY = 12;

  private static final FixedFields[] FIXED = new FixedFields[WITH_LENGTH];

  private static final Field CHARGING = Field.u16("gtp.chrg_char", "Charging characteristics");
  private static final Field REORDERING = Field.flag("gtp.reorder", "Reordering required");

  static {
    FIXED[1] =
        one(
            Field.u8("gtp.cause", "Cause")
                .named(
                    ValueNames.of(
                        "0 Request IMSI",
                        "1 Request IMEI",
                        "2 Request IMSI and IMEI",
                        "3 No identity needed",
                        "128 Request accepted",
                        "192 Non-existent",
                        "193 Invalid message format",
                        "194 IMSI not known",
                        "199 No resources available",
                        "200 Service not supported",
                        "201 Mandatory IE incorrect",
                        "202 Mandatory IE missing",
                        "204 System failure",
                        "210 Context not found",
                        "211 All dynamic PDP addresses are occupied",
                        "212 No memory is available",
                        "219 Missing or unknown APN",
                        "220 Unknown PDP address or PDP type",
                        "229 User authentication failed")));
    FIXED[ROUTING_AREA] =
        FixedFields.of(
            at(3, Field.u16("gtp.lac", "Location Area Code (LAC)")),
            at(5, Field.u8("gtp.rai_rac", "Routing Area Code (RAC)")));
    FIXED[14] = one(Field.u8("gtp.recovery", "Recovery"));
    FIXED[15] =
        one(
            Field.u8("gtp.sel_mode", "Selection mode")
                .masked(0x03)
                .named(
                    ValueNames.from0(
                        "MS or network provided APN, subscription verified",
                        "MS provided APN, subscription not verified",
                        "Network provided APN, subscription not verified")));
    FIXED[16] = one(Field.u32("gtp.teid_data", "TEID Data I").hexadecimal());
    FIXED[17] = one(Field.u32("gtp.teid_cp", "TEID Control Plane").hexadecimal());
    FIXED[20] = one(Field.u8("gtp.nsapi", "NSAPI").masked(0x0F).repeating());
    FIXED[26] =
        FixedFields.of(
            at(0, CHARGING),
            at(0, charging("gtp.chrg_char_s", "Spare", 0xF000)),
            at(0, charging("gtp.chrg_char_n", "Normal charging", 0x0800)),
            at(0, charging("gtp.chrg_char_p", "Prepaid charging", 0x0400)),
            at(0, charging("gtp.chrg_char_f", "Flat rate charging", 0x0200)),
            at(0, charging("gtp.chrg_char_h", "Hot billing charging", 0x0100)),
            at(0, charging("gtp.chrg_char_r", "Reserved", 0x00FF)));
    FIXED[127] = one(Field.u32("gtp.chrg_id", "Charging ID").hexadecimal());
  }

  private static final FixedFields USER =
      FixedFields.of(
          at(
              0,
              Field.u8("gtp.user_addr_pdp_org", "PDP type organization")
                  .masked(0x0F)
                  .named(ValueNames.from0("ETSI", "IETF"))),
          at(
              1,
              Field.u8("gtp.user_addr_pdp_type", "PDP type number")
                  .hexadecimal()
                  .named(ValueNames.of("0x21 IPv4", "0x57 IPv6", "0x8d IPv4v6"))));
  private static final FixedFields USER_4 =
      FixedFields.of(at(2, Field.ipv4("gtp.user_ipv4", "End user address IPv4")));
  private static final FixedFields USER_6 =
      FixedFields.of(at(2, Field.ipv6("gtp.user_ipv6", "End user address IPv6")));
  private static final Field NAME_LENGTH = Field.u16("gtp.apn_length", "APN length");
  private static final Field NAME = Field.text("gtp.apn", "APN");
  private static final Field NODE_LENGTH =
      Field.u16("gtp.gsn_address_length", "GSN address length").repeating();
  private static final FixedFields NODE_4 =
      FixedFields.of(at(0, Field.ipv4("gtp.gsn_ipv4", "GSN address IPv4").repeating()));
  private static final FixedFields NODE_6 =
      FixedFields.of(at(0, Field.ipv6("gtp.gsn_ipv6", "GSN address IPv6").repeating()));
  private static final Field QUALITY_LENGTH =
      Field.u16("gtp.qos_umts_length", "Length").repeating();
  private static final FixedFields QUALITIES =
      FixedFields.of(
          at(0, quality("gtp.qos_al_ret_priority", "Allocation/Retention priority", 0xFF)),
          at(1, quality("gtp.qos_spare1", "Spare", 0xC0)),
          at(1, quality("gtp.qos_delay", "QoS delay", 0x38)),
          at(1, quality("gtp.qos_reliability", "QoS reliability", 0x07)),
          at(2, quality("gtp.qos_peak", "QoS peak", 0xF0)),
          at(2, quality("gtp.qos_spare2", "Spare", 0x08)),
          at(2, quality("gtp.qos_precedence", "QoS precedence", 0x07)),
          at(3, quality("gtp.qos_spare3", "Spare", 0xE0)),
          at(3, quality("gtp.qos_mean", "QoS mean", 0x1F)));
  private static final FixedFields TRAFFIC =
      FixedFields.of(
          at(4, quality("gtp.qos_traf_class", "Traffic class", 0xE0)),
          at(4, quality("gtp.qos_del_order", "Delivery order", 0x18)),
          at(4, quality("gtp.qos_del_err_sdu", "Delivery of erroneous SDU", 0x07)));
  private static final Field UNIT_SIZE = quality("gtp.qos_max_sdu_size", "Maximum SDU size", 0xFF);
  private static final Field MOST_UP =
      quality("gtp.qos_max_ul", "Maximum bit rate for uplink", 0xFF);
  private static final Field MOST_DOWN =
      quality("gtp.qos_max_dl", "Maximum bit rate for downlink", 0xFF);
  private static final FixedFields ERRORS =
      FixedFields.of(
          at(8, quality("gtp.qos_res_ber", "Residual BER", 0xF0)),
          at(8, quality("gtp.qos_sdu_err_ratio", "SDU Error ratio", 0x0F)),
          at(9, quality("gtp.qos_trans_delay", "Transfer delay", 0xFC)),
          at(9, quality("gtp.qos_traf_handl_prio", "Traffic handling priority", 0x03)));
  private static final Field SURE_UP =
      quality("gtp.qos_guar_ul", "Guaranteed bit rate for uplink", 0xFF);
  private static final Field SURE_DOWN =
      quality("gtp.qos_guar_dl", "Guaranteed bit rate for downlink", 0xFF);

  private static final Field LENGTH = Field.u16("gtp.ext_length", "Length").repeating();
  private static final FixedFields RADIO =
      FixedFields.of(
          at(
              0,
              Field.u8("gtp.ext_rat_type", "RAT Type")
                  .named(
                      ValueNames.of(
                          "1 UTRAN",
                          "2 GERAN",
                          "3 WLAN",
                          "4 GAN",
                          "5 HSPA Evolution",
                          "6 EUTRAN"))));
  private static final Field ZONE = Field.u8("gtp.timezone", "Timezone");
  private static final FixedFields DAYLIGHT =
      FixedFields.of(at(1, Field.u8("gtp.timezone_dst", "DST").masked(0x03)));
  private static final FixedFields EXTENSION =
      FixedFields.of(
          at(0, Field.u16("gtp.ext_id", "Extension identifier").repeating()),
          FixedFields.rest(2, Field.bytes("gtp.ext_val", "Extension value").repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              FIXED[1],
              FIXED[ROUTING_AREA],
              FIXED[14],
              FIXED[15],
              FIXED[16],
              FIXED[17],
              FIXED[20],
              FIXED[26],
              FIXED[127],
              USER,
              USER_4,
              USER_6,
              NODE_4,
              NODE_6,
              QUALITIES,
              TRAFFIC,
              ERRORS,
              RADIO,
              DAYLIGHT,
              EXTENSION),
          Digits.IMSI,
          REORDERING,
          NAME_LENGTH,
          NAME,
          NODE_LENGTH,
          Digits.MSISDN,
          QUALITY_LENGTH,
          UNIT_SIZE,
          MOST_UP,
          MOST_DOWN,
          SURE_UP,
          SURE_DOWN,
          ZONE,
          LENGTH);

  private ControlFields() {}

  private static FixedFields one(Field field) {
    return FixedFields.of(at(0, field));
  }

  private static Field charging(String name, String label, int mask) {
    return Field.u16(name, label).masked(mask).within(CHARGING);
  }

  private static Field quality(String name, String label, int mask) {
    return Field.u8(name, label).masked(mask).repeating();
  }

  /** Length of an element without one of its own, in bytes; 0 for a type that nobody knows. */
  private static int fixedLength(int type) {
    return switch (type) {
      case 1, 8, 11, 13, 14, 15, 19, 20, 21, 23, 24, 29 -> 1;
      case 25, 26, 27, 28 -> 2;
      case 12 -> 3;
      case 4, 5, 16, 17, 127 -> 4;
      case 18 -> 5;
      case 3 -> 6;
      case 2 -> 8;
      case 22 -> 9;
      case 9 -> 28;
      default -> 0;
    };
  }

  /** Reads elements until one is unknown or does not fit. */
  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at < end) {
      int type = BigEndian.u8(bytes, at);
      if (type < WITH_LENGTH) {
        int next = at + 1 + fixedLength(type);
        if (next == at + 1 || next > end) {
          return;
        }
        fixed(type, bytes, at + 1, next, sink);
        at = next;
      } else {
        int value = at + 3;
        if (value > end || value + BigEndian.u16(bytes, at + 1) > end) {
          return;
        }
        int next = value + BigEndian.u16(bytes, at + 1);
        variable(type, bytes, value, next, sink);
        at = next;
      }
    }
  }

  private static void fixed(int type, byte[] bytes, int at, int end, FieldSink sink) {
    if (type == IMSI) {
      Digits.push(Digits.IMSI, bytes, at, end, sink);
    } else if (type == REORDER) {
      if (sink.wants(REORDERING)) {
        sink.flag(REORDERING, (bytes[at] & 1) != 0, at, 1);
      }
    } else if (FIXED[type] != null) {
      FIXED[type].read(bytes, at, end, sink);
    }
  }

  private static void variable(int type, byte[] bytes, int at, int end, FieldSink sink) {
    int length = end - at;
    switch (type) {
      case USER_ADDRESS -> {
        USER.read(bytes, at, end, sink);
        (length >= 18 ? USER_6 : USER_4).read(bytes, at, end, sink);
      }
      case ACCESS_POINT -> {
        number(NAME_LENGTH, length, at - 2, 2, sink);
        Digits.labels(NAME, bytes, at, end, sink);
      }
      case NODE_ADDRESS -> {
        number(NODE_LENGTH, length, at - 2, 2, sink);
        (length >= 16 ? NODE_6 : NODE_4).read(bytes, at, end, sink);
      }
      case SUBSCRIBER -> Digits.push(Digits.MSISDN, bytes, at + 1, end, sink);
      case QUALITY -> quality(bytes, at, end, sink);
      case RADIO_TYPE -> {
        number(LENGTH, length, at - 2, 2, sink);
        RADIO.read(bytes, at, end, sink);
      }
      case TIME_ZONE -> {
        number(LENGTH, length, at - 2, 2, sink);
        if (length > 0) {
          number(ZONE, quarters(bytes[at]), at, 1, sink);
        }
        DAYLIGHT.read(bytes, at, end, sink);
      }
      case PRIVATE -> {
        number(LENGTH, length, at - 2, 2, sink);
        EXTENSION.read(bytes, at, end, sink);
      }
      default -> {} // Its length leads behind it.
    }
  }

  private static void quality(byte[] bytes, int at, int end, FieldSink sink) {
    number(QUALITY_LENGTH, end - at, at - 2, 2, sink);
    QUALITIES.read(bytes, at, end, sink);
    if (end - at < LONG_QUALITY) {
      return;
    }
    TRAFFIC.read(bytes, at, end, sink);
    int size = BigEndian.u8(bytes, at + 5);
    number(UNIT_SIZE, size > 0 && size <= 150 ? size * 10L : size, at + 5, 1, sink);
    number(MOST_UP, rate(BigEndian.u8(bytes, at + 6)), at + 6, 1, sink);
    number(MOST_DOWN, rate(BigEndian.u8(bytes, at + 7)), at + 7, 1, sink);
    ERRORS.read(bytes, at, end, sink);
    number(SURE_UP, rate(BigEndian.u8(bytes, at + 10)), at + 10, 1, sink);
    number(SURE_DOWN, rate(BigEndian.u8(bytes, at + 11)), at + 11, 1, sink);
  }

  /** Quarters of an hour as two digits, the lower half of the byte first; its sign left out. */
  private static int quarters(int coded) {
    return (coded & 0x07) * 10 + (coded >> 4 & 0x0F);
  }

  /** A rate in kbit/s as one byte says it (3GPP TS 24.008 section 10.5.6.5). */
  private static int rate(int coded) {
    if (coded < 64 || coded == 255) {
      return coded == 255 ? 0 : coded;
    }
    return coded < 128 ? 64 + (coded - 64) * 8 : 576 + (coded - 128) * 64;
  }

  private static void number(Field field, long value, int from, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, from, length);
    }
  }
}
