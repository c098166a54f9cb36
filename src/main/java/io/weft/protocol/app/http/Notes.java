package io.weft.protocol.app.http;

import io.weft.protocol.app.NoteNames;
import java.util.List;

/** The things that can be odd about a message, a bit for each. */
final class Notes {
  static final int OBS_FOLD = 1;
  static final int BAD_HEADER_LINE = 1 << 1;
  static final int BAD_CONTENT_LENGTH = 1 << 2;
  static final int DUPLICATE_CONTENT_LENGTH = 1 << 3;
  static final int CONFLICTING_CONTENT_LENGTH = 1 << 4;
  static final int LENGTH_AND_CODING = 1 << 5;
  static final int UNKNOWN_CODING = 1 << 6;
  static final int BAD_CHUNK = 1 << 7;
  static final int HEADER_TOO_LARGE = 1 << 8;
  static final int TOO_MANY_HEADERS = 1 << 9;
  static final int VALUE_CUT = 1 << 10;
  static final int BARE_LF = 1 << 11;
  static final int BLANK_BEFORE_COLON = 1 << 12;
  static final int EMPTY_LINE_BEFORE = 1 << 13;
  static final int GAP_IN_HEADER = 1 << 14;
  static final int GAP_IN_FRAMING = 1 << 15;
  static final int INCOMPLETE = 1 << 16;
  static final int SKIPPED_BEFORE = 1 << 17;
  static final int PAIRING_GUESSED = 1 << 18;
  static final int WAITING_LIMIT = 1 << 19;
  static final int SENT_BY_SERVER = 1 << 20;
  static final int END_NOT_SEEN = 1 << 21;
  static final int DUPLICATE_HOST = 1 << 22;
  static final int BODY_TOO_LONG = 1 << 23;
  static final int UNKNOWN_FIELD = 1 << 24;
  static final int BAD_HEADER_BLOCK = 1 << 25;
  static final int BAD_STATUS_LINE = 1 << 26;

  /** The names in the order of the bits. They appear in JSON, and its schema lists them. */
  private static final String[] NAMES = {
    "obs_fold",
    "bad_header_line",
    "bad_content_length",
    "duplicate_content_length",
    "conflicting_content_length",
    "content_length_and_transfer_encoding",
    "unknown_transfer_encoding",
    "bad_chunk",
    "header_block_too_large",
    "too_many_headers",
    "value_cut",
    "bare_lf",
    "blank_before_colon",
    "empty_line_before",
    "gap_in_header",
    "gap_in_framing",
    "incomplete",
    "bytes_skipped_before",
    "pairing_guessed",
    "waiting_limit",
    "sent_by_server",
    "end_not_seen",
    "duplicate_host",
    "body_longer_than_content_length",
    "unknown_header_field",
    "bad_header_block",
    "bad_status_line"
  };

  private Notes() {}

  /** The names of the bits that are set. */
  static List<String> names(int notes) {
    return NoteNames.of(notes, NAMES);
  }
}
