package io.weft.cli.reference;

import io.weft.cli.command.Command;
import io.weft.cli.command.Example;
import io.weft.cli.option.CommandOptions;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.help.TextHelpAppendable;

/** Writes manual pages in the macros of {@code man(7)}. */
final class ManPage {
  /** Lines of source stay this short, so that tools do not complain. */
  private static final int WIDTH = 78;

  private final StringBuilder text = new StringBuilder();

  /**
   * @param name of the page: {@code weft-flows}
   * @param date of the program, as {@code 2026-03-01}
   * @param version of the program
   */
  private ManPage(String name, String date, String version) {
    text.append(".TH ")
        .append(name.toUpperCase(java.util.Locale.ROOT))
        .append(" 1 ")
        .append(date)
        .append(" \"weft ")
        .append(version)
        .append("\" \"Weft\"\n");
  }

  /** The page of the program, which leads to those of its commands. */
  static String ofProgram(List<Command> commands, String date, String version) {
    ManPage page = new ManPage("weft", date, version);
    page.section("NAME");
    page.line("weft \\- capture packets and read the conversations they carried");
    page.section("SYNOPSIS");
    page.synopsis("weft", "command [options] capture ...");
    page.text.append(".br\n");
    page.synopsis("weft", "capture ...");
    page.section("DESCRIPTION");
    page.paragraph(
        "Weft reads packets from capture files, pipes and interfaces, and weaves them back into the"
            + " conversations they carried. A command is the first word; without one, a capture is"
            + " told in short.");
    page.section("COMMANDS");
    for (Command command : commands) {
      page.tagged("\\fB" + escaped(command.name()) + "\\fR", command.summary());
    }
    page.tagged("\\fBhelp\\fR [command or topic]", "tell more of each");
    page.tagged("\\fBcompletion\\fR bash|zsh|fish", "print the completion for a shell");
    page.section("EXIT STATUS");
    page.tagged("0", "Done, also where a capture was cut or its reader has gone.");
    page.tagged("1", "Trouble with a capture, an interface, or what was to be written.");
    page.tagged("2", "The command line is wrong.");
    page.section("ENVIRONMENT");
    page.tagged("WEFT_OPTS", "Options for Java, as -Xmx2g.");
    page.tagged("JAVA_HOME", "The Java to run with; otherwise the first one on the PATH.");
    page.tagged("NO_COLOR", "No colours where it is set.");
    page.tagged("TZ", "The time zone of times shown as local.");
    page.section("SEE ALSO");
    for (int i = 0; i < commands.size(); i++) {
      String end = i == commands.size() - 1 ? "" : " ,";
      page.text.append(".BR weft\\-").append(commands.get(i).name()).append(" (1)");
      page.text.append(end).append('\n');
    }
    return page.text.toString();
  }

  /** The page of a command. */
  static String of(Command command, String date, String version) {
    ManPage page = new ManPage("weft-" + command.name(), date, version);
    page.section("NAME");
    page.wrapped("weft\\-" + command.name() + " \\- " + escaped(command.summary()));
    page.section("SYNOPSIS");
    page.synopsis("weft " + command.name(), ("[options] " + command.arguments()).stripTrailing());
    page.section("OPTIONS");
    CommandOptions.sections(command.options())
        .forEach(
            (section, options) -> {
              page.text.append(".SS \"").append(capitalized(section.title())).append("\"\n");
              options.forEach(page::option);
            });
    page.section("EXAMPLES");
    for (Example example : command.examples()) {
      page.text.append(".TP\n.nf\n");
      page.line(escaped(example.line()));
      page.text.append(".fi\n");
      page.wrapped(escaped(example.meaning()));
    }
    page.section("SEE ALSO");
    page.text.append(".BR weft (1)\n");
    return page.text.toString();
  }

  private void section(String title) {
    text.append(".SH \"").append(title).append("\"\n");
  }

  private void synopsis(String bold, String rest) {
    text.append(".B ").append(escaped(bold)).append('\n');
    wrapped(escaped(rest));
  }

  private void option(Option option) {
    StringBuilder tag = new StringBuilder();
    for (String name : Completion.names(option)) {
      tag.append(tag.length() == 0 ? "" : ", ").append("\\fB").append(escaped(name)).append("\\fR");
    }
    if (option.hasArg()) {
      tag.append(" \\fI").append(escaped(option.getArgName())).append("\\fR");
    }
    tagged(tag.toString(), option.getDescription());
  }

  private void tagged(String tag, String meaning) {
    text.append(".TP\n").append(tag).append('\n');
    wrapped(escaped(meaning));
  }

  private void paragraph(String words) {
    wrapped(escaped(words));
  }

  private void wrapped(String words) {
    String rest = words;
    while (rest.length() > WIDTH) {
      int end = Math.max(1, TextHelpAppendable.indexOfWrap(rest, WIDTH, 0));
      line(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    line(rest);
  }

  /** A line that does not begin with a control character. */
  private void line(String words) {
    boolean isControl = words.startsWith(".") || words.startsWith("'");
    text.append(isControl ? "\\&" : "").append(words).append('\n');
  }

  private static String capitalized(String title) {
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private static String escaped(String words) {
    return words.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
  }
}
