package io.weft.cli.reference;

import io.weft.cli.reference.Completion.Completed;
import java.util.List;
import org.apache.commons.cli.Option;

/** Completion for fish. */
final class FishScript {
  private FishScript() {}

  static String of(List<Completed> commands) {
    StringBuilder text = new StringBuilder("# fish completion for weft\n");
    for (Completed command : commands) {
      text.append("complete -c weft -n __fish_use_subcommand -a ")
          .append(command.name())
          .append(" -d ")
          .append(quoted(Completion.brief(command.summary())))
          .append('\n');
    }
    text.append("complete -c weft -n __fish_use_subcommand -l version -d 'print the version'\n");
    text.append("complete -c weft -s h -l help -d 'print the help'\n");
    for (Completed command : commands) {
      String when = " -n '__fish_seen_subcommand_from " + command.name() + "'";
      for (Option option : command.options()) {
        text.append("complete -c weft").append(when);
        if (option.getOpt() != null) {
          text.append(" -s ").append(option.getOpt());
        }
        if (option.getLongOpt() != null) {
          text.append(" -l ").append(option.getLongOpt());
        }
        if (option.hasArg()) {
          text.append(" -r").append(values(Argument.of(option)));
        }
        text.append(" -d ").append(quoted(Completion.brief(option.getDescription()))).append('\n');
      }
      if (command.argument().kind() != Argument.Kind.FILE) {
        text.append("complete -c weft").append(when).append(values(command.argument()));
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String values(Argument argument) {
    return switch (argument.kind()) {
      case FILE -> " -F";
      case FOLDER -> " -f -a '(__fish_complete_directories)'";
      case FIELD -> " -f -a '(weft completion --words fields 2>/dev/null)'";
      case PROTOCOL -> " -f -a '(weft completion --words protocols 2>/dev/null)'";
      case INTERFACE -> " -f -a '(weft completion --words interfaces 2>/dev/null)'";
      case WORDS -> " -f -a '" + String.join(" ", argument.words()) + "'";
      case FREE -> " -f";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
