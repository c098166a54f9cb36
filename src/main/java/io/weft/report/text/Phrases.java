package io.weft.report.text;

import java.util.Map;

/**
 * Phrases in the reader's language. Each is named by what it is in English, with places for values,
 * such as {@code {0} from {1}}.
 */
public final class Phrases {
  /** The phrases as they are named. */
  public static final Phrases ENGLISH = new Phrases(Map.of());

  private final Map<String, String> others;

  /**
   * @param others the language's phrases by those in English, which stand for what is not among
   *     them
   */
  public Phrases(Map<String, String> others) {
    this.others = Map.copyOf(others);
  }

  /** A phrase with values in its places. */
  public String say(String english, Object... values) {
    String phrase = others.getOrDefault(english, english);
    for (int i = values.length - 1; i >= 0; i--) {
      phrase = phrase.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return phrase;
  }

  /** A number with a word; {@code {0}} and the plural name the phrase in other languages. */
  public String counted(long number, String singular, String plural) {
    String phrase = others.get("{0} " + plural);
    return phrase == null
        ? Units.count(number, singular, plural)
        : phrase.replace("{0}", Units.count(number));
  }
}
