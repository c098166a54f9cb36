package io.weft.protocol.app.http;

import io.weft.dissect.Arrival;
import io.weft.dissect.ChildStream;
import io.weft.dissect.Direction;
import io.weft.dissect.FlowContext;
import io.weft.protocol.app.http.frame.Http2Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The streams of one HTTP/2 connection that are open, and the exchanges on them. */
final class Http2Connection {
  /** The stream that answers the request of HTTP/1 which asked for HTTP/2. */
  private static final int UPGRADED = 1;

  private final HttpLimits limits;

  /** By their identifiers, the oldest first. */
  private final Map<Integer, Http2Stream> streams = new LinkedHashMap<>();

  private boolean isJoinedMidway;
  private int emitted;

  /**
   * @param upgraded the request of HTTP/1 that the first stream answers; null for none
   */
  Http2Connection(HttpLimits limits, HttpExchange.Request upgraded) {
    this.limits = limits;
    if (upgraded != null) {
      streams.put(UPGRADED, new Http2Stream(UPGRADED, upgraded));
    }
  }

  /** Requests may be missing whose responses come. */
  void joinedMidway() {
    isJoinedMidway = true;
  }

  HttpLimits limits() {
    return limits;
  }

  /** Estimated memory of all that waits, in bytes. */
  int memory() {
    int bytes = 0;
    for (Http2Stream stream : streams.values()) {
      bytes += stream.memory();
    }
    return bytes;
  }

  /**
   * A header block has been read.
   *
   * @param blockBytes its length as it was sent
   * @param begin when its first frame began
   * @param end when its last frame ended
   */
  void onHeaders(
      int id,
      Direction direction,
      HeaderBlock block,
      long blockBytes,
      boolean endsStream,
      Arrival begin,
      Arrival end,
      FlowContext context) {
    Http2Stream stream = stream(id, context);
    HttpMessage own = half(stream, direction, block);
    if (own != null) {
      own.headerBytes += blockBytes;
      own.endNanos = end.nanos();
    } else {
      own = begin(stream, direction, block, blockBytes, begin, end);
    }
    if (block.grpcStatus() != null) {
      stream.grpcStatus = block.grpcStatus();
      stream.grpcMessage = block.grpcMessage();
    }
    if (endsStream) {
      end(stream, own, context);
    }
  }

  /** The message that a block of trailers belongs to; null where the block begins a message. */
  private static HttpMessage half(Http2Stream stream, Direction direction, HeaderBlock block) {
    if (block.isRequest() || block.isResponse()) {
      return null;
    }
    return half(stream, direction);
  }

  /** What has been seen of this side's message; null for nothing. */
  private static HttpMessage half(Http2Stream stream, Direction direction) {
    return isFromRequester(stream, direction) ? stream.request : stream.response;
  }

  private static boolean isFromRequester(Http2Stream stream, Direction direction) {
    return !stream.isPushed && direction == Direction.FROM_CLIENT;
  }

  /** Begins a message, or counts an interim response, which is none. */
  private HttpMessage begin(
      Http2Stream stream,
      Direction direction,
      HeaderBlock block,
      long blockBytes,
      Arrival begin,
      Arrival end) {
    HttpMessage message = block.message();
    message.packet = begin.number();
    message.startNanos = begin.nanos();
    message.endNanos = end.nanos();
    message.headerEndNanos = end.nanos();
    message.headerBytes = blockBytes;
    if (block.isResponse() && message.isInterim()) {
      stream.interimCount++;
      stream.interimStatus = message.status;
      return null;
    }
    if (block.isRequest() || isFromRequester(stream, direction)) {
      stream.request = message;
    } else {
      stream.response = message;
    }
    return message;
  }

  /** The server announces a request that it will answer. */
  void onPromise(
      int id, HeaderBlock block, long blockBytes, Arrival begin, Arrival end, FlowContext context) {
    Http2Stream stream = stream(id, context);
    HttpMessage request = begin(stream, Direction.FROM_CLIENT, block, blockBytes, begin, end);
    stream.isPushed = true;
    if (request != null) {
      request.complete = true;
      request.note(Notes.SENT_BY_SERVER);
    }
  }

  /** Bytes of a body. */
  void onData(
      int id,
      Direction direction,
      byte[] bytes,
      int from,
      int to,
      Arrival arrival,
      FlowContext context) {
    Http2Stream stream = streams.get(id);
    HttpMessage message = stream == null ? null : half(stream, direction);
    if (message != null) {
      stream.body(message, bytes, from, to, arrival.nanos(), context);
      if (stream.carries() != null) {
        context.child(stream.carries(), stream.id).bytes(direction, bytes, from, to, arrival);
      }
    }
  }

  void onMissingData(int id, Direction direction, long missing, FlowContext context) {
    Http2Stream stream = streams.get(id);
    HttpMessage message = stream == null ? null : half(stream, direction);
    if (message != null) {
      stream.missing(message, missing, context);
      if (stream.carries() != null) {
        context.child(stream.carries(), stream.id).gap(direction, missing, context.arrival());
      }
    }
  }

  /** One side has sent all of its message. */
  void onEndStream(int id, Direction direction, FlowContext context) {
    Http2Stream stream = streams.get(id);
    if (stream != null) {
      end(stream, half(stream, direction), context);
    }
  }

  private void end(Http2Stream stream, HttpMessage message, FlowContext context) {
    if (message != null) {
      message.complete = true;
    }
    if (stream.isOver(isJoinedMidway)) {
      emit(stream, context);
    }
  }

  void onReset(int id, int code, FlowContext context) {
    Http2Stream stream = streams.get(id);
    if (stream != null) {
      stream.reset = Http2Frame.error(code);
      emit(stream, context);
    }
  }

  /** Reports all streams, whole or not. */
  void flush(FlowContext context) {
    for (Http2Stream stream : new ArrayList<>(streams.values())) {
      emit(stream, context);
    }
  }

  private Http2Stream stream(int id, FlowContext context) {
    Http2Stream stream = streams.get(id);
    if (stream == null) {
      stream = new Http2Stream(id);
      streams.put(id, stream);
      if (streams.size() > limits.waiting()) {
        Http2Stream oldest = streams.values().iterator().next();
        if (oldest.request != null) {
          oldest.request.note(Notes.WAITING_LIMIT);
        }
        emit(oldest, context);
      }
    }
    return stream;
  }

  private void emit(Http2Stream stream, FlowContext context) {
    streams.remove(stream.id);
    if (stream.carries() != null) {
      ChildStream carried = context.child(stream.carries(), stream.id);
      carried.end(Direction.FROM_CLIENT, stream.reset == null, context.arrival());
      carried.end(Direction.FROM_SERVER, stream.reset == null, context.arrival());
    }
    HttpExchange exchange = stream.toExchange(emitted + 1);
    if (exchange != null) {
      emitted++;
      stream.tellBodies(exchange);
      context.emit(exchange);
    }
  }
}
