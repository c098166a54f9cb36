package io.weft.protocol.app.http;

import static io.weft.dissect.field.FieldSequence.wantedText;

import io.weft.bytes.Utf8;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.http.body.ChunkSizes;
import java.util.ArrayList;
import java.util.List;

/** The fields of a start line and its headers, by Wireshark's names. */
final class HttpFields {
  private static final Field CHAT = Field.presence("http.chat", "Formatted text").generated();
  private static final Field METHOD = Field.text("http.request.method", "Request Method");
  private static final Field URI = Field.text("http.request.uri", "Request URI");
  private static final Field PATH = Field.text("http.request.uri.path", "Request URI Path");
  private static final Field QUERY = Field.text("http.request.uri.query", "Request URI Query");
  private static final Field PARAMETER =
      Field.text("http.request.uri.query.parameter", "Request URI Query Parameter").repeating();
  private static final Field REQUEST_VERSION =
      Field.text("http.request.version", "Request Version");
  private static final Field RESPONSE_VERSION =
      Field.text("http.response.version", "Response Version");
  private static final Field STATUS = Field.u16("http.response.code", "Status Code");
  private static final Field STATUS_TEXT =
      Field.text("http.response.code.desc", "Status Code Description").generated();
  private static final Field PHRASE = Field.text("http.response.phrase", "Response Phrase");
  private static final Field REQUEST = Field.flag("http.request", "Request").generated();
  private static final Field RESPONSE = Field.flag("http.response", "Response").generated();
  private static final Field FULL_URI =
      Field.text("http.request.full_uri", "Full request URI").generated();

  private static final Field REQUESTED_URI =
      Field.text("http.response_for.uri", "Request URI").generated().tracked();

  private static final Field CHUNK_SIZE =
      Field.u32("http.chunk_size", "Chunk size").generated().tracked().repeating();

  private HttpFields() {}

  static LayerFields all() {
    List<Field> declared =
        new ArrayList<>(
            List.of(
                CHAT,
                METHOD,
                URI,
                PATH,
                QUERY,
                PARAMETER,
                REQUEST_VERSION,
                RESPONSE_VERSION,
                STATUS,
                STATUS_TEXT,
                PHRASE));
    declared.addAll(HeaderFields.declared());
    declared.addAll(List.of(REQUEST, RESPONSE, FULL_URI, REQUESTED_URI, CHUNK_SIZE));
    return LayerFields.of(HttpFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int limit = packet.limit(layer);
    int lineFeed = HeaderReader.indexOf(bytes, from, limit);
    int headers = lineFeed < 0 ? limit : lineFeed + 1;
    int end = StartLine.trimEnd(bytes, from, lineFeed < 0 ? limit : lineFeed);
    int kind = StartLine.classifyKnown(bytes, from, end);
    if (kind == StartLine.NONE) {
      return;
    }
    flag(CHAT, sink);
    boolean isRequest = kind == StartLine.REQUEST;
    if (isRequest) {
      request(packet, layer, from, end, sink);
    } else {
      response(packet, layer, from, end, sink);
    }
    HeaderFields.read(isRequest, packet, layer, headers, limit, sink);
    flag(isRequest ? REQUEST : RESPONSE, sink);
    if (isRequest && sink.wants(FULL_URI)) {
      fullUri(packet, layer, from, end, headers, sink);
    }
    if (packet.attached(layer) instanceof HttpNotes notes) {
      if (sink.wants(REQUESTED_URI) && notes.request() != null) {
        requestedUri(notes.request(), packet.text(), sink);
      }
      ChunkSizes chunks = notes.chunks();
      for (int i = 0; chunks != null && i < chunks.count() && sink.wants(CHUNK_SIZE); i++) {
        sink.number(CHUNK_SIZE, chunks.size(i), 0, 0);
      }
    }
  }

  private static void flag(Field field, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, 0, 0);
    }
  }

  private static void request(Packet packet, int layer, int from, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int target = StartLine.targetFrom(bytes, from, end);
    int targetTo = StartLine.targetTo(bytes, from, end);
    wantedText(METHOD, packet, layer, from, StartLine.methodTo(bytes, from, end), sink);
    wantedText(URI, packet, layer, target, targetTo, sink);
    int mark = indexOf(bytes, target, targetTo, '?');
    if (mark < targetTo) {
      wantedText(PATH, packet, layer, target, mark, sink);
      wantedText(QUERY, packet, layer, mark + 1, targetTo, sink);
      for (int at = mark + 1; at < targetTo; ) {
        int and = indexOf(bytes, at, targetTo, '&');
        wantedText(PARAMETER, packet, layer, at, and, sink);
        at = and + 1;
      }
    }
    wantedText(REQUEST_VERSION, packet, layer, end - StartLine.VERSION_LENGTH, end, sink);
  }

  private static void response(Packet packet, int layer, int from, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int version = StartLine.versionWordEnd(bytes, from, end);
    wantedText(RESPONSE_VERSION, packet, layer, from, version, sink);
    int status = StartLine.status(bytes, from, end);
    if (sink.wants(STATUS)) {
      int at = StartLine.statusAt(bytes, from, end);
      sink.number(STATUS, status, at, Math.min(end - at, StartLine.STATUS_DIGITS));
    }
    if (sink.wants(STATUS_TEXT)) {
      String name = StatusNames.name(status);
      if (name != null) {
        sink.text(STATUS_TEXT, name, 0, 0);
      }
    }
    wantedText(PHRASE, packet, layer, StartLine.reasonFrom(bytes, from, end), end, sink);
  }

  private static int indexOf(byte[] bytes, int from, int to, char wanted) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** The target with the host before it, unless it has one of its own. */
  private static void fullUri(
      Packet packet, int layer, int from, int end, int headers, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int target = StartLine.targetFrom(bytes, from, end);
    int targetTo = StartLine.targetTo(bytes, from, end);
    long host = HeaderFields.host(bytes, headers, packet.limit(layer));
    if (host < 0 || target == targetTo) {
      return;
    }
    StringBuilder text = packet.text();
    if (bytes[target] == '/' || isAsterisk(targetTo - target, bytes[target])) {
      text.append("http://");
      append(text, bytes, (int) (host >> Integer.SIZE), (int) host);
    }
    append(text, bytes, target, targetTo);
    sink.text(FULL_URI, text, 0, 0);
  }

  /** The full address of what a response answers, as in the fields of its request. */
  private static void requestedUri(HttpMessage request, StringBuilder text, FieldSink sink) {
    String target = request.target;
    if (target == null || target.isEmpty()) {
      return;
    }
    boolean isPath = target.charAt(0) == '/' || isAsterisk(target.length(), target.charAt(0));
    if (isPath && request.host != null) {
      text.append("http://").append(request.host);
    }
    sink.text(REQUESTED_URI, text.append(target), 0, 0);
  }

  /** Is the target one of asterisk form, which stands for the whole server? */
  private static boolean isAsterisk(int length, int first) {
    return length == 1 && first == '*';
  }

  private static void append(StringBuilder text, byte[] bytes, int from, int to) {
    Utf8.append(text, bytes, from, to);
  }
}
