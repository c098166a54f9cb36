package io.weft.cli;

import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** Prints what the program and each command can do. */
final class Help {
  /** Lines longer than this are hard to read on any terminal. */
  private static final int WIDEST = 100;

  private final Appendable out;
  private final int width;

  Help(Appendable out, Terminal terminal) {
    this.out = out;
    this.width = Math.min(terminal.columns(), WIDEST);
  }

  void program(List<Command> commands, Options options) throws IOException {
    line("Weft reads packets and weaves them back into the conversations they carried.");
    line("");
    line("usage: weft <command> [options] <capture>...");
    line("");
    line("commands:");
    int longest = 0;
    for (Command command : commands) {
      longest = Math.max(longest, command.name().length());
    }
    for (Command command : commands) {
      String gap = " ".repeat(longest - command.name().length() + 3);
      line("  " + command.name() + gap + command.summary());
    }
    line("");
    options(options);
    line("'weft <command> --help' tells more of each.");
  }

  void command(Command command, Options options) throws IOException {
    line("weft " + command.name() + ": " + command.summary());
    line("");
    line(("usage: weft " + command.name() + " [options] " + command.arguments()).stripTrailing());
    line("");
    options(options);
    line("examples:");
    for (Example example : command.examples()) {
      line("  " + example.line());
      line("      " + example.meaning());
    }
  }

  private void options(Options options) throws IOException {
    TextHelpAppendable table = new TextHelpAppendable(out);
    table.setMaxWidth(width);
    table.setLeftPad(0);
    HelpFormatter.builder()
        .setShowSince(false)
        .setHelpAppendable(table)
        .get()
        .printOptions(options);
  }

  private void line(String text) throws IOException {
    out.append(text).append('\n');
  }
}
