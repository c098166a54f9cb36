package io.weft.cli.reference;

import io.weft.cli.command.Command;
import io.weft.cli.command.Commands;
import io.weft.cli.command.Version;
import io.weft.cli.reference.Completion.Completed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All that is made of the commands for their users' systems. */
public final class Reference {
  private final List<Command> commands;

  /**
   * @param commands in the order of the help
   */
  public Reference(List<Command> commands) {
    this.commands = List.copyOf(commands);
  }

  /**
   * Writes the manual pages and the scripts of all shells; the build calls this.
   *
   * @param arguments the folder to write to, and the date of the program
   */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    new Reference(Commands.all()).writeTo(Path.of(arguments[0]), arguments[1]);
  }

  /** Writes {@code man/man1} and {@code completion}, as far as they are not there. */
  void writeTo(Path folder, String date) throws IOException {
    Path pages = Files.createDirectories(folder.resolve("man/man1"));
    String version = Version.read();
    write(pages.resolve("weft.1"), ManPage.ofProgram(commands, date, version));
    for (Command command : commands) {
      write(pages.resolve("weft-" + command.name() + ".1"), ManPage.of(command, date, version));
    }
    Path scripts = Files.createDirectories(folder.resolve("completion"));
    write(scripts.resolve("weft.bash"), completion(Completion.BASH, List.of()));
    write(scripts.resolve("_weft"), completion(Completion.ZSH, List.of()));
    write(scripts.resolve("weft.fish"), completion(Completion.FISH, List.of()));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /**
   * The script that completes command lines in a shell.
   *
   * @param topics that {@code weft help} knows besides the commands
   */
  public String completion(Completion shell, List<String> topics) {
    List<Completed> all = new ArrayList<>();
    List<String> helped = new ArrayList<>();
    for (Command command : commands) {
      all.add(Completed.of(command));
      helped.add(command.name());
    }
    helped.addAll(topics);
    all.add(Completed.ofWords("help", "tell more of a command or a topic", helped));
    all.add(
        Completed.ofWords(
            "completion", "print the completion for a shell", List.of("bash", "zsh", "fish")));
    return shell.script(all);
  }
}
