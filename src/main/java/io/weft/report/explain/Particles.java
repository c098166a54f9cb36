package io.weft.report.explain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Chooses the form of a Korean particle, which depends on the last sound of the word before it: 은
 * behind a consonant, 는 behind a vowel. Digits sound as they are read in Korean, Latin letters as
 * Koreans read the word, as far as its spelling tells.
 */
final class Particles {
  private static final int FIRST_SYLLABLE = 0xAC00;
  private static final int LAST_SYLLABLE = 0xD7A3;

  /** Each syllable stands in Unicode as one of so many with the same beginning. */
  private static final int FINALS = 28;

  private static final int FINAL_RIEUL = 8;

  /** From 10^12 on (조, a vowel) to below 10^16 (경) the last word of a round number is 조. */
  private static final int ZEROS_OF_JO = 12;

  private static final int ZEROS_OF_GYEONG = 16;

  /** What is said behind a word in brackets belongs to the word. */
  private static final Pattern BRACKETS = Pattern.compile("(?<=.)\\s*\\([^()]*\\)\\s*$");

  /** Ends of Latin words that Koreans write with a final consonant, though a vowel letter ends. */
  private static final Pattern SILENT_E = Pattern.compile(".*[aeiouy](?:n|m)e");

  /** A stop behind one short vowel becomes a final: web 웹, net 넷, top 톱, book 북. */
  private static final Pattern STOP =
      Pattern.compile("(?:.*[^aeiou])?(?:[aeiou]|oo)(?:[bckpt]|ck)");

  private Particles() {}

  private enum Sound {
    VOWEL,
    RIEUL,
    CONSONANT,
    UNKNOWN
  }

  /**
   * The particle for a word.
   *
   * @param word that stands before it; may be any text
   * @param forms both forms, as {@code 은/는}: the one behind a consonant first
   */
  static String behind(String word, String forms) {
    int slash = forms.indexOf('/');
    String consonant = forms.substring(0, slash);
    String vowel = forms.substring(slash + 1);
    boolean isEuro = consonant.equals("으로");
    return switch (sound(word)) {
      case CONSONANT -> consonant;
      case VOWEL -> vowel;
      case RIEUL -> isEuro ? vowel : consonant;
      case UNKNOWN -> isEuro ? "(으)로" : consonant + "(" + vowel + ")";
    };
  }

  private static Sound sound(String text) {
    String word = BRACKETS.matcher(text).replaceAll("");
    int end = word.length();
    while (end > 0 && isSilent(word.charAt(end - 1))) {
      end--;
    }
    if (end == 0) {
      return Sound.UNKNOWN;
    }
    char last = word.charAt(end - 1);
    if (last >= FIRST_SYLLABLE && last <= LAST_SYLLABLE) {
      int sound = (last - FIRST_SYLLABLE) % FINALS;
      return sound == 0 ? Sound.VOWEL : sound == FINAL_RIEUL ? Sound.RIEUL : Sound.CONSONANT;
    }
    if (last >= '0' && last <= '9') {
      return digit(word, end);
    }
    if (last == '%') {
      return Sound.VOWEL; // 퍼센트
    }
    return isLatin(last) ? latin(word, end) : Sound.UNKNOWN;
  }

  /** Marks that are not said. */
  private static boolean isSilent(char c) {
    return c != '%' && c < 0x80 && !Character.isLetterOrDigit(c);
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static Sound digit(String word, int end) {
    int zeros = 0;
    int at = end - 1;
    while (at >= 0 && (word.charAt(at) == '0' || (zeros > 0 && word.charAt(at) == ','))) {
      zeros += word.charAt(at) == '0' ? 1 : 0;
      at--;
    }
    if (zeros > 0) {
      boolean isNumber = at >= 0 && Character.isDigit(word.charAt(at));
      boolean isJo = isNumber && zeros >= ZEROS_OF_JO && zeros < ZEROS_OF_GYEONG;
      return isJo ? Sound.VOWEL : Sound.CONSONANT; // 영, 십, 백, 천, 만, 억
    }
    return switch (word.charAt(end - 1)) {
      case '1', '7', '8' -> Sound.RIEUL; // 일, 칠, 팔
      case '3', '6' -> Sound.CONSONANT; // 삼, 육
      default -> Sound.VOWEL; // 이, 사, 오, 구
    };
  }

  private static Sound latin(String word, int end) {
    int start = end;
    while (start > 0 && isLatin(word.charAt(start - 1))) {
      start--;
    }
    String letters = word.substring(start, end);
    boolean isUnit = start > 1 && word.charAt(start - 1) == ' ' && isDigit(word.charAt(start - 2));
    if (isUnit && (letters.equals("h") || letters.equals("m"))) {
      return Sound.CONSONANT; // 시간, 분
    }
    boolean isSpelt =
        letters.length() == 1
            || letters.equals(letters.toUpperCase(Locale.ROOT))
            || (start > 0 && isDigit(word.charAt(start - 1)));
    return isSpelt ? letter(letters.charAt(letters.length() - 1)) : read(letters);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The sound of a letter's name. */
  private static Sound letter(char c) {
    return switch (c) {
      case 'l', 'L', 'r', 'R' -> Sound.RIEUL; // 엘, 알
      case 'm', 'M', 'n', 'N' -> Sound.CONSONANT; // 엠, 엔
      default -> Sound.VOWEL;
    };
  }

  /** The sound of a word as it is read. */
  private static Sound read(String letters) {
    String word = letters.toLowerCase(Locale.ROOT);
    if (word.endsWith("l") || word.endsWith("le")) {
      return Sound.RIEUL;
    }
    boolean isNasal = word.endsWith("m") || word.endsWith("n") || word.endsWith("ng");
    return isNasal || SILENT_E.matcher(word).matches() || STOP.matcher(word).matches()
        ? Sound.CONSONANT
        : Sound.VOWEL;
  }
}
