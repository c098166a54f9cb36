package io.weft.protocol.app.websocket;

import io.weft.protocol.app.NoteNames;
import java.util.List;

/** The things that can be odd about a message, a bit for each. */
final class MessageNotes {
  /** The client has to mask what it sends, the server must not (RFC 6455, section 5.1). */
  static final int WRONG_MASKING = 1;

  static final int BAD_UTF8 = 1 << 1;

  /** The message ends with the stream, or the next one begins before it is whole. */
  static final int INCOMPLETE = 1 << 2;

  /** Continuation frames whose beginning was not seen. */
  static final int BEGINNING_NOT_SEEN = 1 << 3;

  /** What was compressed could not be decompressed, or only as far as it is told. */
  static final int NOT_DECOMPRESSED = 1 << 4;

  static final int TOO_LARGE = 1 << 5;

  static final int TEXT_CUT = 1 << 6;

  /** A control frame of more than 125 bytes, or in fragments. */
  static final int BAD_CONTROL_FRAME = 1 << 7;

  /** The names in the order of the bits. They appear in JSON, and its schema lists them. */
  private static final String[] NAMES = {
    "wrong_masking",
    "bad_utf8",
    "incomplete",
    "beginning_not_seen",
    "not_decompressed",
    "too_large",
    "text_cut",
    "bad_control_frame"
  };

  private MessageNotes() {}

  /** The names of the bits that are set; null where none is. */
  static List<String> names(int notes) {
    return notes == 0 ? null : NoteNames.of(notes, NAMES);
  }
}
