package io.weft.protocol.app.http;

import io.weft.dissect.FlowContext;
import io.weft.protocol.app.http.grpc.GrpcMessages;

/** The exchange on one stream of an HTTP/2 connection, as far as it is known. */
final class Http2Stream {
  /** Memory of this object with its counters, estimated in bytes. */
  private static final int BYTES = 300;

  private static final String GRPC = "application/grpc";

  final int id;
  private final HttpExchange.Request upgraded;
  HttpMessage request;
  HttpMessage response;
  boolean isPushed;
  String reset;
  Integer grpcStatus;
  String grpcMessage;
  int interimCount;
  int interimStatus;
  private GrpcMessages sent;
  private GrpcMessages received;

  Http2Stream(int id) {
    this(id, null);
  }

  /**
   * @param upgraded the request of HTTP/1 that the stream answers; null for none
   */
  Http2Stream(int id, HttpExchange.Request upgraded) {
    this.id = id;
    this.upgraded = upgraded;
  }

  /** Estimated memory, in bytes. */
  int memory() {
    return BYTES
        + (upgraded == null ? 0 : upgraded.memory())
        + (request == null ? 0 : request.memory())
        + (response == null ? 0 : response.memory())
        + (sent == null ? 0 : sent.memory())
        + (received == null ? 0 : received.memory());
  }

  /**
   * Have both sides ended the stream?
   *
   * @param mayLackRequest whether the request may not be in the capture; otherwise it may still
   *     come, though the response is there
   */
  boolean isOver(boolean mayLackRequest) {
    boolean hasRequest = request == null ? mayLackRequest || upgraded != null : request.complete;
    return hasRequest && response != null && response.complete;
  }

  /**
   * Takes bytes of a body.
   *
   * @param nanos when they came
   */
  void body(HttpMessage message, byte[] bytes, int from, int to, long nanos, FlowContext context) {
    message.body(bytes, from, to, context);
    message.endNanos = nanos;
    if (isGrpc()) {
      messages(message).take(bytes, from, to, nanos, context);
    }
  }

  /** Bytes of a body are missing. */
  void missing(HttpMessage message, long missing, FlowContext context) {
    message.missingBody(missing, context);
    if (isGrpc()) {
      messages(message).gap(missing);
    }
  }

  private boolean isGrpc() {
    return isGrpc(request) || isGrpc(response);
  }

  private static boolean isGrpc(HttpMessage message) {
    return message != null && message.contentType != null && message.contentType.startsWith(GRPC);
  }

  private GrpcMessages messages(HttpMessage message) {
    if (message == request) {
      sent = sent == null ? new GrpcMessages() : sent;
      return sent;
    }
    received = received == null ? new GrpcMessages() : received;
    return received;
  }

  /** The exchange, or null where neither half was seen. */
  HttpExchange toExchange(int transDepth) {
    finish(request);
    finish(response);
    boolean hasRequest = request != null && request.method != null;
    if (!hasRequest && response == null) {
      return null;
    }
    HttpMessage last = response != null ? response : request;
    last.interimCount = interimCount;
    last.interimStatus = interimStatus;
    return new HttpExchange(
        transDepth,
        hasRequest ? request.toRequest() : upgraded,
        response == null ? null : response.toResponse(),
        last.interim(),
        new Http2Details(id, isPushed, reset, isGrpc() ? grpc() : null));
  }

  /**
   * The protocol that the stream carries in place of bodies, because the client asked for it and
   * the server agreed (RFC 8441); null for none.
   */
  String carries() {
    boolean isAsked = request != null && request.isConnect() && request.upgrade != null;
    boolean isAgreed = response == null || (response.status >= 200 && response.status < 300);
    return isAsked && isAgreed ? request.upgrade : null;
  }

  /** Tells whoever took the bodies to which exchange they belong. */
  void tellBodies(HttpExchange exchange) {
    if (request != null) {
      request.belongsTo(exchange);
    }
    if (response != null) {
      response.belongsTo(exchange);
    }
  }

  private static void finish(HttpMessage message) {
    if (message != null && !message.complete) {
      message.note(Notes.INCOMPLETE);
      message.complete = true;
    }
  }

  private Http2Details.Grpc grpc() {
    String path = request == null ? null : request.target;
    int slash = path == null || !path.startsWith("/") ? -1 : path.indexOf('/', 1);
    return new Http2Details.Grpc(
        slash < 0 ? null : path.substring(1, slash),
        slash < 0 ? null : path.substring(slash + 1),
        grpcStatus,
        grpcMessage,
        toRecord(messages(request)),
        toRecord(messages(response)));
  }

  private static Http2Details.Messages toRecord(GrpcMessages messages) {
    return new Http2Details.Messages(
        messages.count(), messages.bytes(), messages.first(), messages.last());
  }
}
