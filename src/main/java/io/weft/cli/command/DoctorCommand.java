package io.weft.cli.command;

import io.weft.capture.live.SystemCheck;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.JsonOption;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Terminal;
import io.weft.report.json.Json;
import io.weft.report.text.SafeText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * {@code weft doctor}: checks what a live capture needs, and names the command that provides what
 * is missing.
 */
final class DoctorCommand implements Command {
  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public String summary() {
    return "check what a live capture needs, and tell what mends it";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions();
    options.addOption(JsonOption.option("print one JSON object"));
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft doctor", "why a capture does not begin"),
        new Example("weft doctor && weft flows -i eth0", "exit code 0 where a capture can begin"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    CaptureArguments.requireNone(line, name());
    List<SystemCheck.Result> results = new ArrayList<>(SystemCheck.run());
    results.add(terminal(console.terminal()));
    boolean able = results.stream().noneMatch(each -> each.status() == SystemCheck.Status.FAILED);
    if (JsonOption.isGiven(line)) {
      List<Check> checks = results.stream().map(Check::of).toList();
      console
          .text()
          .append(Json.mapper().writeValueAsString(new Result("doctor", able, checks)))
          .append('\n');
    } else {
      print(results, console.text());
    }
    return able ? ExitCode.DONE : ExitCode.TROUBLE;
  }

  private static SystemCheck.Result terminal(Terminal terminal) {
    return new SystemCheck.Result(
        "terminal",
        SystemCheck.Status.OK,
        terminal.out() ? terminal.columns() + " columns" : "standard output is none",
        null);
  }

  private static void print(List<SystemCheck.Result> results, Writer out) throws IOException {
    int widest = results.stream().mapToInt(each -> each.subject().length()).max().orElse(0);
    for (SystemCheck.Result each : results) {
      String mark =
          switch (each.status()) {
            case OK -> "ok      ";
            case WARNING -> "warning ";
            case FAILED -> "FAILED  ";
          };
      out.append(mark)
          .append(each.subject())
          .append(" ".repeat(widest - each.subject().length() + 2))
          .append(SafeText.escape(each.detail()))
          .append('\n');
      if (each.remedy() != null) {
        out.append("        ").append(each.remedy()).append('\n');
      }
    }
  }

  /** The result as JSON; {@code doctor.schema.json} describes it. */
  private record Result(String type, boolean capture, List<Check> checks) {}

  private record Check(String subject, String verdict, String detail, String remedy) {
    static Check of(SystemCheck.Result result) {
      return new Check(
          result.subject(),
          result.status().name().toLowerCase(Locale.ROOT),
          result.detail(),
          result.remedy());
    }
  }
}
