package io.weft.protocol.app.tls;

import io.weft.protocol.app.NoteNames;
import java.util.List;

/** The things that can be odd about a connection, a bit for each. */
final class Notes {
  static final int HELLO_NOT_SEEN = 1;
  static final int BAD_RECORD = 1 << 1;
  static final int BAD_HELLO = 1 << 2;
  static final int MESSAGE_TOO_LONG = 1 << 3;
  static final int GAP = 1 << 4;
  static final int MESSAGE_LOST = 1 << 5;
  static final int LIST_CUT = 1 << 6;
  static final int UNENCRYPTED = 1 << 7;

  /** The names in the order of the bits. They appear in JSON, and its schema lists them. */
  private static final String[] NAMES = {
    "hello_not_seen",
    "bad_record",
    "bad_hello",
    "message_too_long",
    "gap",
    "message_lost",
    "list_cut",
    "unencrypted_data"
  };

  private Notes() {}

  /** The names of the bits that are set; null where none is. */
  static List<String> names(int notes) {
    return notes == 0 ? null : NoteNames.of(notes, NAMES);
  }
}
