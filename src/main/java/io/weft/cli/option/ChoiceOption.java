package io.weft.cli.option;

import java.util.List;
import org.apache.commons.cli.Option;

/** An option whose value is one of a few words, which a shell may offer. */
public final class ChoiceOption extends Option {
  private static final long serialVersionUID = 1L;

  private final String[] words;

  ChoiceOption(String letter, String name, String argument, List<String> words, String text) {
    super(letter, name, true, text);
    setArgName(argument);
    this.words = words.toArray(new String[0]);
  }

  /** The words, in the order in which they are offered. */
  public List<String> words() {
    return List.of(words);
  }
}
