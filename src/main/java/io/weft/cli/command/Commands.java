package io.weft.cli.command;

import java.util.List;

/** The catalogue: one line a command, in the order of the help. */
public final class Commands {
  private Commands() {}

  public static List<Command> all() {
    return List.of(
        new FlowsCommand(),
        new StreamCommand(),
        new ExtractCommand(),
        new ReportCommand(),
        new PacketsCommand(),
        new CaptureCommand(),
        new InfoCommand(),
        new InterfacesCommand(),
        new DoctorCommand(),
        new ProtocolsCommand());
  }
}
