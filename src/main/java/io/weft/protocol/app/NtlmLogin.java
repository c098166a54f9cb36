package io.weft.protocol.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.weft.bytes.LittleEndian;

/**
 * Who logs in by NTLM, in whatever carries its messages: SMB, DCE/RPC (MS-NLMP section 2.2.1.3).
 * Only the last message of a login tells it.
 */
public final class NtlmLogin {
  private static final String MARK = "NTLMSSP\0\3\0\0\0";

  /** In the message: where the domain's and the user's lengths and places stand, and the flags. */
  private static final int DOMAIN = 28;

  private static final int USER = 36;
  private static final int FLAGS = 60;
  private static final int HEADER = 64;

  private static final int IS_UNICODE = 1;

  private NtlmLogin() {}

  /**
   * The user, behind the domain and a backslash where one is named; null where the bytes hold no
   * such message, or one without a user.
   */
  public static String find(byte[] bytes, int from, int to) {
    for (int at = from; to - at >= HEADER; at++) {
      if (isMark(bytes, at)) {
        String domain = text(bytes, at, DOMAIN, to);
        String user = text(bytes, at, USER, to);
        return user == null || domain == null ? user : domain + '\\' + user;
      }
    }
    return null;
  }

  private static boolean isMark(byte[] bytes, int at) {
    for (int i = 0; i < MARK.length(); i++) {
      if (bytes[at + i] != MARK.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A text whose length and place in the message stand there; null where it is not there. */
  private static String text(byte[] bytes, int message, int field, int to) {
    int length = LittleEndian.u16(bytes, message + field);
    long from = message + LittleEndian.u32(bytes, message + field + 4);
    if (length == 0 || length > 2 * DialogLimits.MAX_TEXT || from + length > to) {
      return null;
    }
    boolean isUnicode = (bytes[message + FLAGS] & IS_UNICODE) != 0;
    return new String(bytes, (int) from, length, isUnicode ? UTF_16LE : ISO_8859_1);
  }
}
