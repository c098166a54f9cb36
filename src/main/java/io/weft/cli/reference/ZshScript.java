package io.weft.cli.reference;

import io.weft.cli.reference.Completion.Completed;
import java.util.List;
import org.apache.commons.cli.Option;

/** Completion for zsh, by its own {@code _arguments}. */
final class ZshScript {
  private ZshScript() {}

  static String of(List<Completed> commands) {
    StringBuilder text = new StringBuilder("#compdef weft\n\n");
    text.append("_weft_words() {\n  local -a words\n");
    text.append("  words=(${(f)\"$(weft completion --words $1 2>/dev/null)\"})\n");
    text.append("  compadd -a words\n}\n\n_weft() {\n");
    text.append("  if (( CURRENT == 2 )); then\n    local -a commands\n    commands=(\n");
    for (Completed command : commands) {
      text.append("      '")
          .append(command.name())
          .append(':')
          .append(quoted(Completion.brief(command.summary())))
          .append("'\n");
    }
    text.append("    )\n    _describe command commands\n    _files\n    return\n  fi\n");
    text.append("  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n");
    text.append("  case $command in\n");
    for (Completed command : commands) {
      text.append("    ").append(command.name()).append(")\n      _arguments -s");
      for (Option option : command.options()) {
        option(text, option);
      }
      text.append(" \\\n        '(-h --help)'{-h,--help}'[print the help]'");
      text.append(" \\\n        '*:").append(action(command.argument())).append("'\n");
      text.append("      ;;\n");
    }
    text.append("    *) _files ;;\n  esac\n}\n\n");
    text.append("if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n  _weft \"$@\"\n");
    text.append("else\n  compdef _weft weft\nfi\n");
    return text.toString();
  }

  private static void option(StringBuilder text, Option option) {
    List<String> names = Completion.names(option);
    text.append(" \\\n        '*'");
    text.append(names.size() == 1 ? names.get(0) : "{" + String.join(",", names) + "}");
    text.append("'[").append(bracketed(Completion.brief(option.getDescription()))).append(']');
    if (option.hasArg()) {
      text.append(':').append(action(Argument.of(option)));
    }
    text.append('\'');
  }

  private static String action(Argument argument) {
    return switch (argument.kind()) {
      case FILE -> "file:_files";
      case FOLDER -> "folder:_files -/";
      case FIELD -> "field:_weft_words fields";
      case PROTOCOL -> "protocol:_weft_words protocols";
      case INTERFACE -> "interface:_weft_words interfaces";
      case WORDS -> "word:(" + String.join(" ", argument.words()) + ")";
      case FREE -> "value: ";
    };
  }

  private static String bracketed(String text) {
    return quoted(text).replace("[", "\\[").replace("]", "\\]");
  }

  /** Text within single quotes, in which a colon separates nothing. */
  private static String quoted(String text) {
    return text.replace("'", "'\\''").replace(":", "\\:");
  }
}
