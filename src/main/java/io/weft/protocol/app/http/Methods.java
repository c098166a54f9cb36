package io.weft.protocol.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Methods of the IANA registry, and a few in wide use beside it. Any other token may be a method
 * too.
 */
final class Methods {
  private static final String[] NAMES = {
    "GET",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "OPTIONS",
    "CONNECT",
    "PATCH",
    "TRACE",
    "ACL",
    "BASELINE-CONTROL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "COPY",
    "LABEL",
    "LINK",
    "LOCK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKREDIRECTREF",
    "MKWORKSPACE",
    "MOVE",
    "ORDERPATCH",
    "PROPFIND",
    "PROPPATCH",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
    "UPDATEREDIRECTREF",
    "VERSION-CONTROL",
    "NOTIFY",
    "M-SEARCH",
    "SUBSCRIBE",
    "UNSUBSCRIBE",
    "POLL",
    "BMOVE",
    "BCOPY",
    "BDELETE",
    "BPROPFIND",
    "BPROPPATCH",
    "PURGE",
    "CCM_POST",
    "RPC_CONNECT",
    "RPC_IN_DATA",
    "RPC_OUT_DATA",
    "SOURCE",
    "DEBUG",
    "TRACK"
  };

  private static final byte[][] BYTES = new byte[NAMES.length][];

  static {
    for (int i = 0; i < NAMES.length; i++) {
      BYTES[i] = NAMES[i].getBytes(US_ASCII);
    }
  }

  private Methods() {}

  static boolean isRegistered(byte[] bytes, int from, int to) {
    return find(bytes, from, to) != null;
  }

  /** The method as text; a method that is known needs no new string. */
  static String text(byte[] bytes, int from, int to) {
    String known = find(bytes, from, to);
    return known != null ? known : new String(bytes, from, to - from, US_ASCII);
  }

  private static String find(byte[] bytes, int from, int to) {
    for (int i = 0; i < BYTES.length; i++) {
      if (BYTES[i].length == to - from && isAt(BYTES[i], bytes, from)) {
        return NAMES[i];
      }
    }
    return null;
  }

  /**
   * Index where the longest known method begins that ends at {@code to}, or -1. Where the end of a
   * body is not known, a request may begin in the middle of a line, directly behind the body.
   */
  static int startOf(byte[] bytes, int from, int to) {
    int start = -1;
    for (byte[] name : BYTES) {
      int at = to - name.length;
      if (at >= from && (start < 0 || at < start) && isAt(name, bytes, at)) {
        start = at;
      }
    }
    return start;
  }

  private static boolean isAt(byte[] name, byte[] bytes, int at) {
    for (int i = 0; i < name.length; i++) {
      if (bytes[at + i] != name[i]) {
        return false;
      }
    }
    return true;
  }
}
