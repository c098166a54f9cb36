package io.weft.protocol.app.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** One message, or control frame, while it is read. */
final class MessageContent {
  /** Memory of this object without its text, estimated in bytes. */
  private static final int BYTES = 120;

  private static final int CODE = 2;

  private final int opcode;
  private final long packet;
  private final long startNanos;

  /** Null for what is not compressed. */
  private final MessageInflater inflater;

  private byte[] text = {};
  private int textLength;
  private int frames;
  private long payloadBytes;
  private long bytes;
  private long missing;
  private int notes;

  /** Takes the message's bytes as they become known. */
  @FunctionalInterface
  interface Bytes {
    void take(byte[] bytes, int from, int to);
  }

  /**
   * @param inflater for a compressed message; null for another
   */
  MessageContent(int opcode, Arrival begin, MessageInflater inflater) {
    this.opcode = opcode;
    packet = begin.number();
    startNanos = begin.nanos();
    this.inflater = inflater;
    if (inflater != null) {
      inflater.begin();
    }
  }

  void note(int bits) {
    notes |= bits;
  }

  void frame() {
    frames++;
  }

  /**
   * Takes the next bytes of the payload, unmasked.
   *
   * @param next takes those of the message; none of a control frame's
   */
  void payload(byte[] from, int at, int to, Bytes next) {
    payloadBytes += to - at;
    if (inflater == null) {
      keep(from, at, to, next);
    } else {
      inflater.bytes(from, at, to, (array, start, end) -> keep(array, start, end, next));
    }
  }

  private boolean keep(byte[] from, int at, int to, Bytes next) {
    bytes += to - at;
    if (!Opcode.isControl(opcode)) {
      next.take(from, at, to);
    }
    int room = opcode == Opcode.BINARY ? 0 : WebSocketLimits.TEXT - textLength;
    int count = Math.min(room, to - at);
    if (count < to - at && opcode == Opcode.TEXT) {
      note(MessageNotes.TEXT_CUT);
    }
    if (count > 0) {
      if (text.length < textLength + count) {
        text = Arrays.copyOf(text, Math.max(textLength + count, 2 * text.length));
      }
      System.arraycopy(from, at, text, textLength, count);
      textLength += count;
    }
    if (inflater != null && bytes > WebSocketLimits.DECOMPRESSED) {
      note(MessageNotes.TOO_LARGE);
      return false;
    }
    return true;
  }

  /** The next bytes of the payload are missing. */
  void missing(long length) {
    missing += length;
    if (inflater != null) {
      inflater.lose();
    }
  }

  /**
   * Ends the message.
   *
   * @param whole is its last frame over?
   * @param endNanos when its last byte came
   * @param next takes what else of the message becomes known
   */
  WebSocketMessage end(Direction direction, boolean whole, long endNanos, Bytes next) {
    if (!whole) {
      note(MessageNotes.INCOMPLETE);
      if (inflater != null) {
        inflater.lose();
      }
    }
    if (inflater != null && !inflater.end((array, start, end) -> keep(array, start, end, next))) {
      note(MessageNotes.NOT_DECOMPRESSED);
    }
    boolean isClose = opcode == Opcode.CLOSE;
    boolean hasCode = isClose && textLength >= CODE && missing == 0;
    return new WebSocketMessage(
        direction == Direction.FROM_CLIENT ? "client" : "server",
        Opcode.name(opcode),
        new Moment(startNanos),
        new Moment(endNanos),
        packet,
        Math.max(1, frames),
        payloadBytes,
        bytes,
        inflater == null ? null : true,
        text(hasCode ? CODE : 0),
        hasCode ? BigEndian.u16(text, 0) : null,
        missing == 0 ? null : missing,
        MessageNotes.names(notes));
  }

  private String text(int from) {
    if (opcode == Opcode.BINARY || textLength <= from) {
      return opcode == Opcode.TEXT && bytes == 0 && missing == 0 ? "" : null;
    }
    if (opcode == Opcode.TEXT && missing == 0 && !isUtf8(from)) {
      note(MessageNotes.BAD_UTF8);
    }
    return Text.of(text, from, wholeCharacters());
  }

  private boolean isUtf8(int from) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(text, from, wholeCharacters() - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The length of the text without a character that was cut where the text is. */
  private int wholeCharacters() {
    if ((notes & MessageNotes.TEXT_CUT) == 0) {
      return textLength;
    }
    int at = textLength;
    while (at > textLength - 3 && (text[at - 1] & 0xC0) == 0x80) {
      at--;
    }
    return (text[at - 1] & 0x80) != 0 ? at - 1 : textLength;
  }

  int memory() {
    return BYTES + text.length;
  }
}
