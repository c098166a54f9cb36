package io.weft.protocol.app.sip.sdp;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/** The fields of a description, by Wireshark's names: its lines, and the words of some of them. */
final class SdpFields {
  private static final Field PORT = Field.u16("sdp.media.port", "Media Port").repeating();
  private static final Field ATTRIBUTE =
      text("media_attribute.field", "Media Attribute Fieldname").repeating();

  private static final Line[] LINES = {
    new Line('v', text("version", "Session Description Protocol Version (v)")),
    new Line(
        'o',
        text("owner", "Owner/Creator, Session Id (o)"),
        text("owner.username", "Owner Username"),
        text("owner.sessionid", "Session ID"),
        text("owner.version", "Session Version"),
        text("owner.network_type", "Owner Network Type"),
        text("owner.address_type", "Owner Address Type"),
        text("owner.address", "Owner Address")),
    new Line('s', text("session_name", "Session Name (s)")),
    new Line('u', text("uri", "URI of Description (u)")),
    new Line('e', text("email", "E-mail Address (e)")),
    new Line('p', text("phone", "Phone Number (p)")),
    new Line(
        'c',
        text("connection_info", "Connection Information (c)").repeating(),
        text("connection_info.network_type", "Connection Network Type").repeating(),
        text("connection_info.address_type", "Connection Address Type").repeating(),
        text("connection_info.address", "Connection Address").repeating()),
    new Line('b', text("bandwidth", "Bandwidth Information (b)").repeating()),
    new Line(
        't',
        text("time", "Time Description, active time (t)").repeating(),
        text("time.start", "Session Start Time").repeating(),
        text("time.stop", "Session Stop Time").repeating()),
    new Line(
        'm',
        text("media", "Media Description, name and address (m)").repeating(),
        text("media.media", "Media Type").repeating(),
        text("media.port_string", "Media Port").repeating(),
        text("media.proto", "Media Protocol").repeating())
  };

  private static final Line OF_SESSION =
      new Line('a', text("session_attr", "Session Attribute (a)").repeating());
  private static final Line OF_MEDIA =
      new Line('a', text("media_attr", "Media Attribute (a)").repeating());

  /**
   * A line with its fields.
   *
   * @param whole its value
   * @param words the words of its value, the first ones
   */
  private record Line(char letter, Field whole, List<Field> words) {
    Line(char letter, Field whole, Field... words) {
      this(letter, whole, List.of(words));
    }
  }

  private SdpFields() {}

  private static Field text(String name, String label) {
    return Field.text("sdp." + name, label);
  }

  static LayerFields all() {
    List<Field> declared = new ArrayList<>();
    for (Line line : LINES) {
      declared.add(line.whole);
      declared.addAll(line.words);
    }
    declared.addAll(List.of(OF_SESSION.whole, OF_MEDIA.whole, PORT, ATTRIBUTE));
    return LayerFields.of(SdpFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    boolean isInMedia = false;
    for (int at = packet.start(layer), next; at < limit; at = next) {
      next = SdpLines.next(bytes, at, limit);
      int end = SdpLines.end(bytes, at, next);
      if (!SdpLines.isLine(bytes, at, end)) {
        return;
      }
      isInMedia |= bytes[at] == 'm';
      Line line = line((char) bytes[at], isInMedia);
      if (line != null) {
        int from = at + SdpLines.VALUE;
        push(line.whole, packet, layer, from, end, sink);
        words(line, packet, layer, from, end, sink);
        if (line.letter == 'a' && isInMedia) {
          attribute(packet, layer, from, end, sink);
        }
      }
    }
  }

  private static Line line(char letter, boolean isInMedia) {
    if (letter == 'a') {
      return isInMedia ? OF_MEDIA : OF_SESSION;
    }
    for (Line line : LINES) {
      if (line.letter == letter) {
        return line;
      }
    }
    return null;
  }

  private static void words(Line line, Packet packet, int layer, int from, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    for (int i = 0; i < line.words.size(); i++) {
      int end = find(bytes, at, to, ' ');
      push(line.words.get(i), packet, layer, at, end, sink);
      if (line.letter == 'm' && i == 1) {
        port(bytes, at, end, sink);
      }
      at = Math.min(to, end + 1);
    }
  }

  private static void port(byte[] bytes, int from, int to, FieldSink sink) {
    int port = SdpLines.port(bytes, from, to);
    if (port >= 0 && sink.wants(PORT)) {
      sink.number(PORT, port, from, to - from);
    }
  }

  /** An attribute that has a value is called by what is before it. */
  private static void attribute(Packet packet, int layer, int from, int to, FieldSink sink) {
    int colon = find(packet.bytes(layer), from, to, ':');
    if (colon < to) {
      push(ATTRIBUTE, packet, layer, from, colon, sink);
    }
  }

  private static int find(byte[] bytes, int from, int to, char wanted) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private static void push(
      Field field, Packet packet, int layer, int from, int to, FieldSink sink) {
    if (to > from && sink.wants(field)) {
      FieldSequence.text(packet, layer, field, from, to - from, sink);
    }
  }
}
