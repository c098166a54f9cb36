package io.weft.spark;

import io.weft.flow.ConnState;

/**
 * Zeek's {@code history} of a connection of two parts, and the {@code conn_state} that follows from
 * it: upper case letters are events of the client.
 */
final class JoinedHistory {
  private static final int CASE = 0x20;

  private final String letters;

  /**
   * Of each event the second part adds the letters that the first one does not have as many of.
   *
   * @param before null for none
   * @param after null for none; with the same client
   */
  JoinedHistory(String before, String after) {
    StringBuilder joined = new StringBuilder(before == null ? "" : before);
    String more = after == null ? "" : after;
    for (int i = 0; i < more.length(); i++) {
      char letter = more.charAt(i);
      if (letter != '^' && count(more.substring(0, i + 1), letter) > count(joined, letter)) {
        joined.append(letter);
      }
    }
    letters = joined.toString();
  }

  private static long count(CharSequence text, char letter) {
    return text.chars().filter(c -> c == letter).count();
  }

  /** The history where client and server are the other way round. */
  static String turned(String history) {
    if (history == null) {
      return null;
    }
    StringBuilder turned = new StringBuilder(history);
    for (int i = 0; i < history.length(); i++) {
      if (Character.isLetter(history.charAt(i))) {
        turned.setCharAt(i, (char) (history.charAt(i) ^ CASE));
      }
    }
    return turned.toString();
  }

  /** Null where no event was recorded. */
  String text() {
    return letters.isEmpty() ? null : letters;
  }

  /** The state of a TCP connection. */
  ConnState connState() {
    boolean isAnswered = has('h');
    boolean clientIsOpen = isAnswered && (has('S') || has('D') || has('A'));
    boolean isAttempt = has('S') && !isAnswered;
    boolean serverIsIdle = !isAnswered;
    boolean clientIsIdle = !clientIsOpen && !isAttempt;
    boolean clientClosed = isBefore('F', 'R');
    boolean serverClosed = isBefore('f', 'r');
    if (clientClosed && serverClosed) {
      return ConnState.SF;
    }
    if (has('r')) {
      return isAttempt && !clientClosed && !has('R')
          ? ConnState.REJ
          : clientIsIdle && !clientClosed && !has('R') ? ConnState.RSTRH : ConnState.RSTR;
    }
    if (has('R')) {
      return !serverIsIdle || serverClosed
          ? ConnState.RSTO
          : isAttempt ? ConnState.RSTOS0 : ConnState.OTH;
    }
    if (clientClosed) {
      return serverIsIdle ? ConnState.SH : ConnState.S2;
    }
    if (serverClosed) {
      return clientIsIdle ? ConnState.SHR : ConnState.S3;
    }
    if (isAttempt && letters.chars().noneMatch(c -> c == 'd')) {
      return ConnState.S0;
    }
    return clientIsOpen ? ConnState.S1 : ConnState.OTH;
  }

  private boolean has(char letter) {
    return letters.indexOf(letter) >= 0;
  }

  /** Is there an event, and not behind the other one? */
  private boolean isBefore(char event, char other) {
    int at = letters.indexOf(event);
    return at >= 0 && (!has(other) || at < letters.indexOf(other));
  }
}
