package io.weft.report.extract;

import java.util.Map;

/**
 * Makes names of files from what a request asked for: short, without anything that a file system or
 * a shell takes for more than a letter, and with the extension that the content calls for.
 */
final class ObjectName {
  private static final int MOST = 80;

  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("text/html", ".html"),
          Map.entry("text/plain", ".txt"),
          Map.entry("text/css", ".css"),
          Map.entry("text/javascript", ".js"),
          Map.entry("application/javascript", ".js"),
          Map.entry("application/json", ".json"),
          Map.entry("text/xml", ".xml"),
          Map.entry("application/xml", ".xml"),
          Map.entry("image/svg+xml", ".svg"),
          Map.entry("image/png", ".png"),
          Map.entry("image/jpeg", ".jpg"),
          Map.entry("image/gif", ".gif"),
          Map.entry("image/webp", ".webp"),
          Map.entry("image/avif", ".avif"),
          Map.entry("image/x-icon", ".ico"),
          Map.entry("application/pdf", ".pdf"),
          Map.entry("application/zip", ".zip"),
          Map.entry("application/gzip", ".gz"),
          Map.entry("application/x-elf", ".elf"),
          Map.entry("application/vnd.microsoft.portable-executable", ".exe"),
          Map.entry("application/wasm", ".wasm"),
          Map.entry("font/woff", ".woff"),
          Map.entry("font/woff2", ".woff2"),
          Map.entry("audio/mpeg", ".mp3"),
          Map.entry("video/mp4", ".mp4"),
          Map.entry("video/webm", ".webm"));

  private ObjectName() {}

  /**
   * The name of a file.
   *
   * @param number which no other file of the folder has
   * @param target of the request, as it was sent; null where it is not known
   * @param ofRequest is it the body of the request?
   * @param type media type of the content; null where it is not known
   */
  static String of(long number, String target, boolean ofRequest, String type) {
    StringBuilder name = new StringBuilder(40);
    String digits = Long.toString(number);
    name.append("0".repeat(Math.max(0, 5 - digits.length()))).append(digits);
    name.append(ofRequest ? "-request-" : "-");
    int from = name.length();
    appendSafe(name, lastPart(target));
    if (name.length() == from) {
      name.append("index");
    }
    boolean hasExtension =
        name.lastIndexOf(".") > from && name.length() - name.lastIndexOf(".") < 7;
    String extension = type == null ? null : EXTENSIONS.get(type);
    if (extension != null && !hasExtension) {
      name.append(extension);
    }
    return name.toString();
  }

  /** What stands behind the last slash of the path, without the query. */
  private static String lastPart(String target) {
    if (target == null) {
      return "";
    }
    int end = 0;
    while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
      end++;
    }
    return target.substring(target.lastIndexOf('/', Math.max(0, end - 1)) + 1, end);
  }

  /** Appends what is safe anywhere; one underscore stands for all the rest between two letters. */
  private static void appendSafe(StringBuilder name, String part) {
    int from = name.length();
    for (int i = 0; i < part.length() && name.length() - from < MOST; i++) {
      char c = part.charAt(i);
      boolean isSafe =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || (c == '.' && name.length() > from);
      if (isSafe) {
        name.append(c);
      } else if (name.length() > from && name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    }
    while (name.length() > from && "._".indexOf(name.charAt(name.length() - 1)) >= 0) {
      name.setLength(name.length() - 1);
    }
  }
}
