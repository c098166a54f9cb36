package io.weft.cli.command;

import java.util.List;

/** The list of all commands. */
public final class Commands {
  private Commands() {}

  /** All commands, in the order in which the help lists them. */
  public static List<Command> all() {
    return List.of(
        new FlowsCommand(),
        ExchangesCommand.http(),
        ExchangesCommand.dns(),
        ExchangesCommand.tls(),
        ExchangesCommand.all(),
        new ExplainCommand(),
        new StreamCommand(),
        new ExtractCommand(),
        new HarCommand(),
        new ReportCommand(),
        new PacketsCommand(),
        new CaptureCommand(),
        new InfoCommand(),
        new InterfacesCommand(),
        new DoctorCommand(),
        new ProtocolsCommand(),
        new FieldsCommand());
  }
}
