package io.weft.cli;

import io.weft.cli.command.Command;
import io.weft.cli.command.Example;
import io.weft.cli.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.help.OptionFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** Prints the help of the program and of each command. */
final class Help {
  /** Longer lines are hard to read, however wide the terminal is. */
  private static final int MAX_WIDTH = 100;

  private static final String MARGIN = "  ";
  private static final String GAP = "   ";

  private final Appendable out;
  private final int width;

  Help(Appendable out, Terminal terminal) {
    this.out = out;
    this.width = Math.min(terminal.columns(), MAX_WIDTH);
  }

  /** Prints the list of commands, and the options of the program itself. */
  void program(List<Command> commands, Options options) throws IOException {
    line("Weft reads packets and weaves them back into the conversations they carried.");
    line("");
    line("usage: weft <command> [options] <capture>...");
    Map<String, String> summaries = new LinkedHashMap<>();
    for (Command command : commands) {
      summaries.put(command.name(), command.summary());
    }
    list("commands:", summaries);
    list("options:", descriptions(options));
    line("");
    line("'weft <command> --help' tells more of each command.");
  }

  /** Prints the usage, options and examples of one command. */
  void command(Command command, Options options) throws IOException {
    line("weft " + command.name() + ": " + command.summary());
    line("");
    line(("usage: weft " + command.name() + " [options] " + command.arguments()).stripTrailing());
    list("options:", descriptions(options));
    line("");
    line("examples:");
    for (Example example : command.examples()) {
      line(MARGIN + example.line());
      line(MARGIN + MARGIN + MARGIN + example.meaning());
    }
  }

  /** The options with their descriptions, in the order in which the command added them. */
  private static Map<String, String> descriptions(Options options) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (Option option : options.getOptions()) {
      OptionFormatter formatter = OptionFormatter.from(option);
      String name = (option.getOpt() == null ? "    " : "") + formatter.getBothOpt();
      String argument = option.hasArg() ? " " + formatter.getArgName() : "";
      descriptions.put(name + argument, formatter.getDescription());
    }
    return descriptions;
  }

  /** Prints two columns; the text of the second is wrapped within it. */
  private void list(String title, Map<String, String> entries) throws IOException {
    line("");
    line(title);
    int longest = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
    String indent = " ".repeat(MARGIN.length() + longest + GAP.length());
    int room = Math.max(width - indent.length(), MAX_WIDTH / 5);
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      String name = entry.getKey();
      String start = MARGIN + name + " ".repeat(longest - name.length()) + GAP;
      String rest = entry.getValue();
      while (rest.length() > room) {
        int end = Math.max(1, TextHelpAppendable.indexOfWrap(rest, room, 0));
        line(start + rest.substring(0, end).stripTrailing());
        rest = rest.substring(end).stripLeading();
        start = indent;
      }
      line(start + rest);
    }
  }

  private void line(String text) throws IOException {
    out.append(text).append('\n');
  }
}
