package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of a message, by Wireshark's names; capabilities and attributes are records. */
final class BgpFields {
  private static final int BODY = Bgp.HEADER_LENGTH;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Bgp.MARKER, Field.bytes("bgp.marker", "Marker")),
          at(16, Field.u16("bgp.length", "Length")),
          at(18, Field.u8("bgp.type", "Type").named(BgpNames.MESSAGES)));

  private static final Field NO_MARKER =
      Field.presence("bgp.marker_invalid", "Marker is not all ones");

  private static final FixedFields OPEN =
      FixedFields.of(
          at(BODY, Field.u8("bgp.open.version", "Version")),
          at(BODY + 1, Field.u16("bgp.open.myas", "My AS")),
          at(BODY + 3, Field.u16("bgp.open.holdtime", "Hold Time")),
          at(BODY + 5, Field.ipv4("bgp.open.identifier", "BGP Identifier")),
          at(BODY + 9, Field.u8("bgp.open.opt.len", "Optional Parameters Length")));

  private static final int BAD_PEER = 2;
  private static final int CEASE = 6;
  private static final int SHUTDOWN = 2;
  private static final int RESET = 4;
  private static final FixedFields MAJOR =
      FixedFields.of(
          at(BODY, Field.u8("bgp.notify.major_error", "Major error Code").named(BgpNames.ERRORS)));
  private static final Field[] MINORS = {
    minor("minor_error_unknown", "Unknown", 0),
    minor("minor_error", "Message Header", 1),
    minor("minor_error_open", "Open Message", 2),
    minor("minor_error_update", "Update Message", 3),
    minor("minor_error_expired", "Hold Timer Expired", 4),
    minor("minor_error_state", "State Machine", 5),
    minor("minor_error_cease", "Cease", 6),
    minor("minor_error_capability", "Capability Message", 7),
  };
  private static final Field BAD_PEER_AS =
      Field.u32("bgp.notify.error_open.bad_peer_as", "Bad Peer AS");
  private static final Field TEXT_LENGTH =
      Field.u8("bgp.notify.communication_length", "BGP Shutdown Communication Length");
  private static final Field TEXT =
      Field.text("bgp.notify.communication", "Shutdown Communication");
  private static final Field DATA = Field.bytes("bgp.notify.minor_data", "Data");

  private static final FixedFields REFRESH =
      FixedFields.of(
          at(
              BODY,
              Field.u16("bgp.route_refresh.afi", "Address family identifier (AFI)")
                  .named(BgpNames.FAMILIES)),
          at(
              BODY + 2,
              Field.u8("bgp.route_refresh.subtype", "Subtype")
                  .named(
                      ValueNames.from0(
                          "Normal route refresh request",
                          "Demarcation of the beginning of a route refresh",
                          "Demarcation of the ending of a route refresh"))),
          at(
              BODY + 3,
              Field.u8("bgp.route_refresh.safi", "Subsequent address family identifier (SAFI)")
                  .named(BgpNames.SUBSEQUENT_FAMILIES)));
  private static final Field FILTERS = Field.presence("bgp.route_refresh.orf", "ORF information");
  private static final FixedFields WHEN =
      FixedFields.of(
          at(
              BODY + 4,
              Field.u8("bgp.route_refresh.orf.flag", "ORF flag")
                  .named(ValueNames.of("1 Immediate", "2 Defer"))));
  private static final int FILTER_HEADER = 3;
  private static final FixedFields FILTER =
      FixedFields.of(
          at(0, Field.u8("bgp.route_refresh.orf.type", "ORF type").repeating()),
          at(2, Field.u8("bgp.route_refresh.orf.length", "ORF length").repeating()));

  private static final int PREFIX_LIST = 128;
  private static final Field UNKNOWN_FILTER =
      Field.presence("bgp.route_refresh.orf.type.unknown", "ORFEntry-Unknown").repeating();

  private static final FixedFields WITHDRAWN_LENGTH =
      FixedFields.of(
          at(0, Field.u16("bgp.update.withdrawn_routes.length", "Withdrawn Routes Length")));
  private static final Field WITHDRAWN =
      Field.presence("bgp.update.withdrawn_routes", "Withdrawn Routes");
  private static final FixedFields ATTRIBUTES_LENGTH =
      FixedFields.of(
          at(0, Field.u16("bgp.update.path_attributes.length", "Total Path Attribute Length")));
  private static final Field ATTRIBUTES =
      Field.presence("bgp.update.path_attributes", "Path attributes");
  private static final Field REACHABLE =
      Field.presence("bgp.update.nlri", "Network Layer Reachability Information (NLRI)");

  static final LayerFields FIELDS =
      LayerFields.of(
          BgpFields::read,
          List.of(
              HEADER,
              OPEN,
              CapabilityFields.DECLARED,
              MAJOR,
              minors(),
              REFRESH,
              WHEN,
              FILTER,
              WITHDRAWN_LENGTH,
              ATTRIBUTES_LENGTH,
              AttributeFields.DECLARED),
          NO_MARKER,
          UNKNOWN_FILTER,
          BAD_PEER_AS,
          TEXT_LENGTH,
          TEXT,
          DATA,
          FILTERS,
          WITHDRAWN,
          ATTRIBUTES,
          REACHABLE);

  private BgpFields() {}

  private static Field minor(String name, String of, int major) {
    return Field.u8("bgp.notify." + name, "Minor error Code (" + of + ")")
        .named(BgpNames.minor(major));
  }

  private static LayerFields minors() {
    return LayerFields.declaring(List.of(MINORS));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.limit(layer);
    if (end - start < Bgp.HEADER_LENGTH) {
      return;
    }
    HEADER.read(bytes, start, end, sink);
    if (!Bgp.isMarked(bytes, start, end)) {
      Marks.mark(NO_MARKER, start, Bgp.MARKER, sink);
    }
    switch (Bgp.type(bytes, start)) {
      case Bgp.OPEN -> {
        OPEN.read(bytes, start, end, sink);
        CapabilityFields.read(bytes, start + BODY + 9, end, sink);
      }
      case Bgp.UPDATE -> update(bytes, start + BODY, end, sink);
      case Bgp.NOTIFICATION -> notification(packet, layer, start, end, sink);
      case Bgp.ROUTE_REFRESH, Bgp.ROUTE_REFRESH_CISCO -> refresh(bytes, start, end, sink);
      default -> {} // Nothing stands behind the header.
    }
  }

  private static void update(byte[] bytes, int at, int end, FieldSink sink) {
    WITHDRAWN_LENGTH.read(bytes, at, end, sink);
    int withdrawn = at + 2;
    if (withdrawn > end) {
      return;
    }
    int attributes = withdrawn + BigEndian.u16(bytes, at);
    if (attributes > end) {
      return;
    }
    if (attributes > withdrawn) {
      Marks.mark(WITHDRAWN, withdrawn, attributes - withdrawn, sink);
      if (!PrefixFields.readWithdrawn(bytes, withdrawn, attributes, sink)) {
        return;
      }
    }
    ATTRIBUTES_LENGTH.read(bytes, attributes, end, sink);
    int first = attributes + 2;
    if (first > end) {
      return;
    }
    int prefixes = first + BigEndian.u16(bytes, attributes);
    if (prefixes > first) {
      int last = Math.min(end, prefixes);
      Marks.mark(ATTRIBUTES, first, last - first, sink);
      if (!AttributeFields.read(bytes, first, last, sink)) {
        return;
      }
    }
    if (prefixes < end) {
      Marks.mark(REACHABLE, prefixes, end - prefixes, sink);
      PrefixFields.readReachable(bytes, prefixes, end, sink);
    }
  }

  private static void notification(Packet packet, int layer, int start, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = start + BODY;
    MAJOR.read(bytes, start, end, sink);
    if (at + 2 > end) {
      return;
    }
    int major = BigEndian.u8(bytes, at);
    int minor = BigEndian.u8(bytes, at + 1);
    Field field = MINORS[major < MINORS.length ? major : 0];
    Marks.number(field, minor, at + 1, 1, sink);
    int data = at + 2;
    if (major == 2 && minor == BAD_PEER && end - data >= 2) {
      Marks.number(BAD_PEER_AS, BigEndian.u16(bytes, data), data, 2, sink);
    } else if (major == CEASE && (minor == SHUTDOWN || minor == RESET) && data < end) {
      int length = BigEndian.u8(bytes, data);
      Marks.number(TEXT_LENGTH, length, data, 1, sink);
      int text = Math.min(length, end - data - 1);
      if (text > 0 && sink.wants(TEXT)) {
        sink.text(TEXT, bytes, data + 1, text);
      }
    } else {
      Marks.bytes(DATA, bytes, data, end, sink);
    }
  }

  private static void refresh(byte[] bytes, int start, int end, FieldSink sink) {
    REFRESH.read(bytes, start, end, sink);
    int at = start + BODY + 4;
    if (at >= end) {
      return;
    }
    Marks.mark(FILTERS, at, end - at, sink);
    WHEN.read(bytes, start, end, sink);
    at++;
    while (end - at >= FILTER_HEADER) {
      int length = BigEndian.u16(bytes, at + 1);
      FILTER.read(bytes, at, end, sink);
      if (BigEndian.u8(bytes, at) != PREFIX_LIST) {
        Marks.mark(UNKNOWN_FILTER, at, 1, sink);
      }
      at += FILTER_HEADER + length;
    }
  }
}
