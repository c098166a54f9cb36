package io.weft.protocol.app.websocket;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.LayerAssembly;

/** Reads the frames of one direction (RFC 6455, section 5). */
final class WebSocketReader {
  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 160;

  private final Direction direction;
  private final MessageInflater inflater = new MessageInflater();
  private final LayerAssembly layer = new LayerAssembly(WebSocket.PROTOCOL);
  private final byte[] mask = new byte[FrameHeader.MASK];
  private byte[] piece;

  /** The message whose frames are read; null between messages. */
  private MessageContent message;

  /** The control frame that is read; null outside of one. */
  private MessageContent control;

  private boolean isInFrame;
  private boolean isMasked;
  private boolean isFinal;
  private int masked;
  private long left;

  /** Has this side compressed a message? */
  private boolean mayCompress;

  WebSocketReader(Direction direction) {
    this.direction = direction;
  }

  int memory() {
    return BYTES
        + inflater.memory()
        + layer.memory()
        + (piece == null ? 0 : piece.length)
        + (message == null ? 0 : message.memory())
        + (control == null ? 0 : control.memory());
  }

  /**
   * Takes bytes.
   *
   * @return how many were used, or -1 where they are no frames
   */
  int read(byte[] bytes, int from, int to, StreamContext context) {
    int at = from;
    while (at < to) {
      if (isInFrame) {
        at = payload(bytes, at, from, to, context);
        continue;
      }
      int header = FrameHeader.length(bytes, at, to);
      if (header == 0) {
        break;
      }
      if (!FrameHeader.isPossible(bytes, at)) {
        return -1;
      }
      header(bytes, at, from, header, context);
      at += header;
    }
    return at - from;
  }

  private void header(byte[] bytes, int at, int from, int header, StreamContext context) {
    int opcode = bytes[at] & FrameHeader.OPCODE;
    isFinal = (bytes[at] & FrameHeader.FINAL) != 0;
    isMasked = (bytes[at + 1] & FrameHeader.MASKED) != 0;
    if (isMasked) {
      System.arraycopy(bytes, at + header - FrameHeader.MASK, mask, 0, FrameHeader.MASK);
      masked = 0;
    }
    left = FrameHeader.payloadLength(bytes, at);
    isInFrame = true;
    layer.begin(context);
    layer.add(bytes, at, at + header);
    long offset = context.offset() + at - from;
    if (Opcode.isControl(opcode)) {
      control = new MessageContent(opcode, context.arrivalAt(offset), null);
      control.frame();
      if (left > WebSocketLimits.CONTROL || !isFinal) {
        control.note(MessageNotes.BAD_CONTROL_FRAME);
      }
    } else {
      boolean isCompressed = (bytes[at] & FrameHeader.COMPRESSED) != 0;
      mayCompress |= isCompressed;
      begin(opcode, isCompressed, offset, context);
    }
    if (isMasked != (direction == Direction.FROM_CLIENT)) {
      current().note(MessageNotes.WRONG_MASKING);
    }
    if (left == 0) {
      endFrame(context.arrivalAt(offset + header - 1).nanos(), context);
    }
  }

  /** Begins a message, or goes on with the one whose fragments come. */
  private void begin(int opcode, boolean isCompressed, long offset, StreamContext context) {
    if (opcode != Opcode.CONTINUATION && message != null) {
      emit(message, false, context.arrivalAt(offset).nanos(), context);
      message = null;
    }
    if (message == null) {
      int kind = opcode == Opcode.CONTINUATION ? Opcode.BINARY : opcode;
      message = new MessageContent(kind, context.arrivalAt(offset), isCompressed ? inflater : null);
      if (opcode == Opcode.CONTINUATION) {
        message.note(MessageNotes.BEGINNING_NOT_SEEN);
      }
    }
    message.frame();
  }

  private MessageContent current() {
    return control != null ? control : message;
  }

  private int payload(byte[] bytes, int at, int from, int to, StreamContext context) {
    int n = (int) Math.min(left, to - at);
    if (isMasked) {
      unmask(bytes, at, at + n, context);
    } else {
      payload(bytes, at, at + n, context);
    }
    left -= n;
    if (left == 0) {
      endFrame(context.arrivalAt(context.offset() + (at + n - 1) - from).nanos(), context);
    }
    return at + n;
  }

  private void unmask(byte[] bytes, int from, int to, StreamContext context) {
    if (piece == null) {
      piece = new byte[WebSocketLimits.PIECE];
    }
    for (int at = from; at < to; ) {
      int n = Math.min(piece.length, to - at);
      for (int i = 0; i < n; i++) {
        piece[i] = (byte) (bytes[at + i] ^ mask[masked++ & (FrameHeader.MASK - 1)]);
      }
      payload(piece, 0, n, context);
      at += n;
    }
  }

  /** Takes bytes of the payload, unmasked. */
  private void payload(byte[] bytes, int from, int to, StreamContext context) {
    layer.add(bytes, from, to);
    current().payload(bytes, from, to, next(context));
  }

  private void endFrame(long nanos, StreamContext context) {
    isInFrame = false;
    String text = null;
    if (control != null) {
      emit(control, true, nanos, context);
      control = null;
    } else if (isFinal) {
      text = emit(message, true, nanos, context).text();
      message = null;
    }
    if (context.attaches()) {
      layer.end(new FrameNotes(text, mayCompress), context);
    }
  }

  /** What messages hold, one behind the other, is a stream of its own: MQTT and others are so. */
  private MessageContent.Bytes next(StreamContext context) {
    return (bytes, from, to) ->
        context.child(null, 0).bytes(direction, bytes, from, to, context.arrival());
  }

  private WebSocketMessage emit(
      MessageContent over, boolean whole, long nanos, StreamContext context) {
    WebSocketMessage emitted = over.end(direction, whole, nanos, next(context));
    context.emit(emitted);
    return emitted;
  }

  /**
   * Bytes are missing.
   *
   * @return false where it is not known any more where the next frame begins
   */
  boolean gap(long missing, StreamContext context) {
    layer.drop();
    if (!isInFrame || missing > left) {
      end(context);
      return false;
    }
    current().missing(missing);
    if (control == null) {
      context.child(null, 0).gap(direction, missing, context.arrival());
    }
    masked += (int) (missing & (FrameHeader.MASK - 1));
    left -= missing;
    if (left == 0) {
      endFrame(context.arrival().nanos(), context);
    }
    return true;
  }

  /** The direction is over. */
  void end(StreamContext context) {
    long nanos = context.arrival().nanos();
    if (control != null) {
      emit(control, false, nanos, context);
      control = null;
    }
    if (message != null) {
      emit(message, false, nanos, context);
      message = null;
    }
    isInFrame = false;
    inflater.close();
  }
}
