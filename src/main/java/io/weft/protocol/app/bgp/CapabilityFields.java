package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The optional parameters of OPEN, each a record, with its capabilities (RFC 5492). */
final class CapabilityFields {
  private static final int HEADER = 2;
  private static final int CAPABILITY = 2;

  private static final int MULTIPROTOCOL = 1;
  private static final int REFRESH = 2;
  private static final int FILTERING = 3;
  private static final int NEXT_HOP = 5;
  private static final int BGPSEC = 7;
  private static final int RESTART = 64;
  private static final int LONG_AS = 65;
  private static final int DYNAMIC = 67;
  private static final int PATHS = 69;
  private static final int ENHANCED_REFRESH = 70;
  private static final int DOMAIN_NAME = 73;
  private static final int REFRESH_CISCO = 128;
  private static final int FILTERING_CISCO = 130;

  private static final Field ALL = Field.presence("bgp.open.opt", "Optional Parameters");
  private static final Field PARAMETER = Field.group("bgp.open.opt.params", "Optional Parameter");
  private static final Field IS_PARAMETER =
      Field.presence("bgp.open.opt.param", "Optional Parameter").within(PARAMETER);
  private static final FixedFields PARAMETER_HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("bgp.open.opt.param.type", "Parameter Type")
                  .named(BgpNames.PARAMETERS)
                  .within(PARAMETER)),
          at(1, Field.u8("bgp.open.opt.param.len", "Parameter Length").within(PARAMETER)));
  private static final Field AUTHENTICATION =
      Field.bytes("bgp.open.opt.param.auth", "Authentication Data").within(PARAMETER);
  private static final Field UNKNOWN_PARAMETER =
      Field.bytes("bgp.open.opt.param.unknown", "Unknown").within(PARAMETER);

  private static final Field IS_CAPABILITY =
      Field.presence("bgp.cap", "Capability").within(PARAMETER).repeating();
  private static final FixedFields CAPABILITY_HEADER =
      FixedFields.of(
          at(0, u8("bgp.cap.type", "Type").named(BgpNames.CAPABILITIES)),
          at(1, u8("bgp.cap.length", "Length")));
  private static final Field UNKNOWN =
      Field.bytes("bgp.cap.unknown", "Unknown").within(PARAMETER).repeating();
  private static final Field BAD_LENGTH =
      Field.presence("bgp.cap.length.bad", "Capability length is wrong")
          .within(PARAMETER)
          .repeating();
  private static final Field RESERVED =
      Field.bytes("bgp.cap.reserved", "Reserved").within(PARAMETER).repeating();
  private static final FixedFields FAMILY =
      FixedFields.of(
          at(0, u16("bgp.cap.mp.afi", "AFI").named(BgpNames.FAMILIES)),
          at(2, 1, RESERVED),
          at(3, u8("bgp.cap.mp.safi", "SAFI").named(BgpNames.SUBSEQUENT_FAMILIES)));
  private static final FixedFields HOP =
      FixedFields.of(
          at(0, u16("bgp.cap.enh.afi", "AFI").named(BgpNames.FAMILIES)),
          at(2, u16("bgp.cap.enh.safi", "SAFI").named(BgpNames.SUBSEQUENT_FAMILIES)),
          at(4, u16("bgp.cap.enh.nhafi", "Next hop AFI").named(BgpNames.FAMILIES)));
  private static final Field HELPER =
      Field.presence(
              "bgp.cap.gr.helper_mode_only",
              "Graceful Restart Capability supported in Helper mode only")
          .within(PARAMETER)
          .repeating();
  private static final Field TIMERS =
      Field.u16("bgp.cap.gr.timers", "Restart Timers").hexadecimal().within(PARAMETER).repeating();
  private static final FixedFields RESTARTS =
      FixedFields.of(
          at(0, TIMERS),
          at(
              0,
              Field.flag("bgp.cap.gr.timers.restart_flag", "Restart state", 16, 0x8000)
                  .within(TIMERS)
                  .repeating()),
          at(
              0,
              Field.flag("bgp.cap.gr.timers.notification_flag", "Graceful notification", 16, 0x4000)
                  .within(TIMERS)
                  .repeating()),
          at(
              0,
              Field.u16("bgp.cap.gr.timers.restart_time", "Time")
                  .masked(0x0FFF)
                  .within(TIMERS)
                  .repeating()));
  private static final Field KEPT = u8("bgp.cap.gr.flag", "Flag").hexadecimal();
  private static final FixedFields RESTARTED =
      FixedFields.of(
          at(0, u16("bgp.cap.gr.afi", "AFI").named(BgpNames.FAMILIES)),
          at(2, u8("bgp.cap.gr.safi", "SAFI").named(BgpNames.SUBSEQUENT_FAMILIES)),
          at(3, KEPT),
          at(
              3,
              Field.flag("bgp.cap.gr.flag.pfs", "Preserve forwarding state", 8, 0x80)
                  .within(KEPT)
                  .repeating()));
  private static final FixedFields AS =
      FixedFields.of(at(0, Field.u32("bgp.cap.4as", "AS Number").within(PARAMETER).repeating()));
  private static final FixedFields DYNAMICS =
      FixedFields.of(at(0, u8("bgp.cap.dc", "Capability Dynamic").named(BgpNames.CAPABILITIES)));
  private static final FixedFields ADDITIONAL =
      FixedFields.of(
          at(0, u16("bgp.cap.ap.afi", "AFI").named(BgpNames.FAMILIES)),
          at(2, u8("bgp.cap.ap.safi", "SAFI").named(BgpNames.SUBSEQUENT_FAMILIES)),
          at(
              3,
              u8("bgp.cap.ap.sendreceive", "Send/Receive")
                  .named(ValueNames.of("1 Receive", "2 Send", "3 Both"))));
  private static final FixedFields FILTERED =
      FixedFields.of(
          at(0, u16("bgp.cap.orf.afi", "AFI").named(BgpNames.FAMILIES)),
          at(2, 1, RESERVED),
          at(3, u8("bgp.cap.orf.safi", "SAFI").named(BgpNames.SUBSEQUENT_FAMILIES)),
          at(4, u8("bgp.cap.orf.number", "Number")));
  private static final FixedFields FILTER =
      FixedFields.of(
          at(0, u8("bgp.cap.orf.type", "Type")),
          at(
              1,
              u8("bgp.cap.orf.sendreceive", "Send Receive")
                  .named(ValueNames.of("1 Receive", "2 Send", "3 Both"))));
  private static final FixedFields HOST_LENGTH =
      FixedFields.of(at(0, u8("bgp.cap.orf.fqdn.hostname.len", "Hostname Length")));
  private static final Field HOST = text("bgp.cap.orf.fqdn.hostname", "Hostname");
  private static final FixedFields DOMAIN_LENGTH =
      FixedFields.of(at(0, u8("bgp.cap.orf.fqdn.domain_name.len", "Domain Name Length")));
  private static final Field DOMAIN = text("bgp.cap.orf.fqdn.domain_name", "Domain Name");
  private static final Field SECURE_FLAGS = u8("bgp.cap.bgpsec.flags", "Flag").hexadecimal();
  private static final FixedFields SECURE =
      FixedFields.of(
          at(0, SECURE_FLAGS),
          at(0, part("bgp.cap.bgpsec.version", "Version", 0xF0)),
          at(
              0,
              part("bgp.cap.bgpsec.sendreceive", "Send/Receive", 0x08)
                  .named(ValueNames.from0("Receive", "Send"))),
          at(0, part("bgp.cap.bgpsec.reserved", "Reserved", 0x07).hexadecimal()),
          at(1, u16("bgp.cap.bgpsec.afi", "AFI").named(BgpNames.FAMILIES)));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              PARAMETER_HEADER,
              CAPABILITY_HEADER,
              FAMILY,
              HOP,
              RESTARTS,
              RESTARTED,
              AS,
              DYNAMICS,
              ADDITIONAL,
              FILTERED,
              FILTER,
              HOST_LENGTH,
              DOMAIN_LENGTH,
              SECURE),
          ALL,
          PARAMETER,
          IS_PARAMETER,
          AUTHENTICATION,
          UNKNOWN_PARAMETER,
          IS_CAPABILITY,
          UNKNOWN,
          BAD_LENGTH,
          HELPER,
          HOST,
          DOMAIN);

  private CapabilityFields() {}

  private static Field u8(String name, String label) {
    return Field.u8(name, label).within(PARAMETER).repeating();
  }

  private static Field u16(String name, String label) {
    return Field.u16(name, label).within(PARAMETER).repeating();
  }

  private static Field text(String name, String label) {
    return Field.text(name, label).within(PARAMETER).repeating();
  }

  private static Field part(String name, String label, int mask) {
    return Field.u8(name, label).masked(mask).within(SECURE_FLAGS).repeating();
  }

  /**
   * Reads all parameters.
   *
   * @param at index of their length
   */
  static void read(byte[] bytes, int at, int limit, FieldSink sink) {
    if (at >= limit || bytes[at] == 0) {
      return;
    }
    int end = Math.min(limit, at + 1 + BigEndian.u8(bytes, at));
    Marks.mark(ALL, at + 1, end - at - 1, sink);
    boolean isGroupWanted = sink.wants(PARAMETER);
    int each = at + 1;
    while (end - each >= HEADER && isGroupWanted) {
      int next = each + HEADER + BigEndian.u8(bytes, each + 1);
      int last = Math.min(end, next);
      sink.begin(PARAMETER, each, last - each);
      parameter(bytes, each, last, sink);
      sink.end(PARAMETER);
      each = next;
    }
  }

  private static void parameter(byte[] bytes, int at, int end, FieldSink sink) {
    Marks.mark(IS_PARAMETER, at, end - at, sink);
    PARAMETER_HEADER.read(bytes, at, end, sink);
    int value = at + HEADER;
    switch (BigEndian.u8(bytes, at)) {
      case 1 -> Marks.bytes(AUTHENTICATION, bytes, value, end, sink);
      case CAPABILITY -> {
        while (end - value >= HEADER) {
          int next = value + HEADER + BigEndian.u8(bytes, value + 1);
          int last = Math.min(end, next);
          Marks.mark(IS_CAPABILITY, value, last - value, sink);
          CAPABILITY_HEADER.read(bytes, value, end, sink);
          if (next > end) {
            return;
          }
          capability(BigEndian.u8(bytes, value), bytes, value + HEADER, last, sink);
          value = next;
        }
      }
      default -> Marks.bytes(UNKNOWN_PARAMETER, bytes, value, end, sink);
    }
  }

  private static void capability(int type, byte[] bytes, int at, int end, FieldSink sink) {
    int length = end - at;
    if (!isRight(type, length)) {
      Marks.mark(BAD_LENGTH, at - 1, 1, sink);
      Marks.bytes(UNKNOWN, bytes, at, end, sink);
      return;
    }
    switch (type) {
      case 0, REFRESH, REFRESH_CISCO, ENHANCED_REFRESH -> {} // They say all by being there.
      case MULTIPROTOCOL -> FAMILY.read(bytes, at, end, sink);
      case NEXT_HOP -> each(HOP, 6, bytes, at, end, sink);
      case RESTART -> {
        if (length == 2) {
          Marks.mark(HELPER, at - 1, 1, sink);
        }
        RESTARTS.read(bytes, at, end, sink);
        each(RESTARTED, 4, bytes, at + 2, end, sink);
      }
      case LONG_AS -> AS.read(bytes, at, end, sink);
      case DYNAMIC -> each(DYNAMICS, 1, bytes, at, end, sink);
      case PATHS -> each(ADDITIONAL, 4, bytes, at, end, sink);
      case FILTERING, FILTERING_CISCO -> filtering(bytes, at, end, sink);
      case DOMAIN_NAME -> domainName(bytes, at, end, sink);
      case BGPSEC -> SECURE.read(bytes, at, end, sink);
      default -> Marks.bytes(UNKNOWN, bytes, at, end, sink);
    }
  }

  /** May a capability of this type be that long? */
  private static boolean isRight(int type, int length) {
    return switch (type) {
      case 0, REFRESH, REFRESH_CISCO, ENHANCED_REFRESH -> length == 0;
      case MULTIPROTOCOL, LONG_AS -> length == 4;
      case NEXT_HOP -> length % 6 == 0;
      case RESTART -> length == 2 || length >= 6;
      case PATHS -> length % 4 == 0;
      case FILTERING, FILTERING_CISCO -> length >= 5;
      case BGPSEC -> length == 3;
      default -> true;
    };
  }

  private static void each(
      FixedFields record, int length, byte[] bytes, int from, int end, FieldSink sink) {
    for (int at = from; end - at >= length; at += length) {
      record.read(bytes, at, end, sink);
    }
  }

  private static void filtering(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (end - at >= 5) {
      FILTERED.read(bytes, at, end, sink);
      int filters = BigEndian.u8(bytes, at + 4);
      at += 5;
      int last = Math.min(end, at + 2 * filters);
      each(FILTER, 2, bytes, at, last, sink);
      at = last;
    }
  }

  private static void domainName(byte[] bytes, int at, int end, FieldSink sink) {
    HOST_LENGTH.read(bytes, at, end, sink);
    int domain = at + 1 + (at < end ? BigEndian.u8(bytes, at) : 0);
    if (domain >= end) {
      return;
    }
    text(HOST, bytes, at + 1, domain, sink);
    DOMAIN_LENGTH.read(bytes, domain, end, sink);
    int last = Math.min(end, domain + 1 + BigEndian.u8(bytes, domain));
    text(DOMAIN, bytes, domain + 1, last, sink);
  }

  private static void text(Field field, byte[] bytes, int from, int end, FieldSink sink) {
    if (from < end && sink.wants(field)) {
      sink.text(field, bytes, from, end - from);
    }
  }
}
