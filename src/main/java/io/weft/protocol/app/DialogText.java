package io.weft.protocol.app;

import io.weft.bytes.Text;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.ProbeResult;
import java.util.List;
import java.util.Locale;

/** Reads the lines of a dialog of commands and replies. */
public final class DialogText {
  private static final int DIGITS = 3;
  private static final int LONGEST_VERB = 12;

  private DialogText() {}

  /** Index of the next line feed, or -1. */
  public static int lineFeed(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** The end of a line's text, before its line feed and a carriage return. */
  public static int trim(byte[] bytes, int from, int lineFeed) {
    return lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
  }

  /** The number that a reply begins with, or -1 where it begins otherwise. */
  public static int code(byte[] bytes, int from, int end) {
    if (end - from < DIGITS || bytes[from] < '1' || bytes[from] > '6') {
      return -1;
    }
    int code = 0;
    for (int i = from; i < from + DIGITS; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      code = code * 10 + bytes[i] - '0';
    }
    boolean isAlone =
        end == from + DIGITS || bytes[from + DIGITS] == ' ' || bytes[from + DIGITS] == '-';
    return isAlone ? code : -1;
  }

  /** Does a line of a reply say that another one follows? */
  static boolean isContinued(byte[] bytes, int from, int end) {
    return end > from + DIGITS && bytes[from + DIGITS] == '-';
  }

  /** The text of a reply's line. */
  static String replyText(byte[] bytes, int from, int end) {
    return shortened(bytes, Math.min(end, from + DIGITS + 1), end);
  }

  /** Index behind the word that a command begins with; {@code from} where it is none. */
  public static int verbEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isLetter(bytes[at])) {
      at++;
    }
    boolean isWord = at - from <= LONGEST_VERB && (at == end || bytes[at] == ' ');
    return isWord ? at : from;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }

  /** The word in upper case. */
  public static String verb(byte[] bytes, int from, int end) {
    return Text.of(bytes, from, end).toUpperCase(Locale.ROOT);
  }

  /** Index of a command's argument behind its word. */
  public static int argumentFrom(byte[] bytes, int verbEnd, int end) {
    int at = verbEnd;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  /** The bytes as text, shortened to {@link DialogLimits#MAX_TEXT}. */
  public static String shortened(byte[] bytes, int from, int end) {
    return Text.of(bytes, from, Math.min(end, from + DialogLimits.MAX_TEXT));
  }

  /** Describes a layer that is a command or a reply by its first line. */
  public static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int lineFeed = lineFeed(bytes, from, packet.limit(layer));
    text.append(
        shortened(bytes, from, trim(bytes, from, lineFeed < 0 ? packet.limit(layer) : lineFeed)));
  }

  /**
   * What a first line proves that is no greeting: the beginning of the dialog may not be in the
   * capture, or its server said nothing.
   *
   * @param lineFeed index of its end, or -1
   * @param commands words that a client's line begins with, in upper case
   * @return {@link ProbeResult#MAYBE} for a reply or one of the commands, as several protocols have
   *     both: the port decides
   */
  public static ProbeResult midway(
      Direction direction, byte[] bytes, int from, int lineFeed, List<String> commands) {
    if (lineFeed < 0) {
      return ProbeResult.NO;
    }
    int end = trim(bytes, from, lineFeed);
    if (direction == Direction.FROM_SERVER) {
      return code(bytes, from, end) < 0 ? ProbeResult.NO : ProbeResult.MAYBE;
    }
    int verb = verbEnd(bytes, from, end) - from;
    for (int i = 0; i < commands.size(); i++) { // an iterator would be an object for each stream
      String command = commands.get(i);
      if (verb == command.length() && matches(bytes, from, command, verb)) {
        return ProbeResult.MAYBE;
      }
    }
    return ProbeResult.NO;
  }

  /** Does the first line hold the word, whatever the case of its letters? */
  public static boolean lineHas(byte[] bytes, int from, int end, String word) {
    for (int at = from; at + word.length() <= end; at++) {
      if (startsWith(bytes, at, end, word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Do the bytes begin with the word, whatever the case of its letters? {@link ProbeResult#MORE}
   * where they are too short to say, but begin like it.
   */
  public static ProbeResult probe(byte[] bytes, int from, int to, String word) {
    int there = Math.min(word.length(), to - from);
    if (!matches(bytes, from, word, there)) {
      return ProbeResult.NO;
    }
    return there < word.length() ? ProbeResult.MORE : ProbeResult.YES;
  }

  /**
   * What a greeting proves that names no protocol.
   *
   * @param lineFeed index of its end, or -1
   */
  public static ProbeResult greeting(Direction direction, int lineFeed) {
    boolean isWhole = lineFeed >= 0 && direction == Direction.FROM_SERVER;
    return isWhole ? ProbeResult.MAYBE : ProbeResult.MORE;
  }

  /** Do the bytes begin with the word, whatever the case of its letters? */
  public static boolean startsWith(byte[] bytes, int from, int end, String word) {
    return end - from >= word.length() && matches(bytes, from, word, word.length());
  }

  private static boolean matches(byte[] bytes, int from, String word, int length) {
    for (int i = 0; i < length; i++) {
      if (Character.toUpperCase((char) (bytes[from + i] & 0xFF)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
