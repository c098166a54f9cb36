package io.weft.protocol.app.http.frame;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.ValueNames;
import java.util.Locale;

/** The header of an HTTP/2 frame (RFC 9113, section 4.1), read where it lies. */
public final class Http2Frame {
  /** Length of the header in bytes. */
  public static final int HEADER = 9;

  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PUSH_PROMISE = 5;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  public static final int END_STREAM = 1;
  public static final int ACK = 1;
  public static final int END_HEADERS = 4;
  public static final int PADDED = 8;
  public static final int HAS_PRIORITY = 0x20;

  /** The flags that a frame of each type may have. */
  private static final int[] FLAGS = {
    END_STREAM | PADDED,
    END_STREAM | END_HEADERS | PADDED | HAS_PRIORITY,
    0,
    0,
    ACK,
    END_HEADERS | PADDED,
    ACK,
    0,
    0,
    END_HEADERS
  };

  /** The longest payload that a peer sends who was not asked to send longer ones, in bytes. */
  private static final int USUAL_LENGTH = 16_384;

  /** What the client sends first (RFC 9113, section 3.4). */
  private static final byte[] PREFACE = {
    'P', 'R', 'I', ' ', '*', ' ', 'H', 'T', 'T', 'P', '/', '2', '.', '0', '\r', '\n', '\r', '\n',
    'S', 'M', '\r', '\n', '\r', '\n'
  };

  private static final String[] ERRORS = {
    "NO_ERROR",
    "PROTOCOL_ERROR",
    "INTERNAL_ERROR",
    "FLOW_CONTROL_ERROR",
    "SETTINGS_TIMEOUT",
    "STREAM_CLOSED",
    "FRAME_SIZE_ERROR",
    "REFUSED_STREAM",
    "CANCEL",
    "COMPRESSION_ERROR",
    "CONNECT_ERROR",
    "ENHANCE_YOUR_CALM",
    "INADEQUATE_SECURITY",
    "HTTP_1_1_REQUIRED"
  };

  private static final String[] TYPES = {
    "DATA",
    "HEADERS",
    "PRIORITY",
    "RST_STREAM",
    "SETTINGS",
    "PUSH_PROMISE",
    "PING",
    "GOAWAY",
    "WINDOW_UPDATE",
    "CONTINUATION"
  };

  /** The names of error codes (RFC 9113, section 7). */
  static final ValueNames ERROR_NAMES = ValueNames.from0(ERRORS);

  /** The names of frame types (RFC 9113, section 6). */
  static final ValueNames TYPE_NAMES = ValueNames.from0(TYPES);

  private Http2Frame() {}

  /** Length of the client's preface in bytes. */
  public static int prefaceLength() {
    return PREFACE.length;
  }

  /** Do the bytes begin as the client's preface does, as far as they go? */
  public static boolean isPreface(byte[] bytes, int from, int to) {
    int length = Math.min(PREFACE.length, to - from);
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != PREFACE[i]) {
        return false;
      }
    }
    return length > 0;
  }

  /** Length of the payload in bytes. */
  public static int length(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at) << 8 | (bytes[at + 2] & 0xFF);
  }

  public static int type(byte[] bytes, int at) {
    return bytes[at + 3] & 0xFF;
  }

  public static int flags(byte[] bytes, int at) {
    return bytes[at + 4] & 0xFF;
  }

  /** Identifier of the stream, without the reserved bit. */
  public static int stream(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + 5) & 0x7FFF_FFFF;
  }

  /** Can there be such a frame? Types that are not known may have any length and stream. */
  public static boolean isPossible(byte[] bytes, int at) {
    int length = length(bytes, at);
    boolean isOfConnection = stream(bytes, at) == 0;
    return switch (type(bytes, at)) {
      case DATA, HEADERS, PUSH_PROMISE, CONTINUATION -> !isOfConnection;
      case PRIORITY -> length == 5;
      case RST_STREAM -> length == 4 && !isOfConnection;
      case SETTINGS -> length % 6 == 0 && isOfConnection;
      case PING -> length == 8 && isOfConnection;
      case GOAWAY -> length >= 8 && isOfConnection;
      case WINDOW_UPDATE -> length == 4;
      default -> true;
    };
  }

  /** Is it likely that a frame begins here, although nothing says so? */
  public static boolean isLikely(byte[] bytes, int at) {
    int type = type(bytes, at);
    return type < FLAGS.length
        && (flags(bytes, at) & ~FLAGS[type]) == 0
        && bytes[at + 5] >= 0
        && length(bytes, at) <= USUAL_LENGTH
        && isPossible(bytes, at);
  }

  /** The name of an error code (RFC 9113, section 7), or its number in hexadecimal. */
  public static String error(int code) {
    String name = ERROR_NAMES.name(code);
    return name != null ? name : "0x" + Integer.toHexString(code).toLowerCase(Locale.ROOT);
  }
}
