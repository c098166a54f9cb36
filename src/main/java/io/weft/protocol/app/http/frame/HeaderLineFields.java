package io.weft.protocol.app.http.frame;

import static io.weft.dissect.field.FieldSequence.wantedNumber;

import io.weft.bytes.Text;
import io.weft.bytes.Utf8;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a header block's lines, by Wireshark's names. */
final class HeaderLineFields {
  private static final Field LENGTH = Field.u32("http2.header.length", "Header Length").generated();
  private static final Field COUNT = Field.u32("http2.header.count", "Header Count").generated();
  private static final Field LINE = Field.group("http2.header", "Header");
  private static final Field NAME_LENGTH =
      Field.u32("http2.header.name.length", "Name Length").within(LINE);
  private static final Field NAME = Field.text("http2.header.name", "Name").within(LINE);
  private static final Field VALUE_LENGTH =
      Field.u32("http2.header.value.length", "Value Length").within(LINE);
  private static final Field VALUE = Field.text("http2.header.value", "Value").within(LINE);
  private static final Field REPRESENTATION =
      Field.text("http2.header.repr", "Representation").within(LINE);

  private static final Field INDEX = Field.u32("http2.header.index", "Index").within(LINE);
  private static final Field SIZE =
      Field.u32("http2.header_table_size_update.header_table_size", "Header table size")
          .repeating();
  private static final Field FULL_URI =
      Field.text("http2.request.full_uri", "Full request URI").generated();

  private static final byte[] SCHEME = Text.ascii(":scheme");
  private static final byte[] AUTHORITY = Text.ascii(":authority");
  private static final byte[] PATH = Text.ascii(":path");

  private static final Field STATUS = Field.u16(fieldName(":status"), ":status").within(LINE);

  /** Digits of a status (RFC 9110, section 15), and of a number that fits into 63 bits. */
  private static final int STATUS_DIGITS = 3;

  private static final int MOST_DIGITS = 18;

  /** The fields that have the value of one header field each, by its name. */
  private static final Map<String, Field> BY_NAME = new LinkedHashMap<>();

  static {
    for (String name :
        List.of(
            ":authority",
            ":path",
            ":method",
            ":scheme",
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "accept-ranges",
            "access-control-allow-origin",
            "allow",
            "authorization",
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-location",
            "content-range",
            "content-type",
            "cookie",
            "date",
            "etag",
            "expect",
            "expires",
            "from",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "last-modified",
            "link",
            "location",
            "proxy-authenticate",
            "proxy-authorization",
            "range",
            "referer",
            "refresh",
            "retry-after",
            "server",
            "set-cookie",
            "strict-transport-security",
            "user-agent",
            "vary",
            "via",
            "www-authenticate")) {
      BY_NAME.put(name, Field.text(fieldName(name), name).within(LINE));
    }
    BY_NAME.put(":status", STATUS);
    for (String name : List.of("age", "content-length", "max-forwards")) {
      BY_NAME.put(name, Field.u64(fieldName(name), name).within(LINE));
    }
  }

  private HeaderLineFields() {}

  private static String fieldName(String name) {
    return "http2.headers." + name.replace(":", "").replace('-', '_');
  }

  static List<Field> declared() {
    List<Field> declared =
        new ArrayList<>(List.of(LENGTH, COUNT, LINE, NAME_LENGTH, NAME, VALUE_LENGTH, VALUE));
    declared.addAll(BY_NAME.values());
    declared.addAll(List.of(REPRESENTATION, INDEX, SIZE, FULL_URI));
    return declared;
  }

  static void read(Packet packet, HeaderListing listing, FieldSink sink) {
    wantedNumber(LENGTH, listing.length(), 0, 0, sink);
    wantedNumber(COUNT, listing.count(), 0, 0, sink);
    for (HeaderListing.Line line : listing.lines()) {
      if (line.as() == null) {
        wantedNumber(SIZE, line.number(), 0, 0, sink);
      } else if (sink.wants(LINE)) {
        sink.begin(LINE, 0, 0);
        line(packet, line, sink);
        sink.end(LINE);
      }
    }
    if (sink.wants(FULL_URI)) {
      fullUri(packet, listing, sink);
    }
  }

  private static void line(Packet packet, HeaderListing.Line line, FieldSink sink) {
    if (line.name() != null) {
      wantedNumber(NAME_LENGTH, line.name().length, 0, 0, sink);
      text(NAME, line.name(), packet, sink);
    }
    if (line.value() != null) {
      wantedNumber(VALUE_LENGTH, line.value().length, 0, 0, sink);
      text(VALUE, line.value(), packet, sink);
    }
    if (line.isKnown()) {
      Field own = BY_NAME.get(Text.of(line.name(), 0, line.name().length));
      if (own != null && own.type() == Field.Type.NUMBER) {
        digits(own, line.value(), own == STATUS ? STATUS_DIGITS : MOST_DIGITS, sink);
      } else if (own != null) {
        text(own, line.value(), packet, sink);
      }
    }
    if (sink.wants(REPRESENTATION)) {
      sink.text(REPRESENTATION, line.as().text(), 0, 0);
    }
    if (line.number() != 0) {
      wantedNumber(INDEX, line.number(), 0, 0, sink);
    }
  }

  /** Pushes the number that a value writes in digits; none where it would not fit. */
  private static void digits(Field field, byte[] text, int most, FieldSink sink) {
    if (text.length == 0 || text.length > most) {
      return;
    }
    long number = 0;
    for (byte digit : text) {
      if (digit < '0' || digit > '9') {
        return;
      }
      number = number * 10 + digit - '0';
    }
    wantedNumber(field, number, 0, 0, sink);
  }

  private static void fullUri(Packet packet, HeaderListing listing, FieldSink sink) {
    byte[] scheme = listing.value(SCHEME);
    byte[] authority = listing.value(AUTHORITY);
    byte[] path = listing.value(PATH);
    if (scheme != null && authority != null && path != null) {
      StringBuilder text = packet.text();
      Utf8.append(text, scheme, 0, scheme.length);
      text.append("://");
      Utf8.append(text, authority, 0, authority.length);
      Utf8.append(text, path, 0, path.length);
      sink.text(FULL_URI, text, 0, 0);
    }
  }

  private static void text(Field field, byte[] value, Packet packet, FieldSink sink) {
    if (sink.wants(field)) {
      StringBuilder text = packet.text();
      Utf8.append(text, value, 0, value.length);
      sink.text(field, text, 0, 0);
    }
  }
}
