package io.weft.cli.option;

import io.weft.report.explain.Wording;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;

/** The option {@code --lang}: in which language findings and stories are told. */
public final class LanguageOption {
  private static final String LANGUAGE = "lang";

  private LanguageOption() {}

  /** Adds the option. */
  public static void addTo(CommandOptions options) {
    options
        .in(Section.OUTPUT)
        .addOption(
            OptionFactory.choice(
                LANGUAGE,
                "language",
                Wording.LANGUAGES,
                "tell it in this language: "
                    + String.join(" or ", Wording.LANGUAGES)
                    + " (default: en)"));
  }

  /** The words of the language that the line asks for. */
  public static Wording words(CommandLine line) throws UsageException {
    String code = line.getOptionValue(LANGUAGE);
    return code == null ? Wording.english() : words(code);
  }

  /** The words of a language, by its code. */
  public static Wording words(String code) throws UsageException {
    String language = code.toLowerCase(Locale.ROOT);
    if (!Wording.LANGUAGES.contains(language)) {
      throw new UsageException(
          "--lang knows " + String.join(" and ", Wording.LANGUAGES) + ", not '" + code + "'");
    }
    return Wording.of(language);
  }
}
