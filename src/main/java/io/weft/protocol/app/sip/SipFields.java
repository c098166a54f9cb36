package io.weft.protocol.app.sip;

import static io.weft.dissect.field.FieldSequence.wantedText;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.DialogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The fields of a message, by Wireshark's names: its start line and the usual headers. */
final class SipFields {
  private static final Field REQUEST_LINE = Field.text("sip.Request-Line", "Request-Line");
  private static final Field METHOD = Field.text("sip.Method", "Method");
  private static final Field URI = Field.text("sip.r-uri", "Request-URI");
  private static final Field STATUS_LINE = Field.text("sip.Status-Line", "Status-Line");
  private static final Field STATUS = Field.u32("sip.Status-Code", "Status-Code");
  private static final Field SEQUENCE_NUMBER = Field.u32("sip.CSeq.seq", "Sequence Number");
  private static final Field SEQUENCE_METHOD = Field.text("sip.CSeq.method", "CSeq Method");
  private static final Header SEQUENCE = Header.text("CSeq", 0);

  private static final Header[] HEADERS = {
    Header.repeated("Via", 'V'),
    Header.text("From", 'F'),
    Header.text("To", 'T'),
    Header.text("Call-ID", 'I'),
    SEQUENCE,
    Header.repeated("Contact", 'M'),
    Header.number("Max-Forwards", 0),
    Header.number("Content-Length", 'L'),
    Header.text("Content-Type", 'C'),
    Header.number("Expires", 0),
    Header.text("User-Agent", 0),
    Header.text("Server", 0),
    Header.text("Subject", 'S'),
    Header.text("Date", 0),
    Header.repeated("Allow", 0),
    Header.repeated("Supported", 'K'),
    Header.repeated("Require", 0),
    Header.repeated("Route", 0),
    Header.repeated("Record-Route", 0),
    Header.repeated("Warning", 0)
  };

  /**
   * A header with its field.
   *
   * @param key its name in capital letters
   * @param compact its short form, a capital letter; 0 for none
   */
  private record Header(String key, char compact, Field field) {
    static Header text(String name, int compact) {
      return of(name, compact, Field.text("sip." + name, name));
    }

    static Header repeated(String name, int compact) {
      return of(name, compact, Field.text("sip." + name, name).repeating());
    }

    static Header number(String name, int compact) {
      return of(name, compact, Field.u32("sip." + name, name));
    }

    private static Header of(String name, int compact, Field field) {
      return new Header(name.toUpperCase(Locale.ROOT), (char) compact, field);
    }
  }

  private SipFields() {}

  static LayerFields all() {
    List<Field> declared = new ArrayList<>(List.of(REQUEST_LINE, METHOD, URI, STATUS_LINE, STATUS));
    for (Header header : HEADERS) {
      declared.add(header.field);
    }
    declared.addAll(List.of(SEQUENCE_NUMBER, SEQUENCE_METHOD));
    return LayerFields.of(SipFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int to = packet.limit(layer);
    int lineFeed = DialogText.lineFeed(bytes, from, to);
    int lineEnd = DialogText.trim(bytes, from, lineFeed < 0 ? to : lineFeed);
    startLine(packet, layer, from, lineEnd, sink);
    int at = lineFeed < 0 ? to : lineFeed + 1;
    for (int end = SipHeaders.end(bytes, at, to); end >= 0; end = SipHeaders.end(bytes, at, to)) {
      int colon = SipHeaders.colon(bytes, at, end);
      Header header = header(bytes, at, SipHeaders.nameEnd(bytes, at, colon));
      if (header != null) {
        int value = SipHeaders.valueFrom(bytes, colon, end);
        header(header, packet, layer, value, DialogText.trim(bytes, value, end), sink);
      }
      at = end + 1;
    }
  }

  private static Header header(byte[] bytes, int from, int to) {
    for (Header header : HEADERS) {
      if (SipHeaders.is(bytes, from, to, header.key, header.compact)) {
        return header;
      }
    }
    return null;
  }

  private static void startLine(Packet packet, int layer, int from, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    if (SipStartLine.isResponse(bytes, from, end)) {
      wantedText(STATUS_LINE, packet, layer, from, end, sink);
      int status = end - from < SipStartLine.LEAST ? -1 : SipStartLine.status(bytes, from, end);
      if (status > 0 && sink.wants(STATUS)) {
        sink.number(STATUS, status, SipStartLine.reasonFrom(from) - 4, 3);
      }
      return;
    }
    wantedText(REQUEST_LINE, packet, layer, from, end, sink);
    int method = SipStartLine.methodEnd(bytes, from, end);
    wantedText(METHOD, packet, layer, from, method, sink);
    int uri = Math.min(end, method + 1);
    wantedText(URI, packet, layer, uri, SipStartLine.uriEnd(bytes, uri, end), sink);
  }

  private static void header(
      Header header, Packet packet, int layer, int from, int to, FieldSink sink) {
    int number = SipHeaders.number(packet.bytes(layer), from, to);
    if (header.field.type() == Field.Type.TEXT) {
      wantedText(header.field, packet, layer, from, to, sink);
    } else if (number >= 0 && sink.wants(header.field)) {
      sink.number(header.field, number, from, to - from);
    }
    if (header.equals(SEQUENCE)) {
      if (number >= 0 && sink.wants(SEQUENCE_NUMBER)) {
        sink.number(SEQUENCE_NUMBER, number, from, to - from);
      }
      int method = SipStartLine.uriEnd(packet.bytes(layer), from, to);
      wantedText(SEQUENCE_METHOD, packet, layer, Math.min(to, method + 1), to, sink);
    }
  }
}
