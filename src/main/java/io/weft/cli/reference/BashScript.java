package io.weft.cli.reference;

import io.weft.cli.reference.Completion.Completed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.commons.cli.Option;

/** Completion for bash 4 and later; it needs nothing else. */
final class BashScript {
  private BashScript() {}

  static String of(List<Completed> commands) {
    StringBuilder text = new StringBuilder();
    text.append("# bash completion for weft\n_weft() {\n");
    text.append("  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n");
    text.append("  local words= options=\n  COMPREPLY=()\n");
    StringJoiner names = new StringJoiner(" ");
    commands.forEach(each -> names.add(each.name()));
    text.append("  if ((COMP_CWORD == 1)); then\n    if [[ $current == -* ]]; then\n");
    text.append("      words='--help --version'\n    else\n");
    text.append("      words='").append(names).append("'\n      _weft_files\n    fi\n");
    text.append("    COMPREPLY+=($(compgen -W \"$words\" -- \"$current\"))\n    return\n  fi\n");
    text.append("  case ${COMP_WORDS[1]} in\n");
    for (Completed command : commands) {
      command(text, command);
    }
    text.append("    *) _weft_files; return ;;\n  esac\n");
    text.append("  if [[ $current == -* ]]; then\n");
    text.append("    COMPREPLY=($(compgen -W \"$options --help\" -- \"$current\"))\n");
    text.append("  else\n    _weft_argument \"$words\"\n  fi\n}\n\n");
    text.append("_weft_files() { compopt -o filenames 2>/dev/null;");
    text.append(" COMPREPLY+=($(compgen -f -- \"$current\")); }\n\n");
    text.append("_weft_argument() {\n  case $1 in\n    @file) _weft_files ;;\n");
    text.append("    @folder) compopt -o filenames 2>/dev/null;");
    text.append(" COMPREPLY=($(compgen -d -- \"$current\")) ;;\n");
    text.append("    @free) ;;\n");
    text.append("    @*) COMPREPLY=($(compgen -W \"$(weft completion --words \"${1#@}\"");
    text.append(" 2>/dev/null)\" -- \"$current\")) ;;\n");
    text.append("    *) COMPREPLY=($(compgen -W \"$1\" -- \"$current\")) ;;\n  esac\n}\n\n");
    text.append("complete -F _weft weft\n");
    return text.toString();
  }

  private static void command(StringBuilder text, Completed command) {
    Map<String, StringJoiner> byArgument = new LinkedHashMap<>();
    StringJoiner all = new StringJoiner(" ");
    for (Option option : command.options()) {
      for (String name : Completion.names(option)) {
        all.add(name);
        if (option.hasArg()) {
          byArgument
              .computeIfAbsent(word(Argument.of(option)), key -> new StringJoiner("|"))
              .add(name);
        }
      }
    }
    text.append("    ").append(command.name()).append(")\n");
    text.append("      options='").append(all).append("'\n");
    text.append("      words='").append(word(command.argument())).append("'\n");
    if (!byArgument.isEmpty()) {
      text.append("      case $before in\n");
      byArgument.forEach(
          (argument, options) ->
              text.append("        ")
                  .append(options)
                  .append(") _weft_argument '")
                  .append(argument)
                  .append("'; return ;;\n"));
      text.append("      esac\n");
    }
    text.append("      ;;\n");
  }

  /** The words there are, or what stands for them in {@code _weft_argument}. */
  static String word(Argument argument) {
    return switch (argument.kind()) {
      case FILE -> "@file";
      case FOLDER -> "@folder";
      case FIELD -> "@fields";
      case PROTOCOL -> "@protocols";
      case INTERFACE -> "@interfaces";
      case WORDS -> String.join(" ", argument.words());
      case FREE -> "@free";
    };
  }
}
