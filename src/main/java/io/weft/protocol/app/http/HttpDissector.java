package io.weft.protocol.app.http;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import java.util.Locale;

/**
 * Reads one HTTP/1 connection. It has a reader for each direction, and tells each reader the facts
 * about the other direction that it needs to frame its messages (RFC 9112 section 6.3).
 */
final class HttpDissector implements StreamDissector {
  /** After so many bytes without a message the stream is taken for another protocol. */
  private static final int HOPELESS = 64 << 10;

  /** Memory of this object with its readers, estimated in bytes. */
  private static final int BYTES = 560;

  private final HttpLimits limits;
  private final Pairing pairing;
  private final MessageReader fromClient;
  private final MessageReader fromServer;

  /** The direction of the requests; null until the first start line tells it. */
  private Direction requester;

  /** The request to switch protocols that still waits for its response. */
  private HttpMessage switching;

  private boolean begun;
  private boolean recognised;
  private boolean handedOver;

  /** Is the connection's one request of HTTP/0.9? */
  private boolean simple;

  HttpDissector(HttpLimits limits) {
    this.limits = limits;
    pairing = new Pairing(limits);
    fromClient = new MessageReader(this, Direction.FROM_CLIENT, limits);
    fromServer = new MessageReader(this, Direction.FROM_SERVER, limits);
  }

  private MessageReader reader(Direction direction) {
    return direction == Direction.FROM_CLIENT ? fromClient : fromServer;
  }

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    if (handedOver) {
      return STOP;
    }
    begin(context);
    MessageReader reader = reader(direction);
    int used = reader.read(bytes, from, to, context);
    return !recognised && reader.skipped() > HOPELESS ? LOST : used;
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    if (!handedOver) {
      begin(context);
      reader(direction).gap(missing, context);
    }
  }

  @Override
  public void onEnd(Direction direction, boolean clean, StreamContext context) {
    if (handedOver) {
      return;
    }
    MessageReader reader = reader(direction);
    reader.end(clean, context);
    if (readsResponses(reader)) {
      pairing.responsesOver(context);
    } else {
      pairing.requestsOver(context);
    }
  }

  @Override
  public int memory() {
    return BYTES + pairing.memory() + fromClient.memory() + fromServer.memory();
  }

  private void begin(StreamContext context) {
    if (!begun) {
      begun = true;
      if (context.pickedUp()) {
        pairing.requestsLost();
      }
    }
  }

  // The readers call these methods.

  boolean readsResponses(MessageReader reader) {
    return requester == null
        ? reader.direction() == Direction.FROM_SERVER
        : reader.direction() != requester;
  }

  /**
   * Does a start line of this kind fit the direction? The first start line of a connection decides
   * which side sends requests.
   */
  boolean expects(MessageReader reader, int kind) {
    if (kind == StartLine.NONE) {
      return false;
    }
    boolean request = kind == StartLine.REQUEST;
    if (requester == null) {
      requester = request ? reader.direction() : reader.direction().opposite();
    }
    return request == (reader.direction() == requester);
  }

  /** Has a request been sent that the reader's side has not answered? */
  boolean awaitsResponse(MessageReader reader) {
    return readsResponses(reader) && pairing.awaitsResponse();
  }

  /** Is the next response one without a status line, as the request was one of HTTP/0.9? */
  boolean expectsBareAnswer(MessageReader reader) {
    return simple && readsResponses(reader);
  }

  /** Says that whole messages may be missing, so that their order no longer pairs them. */
  void lostMessages(MessageReader reader) {
    if (readsResponses(reader)) {
      pairing.responsesLost();
    } else {
      pairing.requestsLost();
    }
  }

  boolean awaitsSwitch(HttpMessage request) {
    if ((request.upgrade == null && !request.isConnect()) || pairing.responseOf(request) != null) {
      return false;
    }
    switching = request;
    return true;
  }

  boolean awaitsTunnel() {
    return switching != null && switching.isConnect();
  }

  /** The request that a message answers; null where that is not known, and for a request. */
  HttpMessage requestOf(HttpMessage message) {
    return message.isRequest() ? null : pairing.requestOf(message);
  }

  void onComplete(HttpMessage message, StreamContext context) {
    message.complete = true;
    pairing.advance(context);
  }

  void onBrokenHeader(MessageReader reader, HttpMessage message, StreamContext context) {
    recognised = true;
    if (message.isRequest()) {
      pairing.addRequest(message, context);
    } else {
      pairing.addResponse(message, context);
    }
  }

  void onHeader(MessageReader reader, HttpMessage message, StreamContext context) {
    recognised = true;
    if (message.isRequest()) {
      onRequest(reader, message, context);
    } else if (message.isInterim()) {
      pairing.interim(message);
      reader.drop();
    } else {
      onResponse(reader, message, context);
    }
  }

  private void onRequest(MessageReader reader, HttpMessage request, StreamContext context) {
    if (reader.direction() == Direction.FROM_SERVER) {
      request.note(Notes.SENT_BY_SERVER);
    }
    simple = request.isSimple();
    pairing.addRequest(request, context);
    HttpMessage response =
        pairing.responseOf(
            request); // There may be one already, because a capture can hold the response earlier.
    frame(reader, request, 0, false, context);
    if (response == null || handedOver) {
      return;
    }
    if (request.isHead()) {
      reader(reader.direction().opposite()).endWithoutBody(response, context);
    } else if (isTunnel(request, response)) {
      switchTo(null, request, context);
    }
  }

  private void onResponse(MessageReader reader, HttpMessage response, StreamContext context) {
    pairing.addResponse(response, context);
    HttpMessage request = pairing.requestOf(response);
    int status = response.status;
    if (request != null && request == switching) {
      switching = null;
    }
    if (status == 101) {
      String upgrade =
          response.upgrade != null || request == null ? response.upgrade : request.upgrade;
      reader.expectLength(0, false, context);
      switchTo(protocolName(upgrade), request, context);
    } else if (request != null && isTunnel(request, response)) {
      reader.expectLength(0, false, context);
      switchTo(null, request, context);
    } else {
      reader(reader.direction().opposite()).release();
      boolean isBodiless = (status == 204 || status == 304) && !response.has(Notes.BAD_STATUS_LINE);
      if (isBodiless || (request != null && request.isHead())) {
        reader.expectLength(0, false, context);
      } else {
        frame(reader, response, HttpMessage.UNKNOWN, request == null, context);
      }
    }
  }

  private static boolean isTunnel(HttpMessage request, HttpMessage response) {
    return request.isConnect() && response.status >= 200 && response.status < 300;
  }

  /**
   * Tells the reader where the body of a message ends.
   *
   * @param otherwise length of the body in bytes where the headers declare none; {@link
   *     HttpMessage#UNKNOWN} for a body that goes on until the connection closes
   * @param doubted may there be no body after all, because the request is not known?
   */
  private static void frame(
      MessageReader reader,
      HttpMessage message,
      long otherwise,
      boolean doubted,
      StreamContext context) {
    boolean chunked = message.isChunked();
    if (message.transferEncoding != null) {
      if (message.contentLength != HttpMessage.UNKNOWN) {
        message.note(Notes.LENGTH_AND_CODING);
      }
      if (!chunked) {
        message.note(Notes.UNKNOWN_CODING);
      }
    }
    long length = otherwise;
    if (message.transferEncoding == null && message.contentLength != HttpMessage.UNKNOWN) {
      length = message.contentLength;
    }
    if (chunked) {
      reader.expectChunks();
    } else if (length == HttpMessage.UNKNOWN && message.has(Notes.GAP_IN_HEADER)) {
      reader.expectUntilStartLine(); // The gap may have held the length.
    } else if (length == HttpMessage.UNKNOWN) {
      reader.expectUntilClose();
    } else {
      reader.expectLength(length, doubted, context);
    }
  }

  /**
   * @param request that asked for it; null where it is not known
   */
  private void switchTo(String protocol, HttpMessage request, StreamContext context) {
    handedOver = true;
    fromClient.handOver();
    fromServer.handOver();
    pairing.flush(context);
    if (request != null && Http2.PROTOCOL.name().equals(protocol)) {
      HttpExchange.Request answered = request.toRequest();
      context.handOver(protocol, () -> new Http2Dissector(limits, answered));
    } else {
      context.handOver(protocol);
    }
  }

  /**
   * The name in Weft of the first protocol in an Upgrade header field, whose names are those of the
   * upgrade token registry; null where there is none.
   */
  private static String protocolName(String upgrade) {
    if (upgrade == null) {
      return null;
    }
    int end = 0;
    while (end < upgrade.length() && " ,/".indexOf(upgrade.charAt(end)) < 0) {
      end++;
    }
    String token = upgrade.substring(0, end).toLowerCase(Locale.ROOT);
    return token.equals("h2c") ? Http2.PROTOCOL.name() : token;
  }
}
