package io.weft.cli;

import io.weft.cli.command.Command;
import io.weft.cli.command.Example;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.Section;
import io.weft.cli.terminal.Terminal;
import io.weft.report.explain.FindingPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.help.OptionFormatter;

/** Prints the help of the program, of each command, and of topics. */
final class Help {
  private static final String USAGE = "usage: weft <command> [options] <capture>...";

  private final HelpText text;

  Help(Appendable out, Terminal terminal) {
    this.text = new HelpText(out, terminal.columns());
  }

  /** Prints what to begin with. */
  void beginning() {
    text.line("Weft reads packets and weaves them back into the conversations they carried.");
    text.line("").line(USAGE);
    Map<String, String> first = new LinkedHashMap<>();
    first.put("weft web.pcapng", "what is in a capture, in short");
    first.put("weft flows web.pcapng", "who talked to whom, and what went wrong");
    first.put("weft flows -i eth0", "the same of an interface, now (weft interfaces lists them)");
    text.list("to begin with:", first);
    text.line("").line("'weft help' lists all commands.");
  }

  /** Prints the list of commands and topics, and the options of the program itself. */
  void program(List<Command> commands, Options options) {
    text.line("Weft reads packets and weaves them back into the conversations they carried.");
    text.line("").line(USAGE);
    text.line("       weft <capture>...        what is in them, in short");
    Map<String, String> summaries = new LinkedHashMap<>();
    for (Command command : commands) {
      summaries.put(command.name(), command.summary());
    }
    summaries.put("completion", "print the completion for bash, zsh or fish");
    text.list("commands:", summaries);
    Map<String, String> topics = new LinkedHashMap<>();
    for (HelpTopic topic : HelpTopic.values()) {
      topics.put(topic.word(), topic.summary());
    }
    text.list("topics:", topics);
    text.list("options:", descriptions(options.getOptions()));
    text.line("").line("'weft help <command or topic>' tells more of each.");
  }

  /** Prints the usage, options and examples of one command. */
  void command(Command command, Options options) {
    text.line(("weft " + command.name()).stripTrailing() + ": " + command.summary()).line("");
    String name = command.name().isEmpty() ? "" : command.name() + " ";
    text.line(("usage: weft " + name + "[options] " + command.arguments()).stripTrailing());
    Map<Section, Map<String, String>> sections = new LinkedHashMap<>();
    CommandOptions.sections(options)
        .forEach((section, each) -> sections.put(section, descriptions(each)));
    int longest =
        sections.values().stream()
            .flatMap(each -> each.keySet().stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);
    sections.forEach(
        (section, each) ->
            text.list((sections.size() == 1 ? "options" : section.title()) + ":", each, longest));
    text.line("").line("examples:");
    for (Example example : command.examples()) {
      text.line(HelpText.MARGIN + example.line());
      text.line(HelpText.MARGIN.repeat(3) + example.meaning());
    }
    page(command);
  }

  private void page(Command command) {
    String page = page(command.name());
    if (page != null) {
      FindingPage.paragraphs(page).forEach(text::paragraph);
    }
  }

  /**
   * The page of a command that has one: how it works, as far as users need to know.
   *
   * @param name the command's; in another language than English with its code, {@code explain_ko}
   * @return paragraphs, with an empty line between them; null for none
   */
  static String page(String name) {
    try (InputStream page = Help.class.getResourceAsStream("help/" + name + ".txt")) {
      return page == null ? null : new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints what there is to know of a topic. */
  void topic(HelpTopic topic) {
    text.paragraph(topic.word() + ": " + topic.summary());
    topic.print(text);
  }

  /** The options with their descriptions, in the order in which the command added them. */
  private static Map<String, String> descriptions(Iterable<Option> options) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (Option option : options) {
      OptionFormatter formatter = OptionFormatter.from(option);
      String name = (option.getOpt() == null ? "    " : "") + formatter.getBothOpt();
      String argument = option.hasArg() ? " " + formatter.getArgName() : "";
      descriptions.put(name + argument, formatter.getDescription());
    }
    return descriptions;
  }
}
