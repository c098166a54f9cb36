package io.weft.report.json;

import static io.weft.report.json.Members.number;
import static io.weft.report.json.Members.text;
import static io.weft.report.json.Members.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.weft.protocol.app.http.Http2Details;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.http.HttpHeader;
import io.weft.protocol.app.http.body.BodyFacts;
import java.io.IOException;
import java.util.List;

/**
 * Writes an HTTP exchange as one flat object, which {@code http.schema.json} describes: the members
 * of request and response stand side by side, in the order in which people read them.
 */
final class HttpJson {
  private static final SerializableString METHOD = new SerializedString("method");
  private static final SerializableString HOST = new SerializedString("host");
  private static final SerializableString TARGET = new SerializedString("target");
  private static final SerializableString VERSION = new SerializedString("version");
  private static final SerializableString STATUS = new SerializedString("status");
  private static final SerializableString REASON = new SerializedString("reason");
  private static final SerializableString RESPONSE_VERSION =
      new SerializedString("response_version");
  private static final SerializableString TRANS_DEPTH = new SerializedString("trans_depth");
  private static final SerializableString REQUEST_PACKET = new SerializedString("request_packet");
  private static final SerializableString RESPONSE_PACKET = new SerializedString("response_packet");
  private static final SerializableString START = new SerializedString("start");
  private static final SerializableString REQUEST_END = new SerializedString("request_end");
  private static final SerializableString RESPONSE_START = new SerializedString("response_start");
  private static final SerializableString RESPONSE_END = new SerializedString("response_end");
  private static final SerializableString WAITING = new SerializedString("waiting");
  private static final SerializableString REQUEST_HEADER_BYTES =
      new SerializedString("request_header_bytes");
  private static final SerializableString REQUEST_BODY_BYTES =
      new SerializedString("request_body_bytes");
  private static final SerializableString REQUEST_BODY_MISSING =
      new SerializedString("request_body_missing");
  private static final SerializableString RESPONSE_HEADER_BYTES =
      new SerializedString("response_header_bytes");
  private static final SerializableString RESPONSE_BODY_BYTES =
      new SerializedString("response_body_bytes");
  private static final SerializableString RESPONSE_BODY_MISSING =
      new SerializedString("response_body_missing");
  private static final SerializableString USER_AGENT = new SerializedString("user_agent");
  private static final SerializableString REFERER = new SerializedString("referer");
  private static final SerializableString ORIGIN = new SerializedString("origin");
  private static final SerializableString USERNAME = new SerializedString("username");
  private static final SerializableString REQUEST_CONTENT_TYPE =
      new SerializedString("request_content_type");
  private static final SerializableString REQUEST_CONTENT_LENGTH =
      new SerializedString("request_content_length");
  private static final SerializableString REQUEST_TRANSFER_ENCODING =
      new SerializedString("request_transfer_encoding");
  private static final SerializableString REQUEST_CONTENT_ENCODING =
      new SerializedString("request_content_encoding");
  private static final SerializableString UPGRADE = new SerializedString("upgrade");
  private static final SerializableString SERVER = new SerializedString("server");
  private static final SerializableString CONTENT_TYPE = new SerializedString("content_type");
  private static final SerializableString CONTENT_LENGTH = new SerializedString("content_length");
  private static final SerializableString TRANSFER_ENCODING =
      new SerializedString("transfer_encoding");
  private static final SerializableString CONTENT_ENCODING =
      new SerializedString("content_encoding");
  private static final SerializableString LOCATION = new SerializedString("location");
  private static final SerializableString INTERIM_RESPONSES =
      new SerializedString("interim_responses");
  private static final SerializableString INTERIM_STATUS = new SerializedString("interim_status");
  private static final SerializableString INTERIM_REASON = new SerializedString("interim_reason");
  private static final SerializableString PROXY_HEADERS = new SerializedString("proxy_headers");
  private static final SerializableString REQUEST_NOTES = new SerializedString("request_notes");
  private static final SerializableString RESPONSE_NOTES = new SerializedString("response_notes");
  private static final SerializableString REQUEST_HEADERS = new SerializedString("request_headers");
  private static final SerializableString RESPONSE_HEADERS =
      new SerializedString("response_headers");
  private static final SerializableString REQUEST_BODY = new SerializedString("request_body");
  private static final SerializableString RESPONSE_BODY = new SerializedString("response_body");
  private static final SerializableString DECODED_BYTES = new SerializedString("decoded_bytes");
  private static final SerializableString SHA256 = new SerializedString("sha256");
  private static final SerializableString TYPE = new SerializedString("type");
  private static final SerializableString TROUBLE = new SerializedString("trouble");
  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString VALUE = new SerializedString("value");
  private static final SerializableString STREAM_ID = new SerializedString("stream_id");
  private static final SerializableString PUSHED = new SerializedString("pushed");
  private static final SerializableString RESET = new SerializedString("reset");
  private static final SerializableString GRPC = new SerializedString("grpc");
  private static final SerializableString SERVICE = new SerializedString("service");
  private static final SerializableString MESSAGE = new SerializedString("message");
  private static final SerializableString REQUEST = new SerializedString("request");
  private static final SerializableString RESPONSE = new SerializedString("response");
  private static final SerializableString MESSAGES = new SerializedString("messages");
  private static final SerializableString BYTES = new SerializedString("bytes");
  private static final SerializableString FIRST = new SerializedString("first");
  private static final SerializableString LAST = new SerializedString("last");

  private final JsonText text;

  HttpJson(JsonText text) {
    this.text = text;
  }

  void write(JsonGenerator json, HttpExchange exchange) throws IOException {
    HttpExchange.Request request = exchange.request();
    HttpExchange.Response response = exchange.response();
    json.writeStartObject();
    if (request != null) {
      text(json, METHOD, request.method());
      text(json, HOST, request.host());
      text(json, TARGET, request.target());
      text(json, VERSION, request.version());
    }
    if (response != null) {
      if (response.status() != 0) { // HTTP/0.9 has none, and bad status lines may have none
        number(json, STATUS, response.status());
      }
      text(json, REASON, response.reason());
      text(json, RESPONSE_VERSION, response.version());
    }
    number(json, TRANS_DEPTH, exchange.transDepth());
    if (exchange.http2() != null) {
      http2(json, exchange.http2());
    }
    transfers(json, exchange);
    if (request != null) {
      headers(json, request);
    }
    text(json, UPGRADE, exchange.upgrade());
    if (response != null) {
      headers(json, response);
    }
    if (exchange.interim() != null) {
      number(json, INTERIM_RESPONSES, exchange.interim().count());
      number(json, INTERIM_STATUS, exchange.interim().status());
      text(json, INTERIM_REASON, exchange.interim().reason());
    }
    lists(json, request, response);
    if (request != null) {
      body(json, REQUEST_BODY, request.content().body());
    }
    if (response != null) {
      body(json, RESPONSE_BODY, response.content().body());
    }
    json.writeEndObject();
  }

  private static void body(JsonGenerator json, SerializableString name, BodyFacts facts)
      throws IOException {
    if (facts == null) {
      return;
    }
    json.writeFieldName(name);
    json.writeStartObject();
    number(json, DECODED_BYTES, facts.decodedBytes());
    text(json, SHA256, facts.sha256());
    text(json, TYPE, facts.type());
    text(json, TROUBLE, facts.trouble());
    json.writeEndObject();
  }

  private void http2(JsonGenerator json, Http2Details details) throws IOException {
    number(json, STREAM_ID, details.stream());
    if (details.isPushed()) {
      json.writeFieldName(PUSHED);
      json.writeBoolean(true);
    }
    text(json, RESET, details.reset());
    if (details.grpc() != null) {
      json.writeFieldName(GRPC);
      grpc(json, details.grpc());
    }
  }

  private void grpc(JsonGenerator json, Http2Details.Grpc call) throws IOException {
    json.writeStartObject();
    text(json, SERVICE, call.service());
    text(json, METHOD, call.method());
    if (call.status() != null) {
      number(json, STATUS, call.status());
    }
    text(json, MESSAGE, call.message());
    json.writeFieldName(REQUEST);
    messages(json, call.request());
    json.writeFieldName(RESPONSE);
    messages(json, call.response());
    json.writeEndObject();
  }

  private void messages(JsonGenerator json, Http2Details.Messages messages) throws IOException {
    json.writeStartObject();
    number(json, MESSAGES, messages.count());
    number(json, BYTES, messages.bytes());
    if (messages.first() != null) {
      text.time(json, FIRST, messages.first());
      text.time(json, LAST, messages.last());
    }
    json.writeEndObject();
  }

  /** Writes the times and the sizes of both messages. */
  private void transfers(JsonGenerator json, HttpExchange exchange) throws IOException {
    HttpExchange.Transfer asked = exchange.request() == null ? null : exchange.request().transfer();
    HttpExchange.Transfer answered =
        exchange.response() == null ? null : exchange.response().transfer();
    if (asked != null) {
      number(json, REQUEST_PACKET, asked.packet());
    }
    if (answered != null) {
      number(json, RESPONSE_PACKET, answered.packet());
    }
    text.time(json, START, exchange.start());
    if (asked != null) {
      text.time(json, REQUEST_END, asked.end());
    }
    if (answered != null) {
      text.time(json, RESPONSE_START, answered.start());
      text.time(json, RESPONSE_END, answered.end());
    }
    text.seconds(json, WAITING, exchange.waiting());
    if (asked != null) {
      number(json, REQUEST_HEADER_BYTES, asked.headerBytes());
      number(json, REQUEST_BODY_BYTES, asked.bodyBytes());
      Members.positive(json, REQUEST_BODY_MISSING, asked.missingBodyBytes());
    }
    if (answered != null) {
      number(json, RESPONSE_HEADER_BYTES, answered.headerBytes());
      number(json, RESPONSE_BODY_BYTES, answered.bodyBytes());
      Members.positive(json, RESPONSE_BODY_MISSING, answered.missingBodyBytes());
    }
  }

  private static void headers(JsonGenerator json, HttpExchange.Request request) throws IOException {
    HttpExchange.Context context = request.context();
    text(json, USER_AGENT, context.userAgent());
    text(json, REFERER, context.referer());
    text(json, ORIGIN, context.origin());
    text(json, USERNAME, context.username());
    HttpExchange.Content content = request.content();
    text(json, REQUEST_CONTENT_TYPE, content.type());
    number(json, REQUEST_CONTENT_LENGTH, content.length());
    text(json, REQUEST_TRANSFER_ENCODING, content.transferEncoding());
    text(json, REQUEST_CONTENT_ENCODING, content.encoding());
  }

  private static void headers(JsonGenerator json, HttpExchange.Response response)
      throws IOException {
    text(json, SERVER, response.server());
    HttpExchange.Content content = response.content();
    text(json, CONTENT_TYPE, content.type());
    number(json, CONTENT_LENGTH, content.length());
    text(json, TRANSFER_ENCODING, content.transferEncoding());
    text(json, CONTENT_ENCODING, content.encoding());
    text(json, LOCATION, response.location());
  }

  private static void lists(
      JsonGenerator json, HttpExchange.Request request, HttpExchange.Response response)
      throws IOException {
    if (request != null) {
      headerFields(json, PROXY_HEADERS, request.proxyHeaders());
      texts(json, REQUEST_NOTES, request.notes());
    }
    if (response != null) {
      texts(json, RESPONSE_NOTES, response.notes());
    }
    if (request != null) {
      headerFields(json, REQUEST_HEADERS, request.headers());
    }
    if (response != null) {
      headerFields(json, RESPONSE_HEADERS, response.headers());
    }
  }

  private static void headerFields(
      JsonGenerator json, SerializableString name, List<HttpHeader> headers) throws IOException {
    if (headers.isEmpty()) {
      return;
    }
    json.writeFieldName(name);
    json.writeStartArray();
    for (HttpHeader header : headers) {
      json.writeStartObject();
      text(json, NAME, header.name());
      text(json, VALUE, header.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
