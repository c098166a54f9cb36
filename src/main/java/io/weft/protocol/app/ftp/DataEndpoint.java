package io.weft.protocol.app.ftp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where a file's connection goes (RFC 959 section 4.1.2, RFC 2428). */
final class DataEndpoint {
  private static final Pattern SIX_NUMBERS =
      Pattern.compile("(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3})");
  private static final Pattern EXTENDED =
      Pattern.compile("([!-~])([12]?)\\1([0-9a-fA-F:.]{0,45})\\1(\\d{1,5})\\1");
  private static final int MAX = 255;

  private DataEndpoint() {}

  /** The address in the text of {@code PORT}, or of the reply to {@code PASV}; null for none. */
  static FtpExchange.Endpoint plain(String text) {
    Matcher numbers = SIX_NUMBERS.matcher(text);
    if (!numbers.find()) {
      return null;
    }
    int[] each = new int[6];
    for (int i = 0; i < each.length; i++) {
      each[i] = Integer.parseInt(numbers.group(i + 1));
      if (each[i] > MAX) {
        return null;
      }
    }
    String ip = each[0] + "." + each[1] + "." + each[2] + "." + each[3];
    return new FtpExchange.Endpoint(ip, each[4] << Byte.SIZE | each[5]);
  }

  /** The address in the text of {@code EPRT}, or of the reply to {@code EPSV}; null for none. */
  static FtpExchange.Endpoint extended(String text) {
    Matcher parts = EXTENDED.matcher(text);
    if (!parts.find()) {
      return null;
    }
    int port = Integer.parseInt(parts.group(4));
    String ip = parts.group(3).isEmpty() ? null : parts.group(3);
    return port > 0xFFFF ? null : new FtpExchange.Endpoint(ip, port);
  }
}
