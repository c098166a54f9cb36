package io.weft.report.har;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.flow.Flow;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.http.HttpHeader;
import io.weft.protocol.app.http.body.BodyFacts;
import io.weft.protocol.app.websocket.WebSocketMessage;
import io.weft.report.KeptContent;
import io.weft.report.KeptContents;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes the members of an entry, besides its times, which are not known yet. */
final class HarEntry {
  private static final int NOT_MODIFIED = 304;
  private static final double NANOS_PER_SECOND = 1e9;

  private final JsonGenerator json;

  HarEntry(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes an entry into an object that is open.
   *
   * @param exchange with a request
   */
  void write(Flow flow, HttpExchange exchange, KeptContents.Pair contents) throws IOException {
    boolean secure = flow.application() != null && flow.application().over().contains("tls");
    String ip = flow.server().toString();
    String server = (flow.server().ipv6() ? "[" + ip + "]" : ip) + ":" + flow.serverPort();
    json.writeFieldName("request");
    request(exchange.request(), HarUrl.of(exchange.request(), secure, server), contents.request());
    json.writeFieldName("response");
    if (exchange.response() == null) {
      noResponse(
          exchange.http2() != null && exchange.http2().reset() != null
              ? "reset: " + exchange.http2().reset()
              : "no response in the capture");
    } else {
      response(exchange.response(), contents.response());
    }
    cacheAndServer(flow);
    json.writeStringField("connection", Long.toString(flow.stream()));
    json.writeStringField("_flow", flow.name().toString());
    json.writeNumberField("_exchange", exchange.transDepth());
    if (exchange.http2() != null) {
      json.writeNumberField("_stream_id", exchange.http2().stream());
      if (exchange.http2().isPushed()) {
        json.writeBooleanField("_pushed", true);
      }
      if (exchange.http2().reset() != null) {
        json.writeStringField("_reset", exchange.http2().reset());
      }
    }
    json.writeNumberField("_request_packet", exchange.request().transfer().packet());
    if (exchange.response() != null) {
      json.writeNumberField("_response_packet", exchange.response().transfer().packet());
    }
  }

  /** Writes an entry for a connection whose content is not known. */
  void undecrypted(Flow flow, String host, String reason) throws IOException {
    String ip = flow.server().toString();
    String server = (flow.server().ipv6() ? "[" + ip + "]" : ip) + ":" + flow.serverPort();
    json.writeObjectFieldStart("request");
    json.writeStringField("method", "");
    json.writeStringField("url", "https://" + (host == null ? server : host) + "/");
    json.writeStringField("httpVersion", "");
    emptyLists("cookies", "headers", "queryString");
    sizes(-1, -1);
    json.writeEndObject();
    json.writeFieldName("response");
    noResponse(reason);
    cacheAndServer(flow);
    json.writeStringField("connection", Long.toString(flow.stream()));
    json.writeStringField("_flow", flow.name().toString());
  }

  /** Writes the messages of a WebSocket in the form in which browsers write them. */
  static void messages(JsonGenerator json, List<WebSocketMessage> messages) throws IOException {
    json.writeArrayFieldStart("_webSocketMessages");
    for (WebSocketMessage message : messages) {
      json.writeStartObject();
      json.writeStringField("type", message.from().equals("client") ? "send" : "receive");
      json.writeNumberField("time", message.end().nanos() / NANOS_PER_SECOND);
      json.writeNumberField("opcode", message.kind().equals("text") ? 1 : 2);
      json.writeStringField("data", message.text() == null ? "" : message.text());
      json.writeNumberField("_bytes", message.bytes());
      json.writeNumberField("_packet", message.packet());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void cacheAndServer(Flow flow) throws IOException {
    json.writeObjectFieldStart("cache");
    json.writeEndObject();
    json.writeStringField("serverIPAddress", flow.server().toString());
  }

  private void emptyLists(String... names) throws IOException {
    for (String name : names) {
      json.writeArrayFieldStart(name);
      json.writeEndArray();
    }
  }

  private void sizes(long headers, long body) throws IOException {
    json.writeNumberField("headersSize", headers);
    json.writeNumberField("bodySize", body);
  }

  private static String version(String version) {
    return version.equals("2") ? "HTTP/2" : "HTTP/" + version;
  }

  /** HTTP/2 has no lines whose length could be told. */
  private static long headersSize(String version, HttpExchange.Transfer transfer) {
    return version.equals("2") ? -1 : transfer.headerBytes();
  }

  private void request(HttpExchange.Request request, String url, KeptContent body)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("method", request.method());
    json.writeStringField("url", url);
    json.writeStringField("httpVersion", version(request.version()));
    requestCookies(request.headers());
    headers(request.headers());
    json.writeArrayFieldStart("queryString");
    for (HarUrl.Parameter each : HarUrl.query(request.target())) {
      pair(each.name(), each.value());
    }
    json.writeEndArray();
    if (body != null && body.length() > 0) {
      String type = request.content().type();
      json.writeObjectFieldStart("postData");
      json.writeStringField("mimeType", type == null ? "" : type);
      String text = body.text();
      if (text != null) {
        json.writeStringField("text", text);
      } else {
        json.writeFieldName("text");
        json.writeBinary(body.bytes(), 0, body.length());
        json.writeStringField("_encoding", "base64");
      }
      leftOut(body);
      json.writeEndObject();
    }
    sizes(headersSize(request.version(), request.transfer()), request.transfer().bodyBytes());
    json.writeEndObject();
  }

  private void leftOut(KeptContent body) throws IOException {
    if (body.leftOut() > 0) {
      json.writeStringField("comment", body.leftOut() + " more bytes are left out");
    }
  }

  private void response(HttpExchange.Response response, KeptContent body) throws IOException {
    json.writeStartObject();
    json.writeNumberField("status", response.status());
    json.writeStringField("statusText", response.reason() == null ? "" : response.reason());
    json.writeStringField("httpVersion", version(response.version()));
    responseCookies(response.headers());
    headers(response.headers());
    content(response, body);
    json.writeStringField("redirectURL", response.location() == null ? "" : response.location());
    sizes(
        headersSize(response.version(), response.transfer()),
        response.status() == NOT_MODIFIED ? 0 : response.transfer().bodyBytes());
    json.writeEndObject();
  }

  private void content(HttpExchange.Response response, KeptContent body) throws IOException {
    BodyFacts facts = response.content().body();
    long size = facts == null ? response.transfer().bodyBytes() : facts.decodedBytes();
    String declared = response.content().type();
    String found = facts == null ? null : facts.type();
    json.writeObjectFieldStart("content");
    json.writeNumberField("size", size);
    if (response.content().encoding() != null) {
      json.writeNumberField("compression", size - response.transfer().bodyBytes());
    }
    String type = declared != null ? declared : found;
    json.writeStringField("mimeType", type == null ? "" : type);
    if (body != null && body.length() > 0) {
      String text = body.text();
      if (text != null) {
        json.writeStringField("text", text);
      } else {
        json.writeFieldName("text");
        json.writeBinary(body.bytes(), 0, body.length());
        json.writeStringField("encoding", "base64");
      }
    }
    if (facts != null && facts.trouble() != null) {
      json.writeStringField("_trouble", facts.trouble());
    }
    if (body != null) {
      leftOut(body);
    }
    json.writeEndObject();
  }

  /** What browsers write for a request that was never answered. */
  private void noResponse(String error) throws IOException {
    json.writeStartObject();
    json.writeNumberField("status", 0);
    json.writeStringField("statusText", "");
    json.writeStringField("httpVersion", "");
    emptyLists("cookies", "headers");
    json.writeObjectFieldStart("content");
    json.writeNumberField("size", 0);
    json.writeStringField("mimeType", "x-unknown");
    json.writeEndObject();
    json.writeStringField("redirectURL", "");
    sizes(-1, -1);
    json.writeStringField("_error", error);
    json.writeEndObject();
  }

  private void headers(List<HttpHeader> headers) throws IOException {
    json.writeArrayFieldStart("headers");
    for (HttpHeader header : headers) {
      pair(header.name(), header.value());
    }
    json.writeEndArray();
  }

  private void pair(String name, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("value", value);
    json.writeEndObject();
  }

  private void requestCookies(List<HttpHeader> headers) throws IOException {
    json.writeArrayFieldStart("cookies");
    for (HttpHeader header : headers) {
      if (header.name().equalsIgnoreCase("cookie")) {
        for (String each : header.value().split(";")) {
          if (!each.isBlank()) {
            pair(nameOf(each), valueOf(each));
          }
        }
      }
    }
    json.writeEndArray();
  }

  /** The cookies that a response sets (RFC 6265, section 4.1). */
  private void responseCookies(List<HttpHeader> headers) throws IOException {
    json.writeArrayFieldStart("cookies");
    for (HttpHeader header : headers) {
      if (header.name().equalsIgnoreCase("set-cookie")) {
        String[] parts = header.value().split(";");
        json.writeStartObject();
        json.writeStringField("name", parts.length == 0 ? "" : nameOf(parts[0]));
        json.writeStringField("value", parts.length == 0 ? "" : valueOf(parts[0]));
        boolean hasPath = false;
        boolean hasDomain = false;
        boolean isHttpOnly = false;
        boolean isSecure = false;
        for (int i = 1; i < parts.length; i++) {
          String attribute = nameOf(parts[i]).toLowerCase(Locale.ROOT);
          if (attribute.equals("path") && !hasPath) {
            hasPath = true;
            json.writeStringField("path", valueOf(parts[i]));
          } else if (attribute.equals("domain") && !hasDomain) {
            hasDomain = true;
            json.writeStringField("domain", valueOf(parts[i]));
          }
          isHttpOnly |= attribute.equals("httponly");
          isSecure |= attribute.equals("secure");
        }
        json.writeBooleanField("httpOnly", isHttpOnly);
        json.writeBooleanField("secure", isSecure);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static String nameOf(String pair) {
    int equals = pair.indexOf('=');
    return (equals < 0 ? pair : pair.substring(0, equals)).strip();
  }

  private static String valueOf(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0 ? "" : pair.substring(equals + 1).strip();
  }
}
