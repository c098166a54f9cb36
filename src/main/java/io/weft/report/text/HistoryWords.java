package io.weft.report.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the letters of {@code history} mean, as Zeek defines them: upper case stands for the client,
 * lower case for the server.
 */
public final class HistoryWords {
  private static final String SCALED = ": the 1st, 10th, 100th … of them";

  private static final Map<Character, String> WORDS = words();

  private HistoryWords() {}

  private static Map<Character, String> words() {
    Map<Character, String> words = new LinkedHashMap<>();
    words.put('s', "SYN without ACK");
    words.put('h', "SYN with ACK: the answer to a SYN");
    words.put('a', "a bare acknowledgment");
    words.put('d', "data");
    words.put('f', "FIN: this side has nothing more to send");
    words.put('r', "RST: this side breaks the connection off");
    words.put('c', "a segment with a wrong checksum" + SCALED);
    words.put('g', "a gap: bytes that are not in the capture" + SCALED);
    words.put('t', "a retransmission" + SCALED);
    words.put('w', "a window of zero: the receiver takes no more" + SCALED);
    words.put('i', "flags that contradict one another, such as FIN with RST");
    words.put('q', "several of SYN, FIN and RST in one segment");
    words.put('^', "client and server were taken the wrong way round at first");
    return words;
  }

  /** The meaning of a letter, in either case; null where it has none. */
  public static String of(char letter) {
    return WORDS.get(Character.toLowerCase(letter));
  }

  /** All letters, as people read them ({@code S s}), and their meanings. */
  public static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    WORDS.forEach(
        (letter, meaning) -> {
          String text = String.valueOf(letter);
          String upper = text.toUpperCase(Locale.ROOT);
          all.put(upper.equals(text) ? text : upper + " " + text, meaning);
        });
    return all;
  }
}
