package io.weft.cli.command;

import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Output;
import io.weft.protocol.StandardProtocols;
import io.weft.report.text.ProtocolCatalogue;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft protocols}: lists the protocols and link types that Weft can dissect. */
final class ProtocolsCommand implements Command {
  @Override
  public String name() {
    return "protocols";
  }

  @Override
  public String summary() {
    return "list the protocols and link types that are known";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public Options options() {
    return new Options();
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("weft protocols", "every protocol, and how it is found"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    CaptureArguments.requireNone(line, name());
    Output output = new Output(console);
    new ProtocolCatalogue(StandardProtocols.chain()).print(output.text(), output.columns());
    return ExitCode.DONE;
  }
}
