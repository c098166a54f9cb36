package io.weft.cli.reference;

import io.weft.cli.option.ChoiceOption;
import java.util.List;
import org.apache.commons.cli.Option;

/**
 * What a shell may offer in the place of an argument.
 *
 * @param kind what it is
 * @param words those that there are, where the kind is {@link Kind#WORDS}
 */
record Argument(Kind kind, List<String> words) {
  /** Kinds of arguments. */
  enum Kind {
    /** A file. */
    FILE,
    /** A folder. */
    FOLDER,
    /** The name of a field, which the program lists. */
    FIELD,
    /** The name of a protocol, which the program lists. */
    PROTOCOL,
    /** The name of an interface, which the program lists. */
    INTERFACE,
    /** One of a few words. */
    WORDS,
    /** Anything else: a number, a time, a filter. */
    FREE
  }

  private static final Argument FREE = new Argument(Kind.FREE, List.of());

  /** What an option of a command takes; meaningful only for options with a value. */
  static Argument of(Option option) {
    if (option instanceof ChoiceOption choice) {
      return new Argument(Kind.WORDS, choice.words());
    }
    return switch (option.getArgName() == null ? "" : option.getArgName()) {
      case "file" -> new Argument(Kind.FILE, List.of());
      case "folder" -> new Argument(Kind.FOLDER, List.of());
      case "field" -> new Argument(Kind.FIELD, List.of());
      case "name" -> named(option.getLongOpt());
      default -> FREE;
    };
  }

  private static Argument named(String option) {
    return switch (option) {
      case "interface" -> new Argument(Kind.INTERFACE, List.of());
      case "protocol" -> new Argument(Kind.PROTOCOL, List.of());
      default -> FREE;
    };
  }

  /** What stands behind the options of a command, by its usage line. */
  static Argument ofUsage(String arguments) {
    if (arguments.contains("<capture>")) {
      return new Argument(Kind.FILE, List.of());
    }
    return arguments.contains("protocol") ? new Argument(Kind.PROTOCOL, List.of()) : FREE;
  }
}
