package io.weft.cli.command;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.weft.capture.live.Interfaces;
import io.weft.capture.live.LiveInterface;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.JsonOption;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.report.json.Json;
import io.weft.report.text.TextTable;
import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;
import io.weft.report.text.TextTable.Concession;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft interfaces}: lists the interfaces on which packets can be captured. */
final class InterfacesCommand implements Command {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("#", Align.RIGHT),
          new Column("NAME", Align.LEFT),
          new Column("STATE", Align.LEFT),
          new Column("CAPTURE", Align.LEFT),
          new Column("LINK", Align.LEFT),
          new Column("ADDRESSES", Align.LEFT),
          new Column("DESCRIPTION", Align.LEFT));

  private static final List<Concession> CONCESSIONS =
      List.of(
          Concession.cut(40, "DESCRIPTION"),
          Concession.cut(24, "DESCRIPTION", "CAPTURE"),
          Concession.drop("DESCRIPTION"),
          Concession.cut(12, "CAPTURE", "LINK"),
          Concession.drop("LINK"),
          Concession.drop("#"));

  @Override
  public String name() {
    return "interfaces";
  }

  @Override
  public String summary() {
    return "list the interfaces of this machine, and whether you may capture on them";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions();
    options.addOption(JsonOption.option("print one JSON object a line"));
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft interfaces", "names and numbers for -i"),
        new Example("weft interfaces --json | jq -r 'select(.usable).name'", "those you may use"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    CaptureArguments.requireNone(line, name());
    List<LiveInterface> interfaces = Interfaces.list();
    if (JsonOption.isGiven(line)) {
      ObjectWriter writer = Json.mapper().writerFor(Row.class);
      for (LiveInterface each : interfaces) {
        console.text().append(writer.writeValueAsString(Row.of(each))).append('\n');
      }
      return ExitCode.DONE;
    }
    TextTable table = new TextTable(COLUMNS, CONCESSIONS);
    for (LiveInterface each : interfaces) {
      List<String> addresses = each.addresses().isEmpty() ? each.linkAddresses() : each.addresses();
      table.add(
          Integer.toString(each.number()),
          each.name(),
          state(each),
          each.usable() ? "yes" : each.denied() ? "no right" : "no: " + each.trouble(),
          each.linkTypes().stream().map(LiveInterface.LinkLayer::name).findFirst().orElse(null),
          addresses.isEmpty() ? null : addresses.get(0),
          each.description());
      // An address is of use only as a whole: each has a line.
      for (int i = 1; i < addresses.size(); i++) {
        table.add(null, null, null, null, null, addresses.get(i), null);
      }
    }
    table.print(console.text(), console.terminal().out() ? console.terminal().columns() : 0);
    if (!interfaces.isEmpty() && interfaces.stream().allMatch(LiveInterface::denied)) {
      console.warn("you may not capture: weft doctor tells how to mend that");
    }
    return ExitCode.DONE;
  }

  private static String state(LiveInterface each) {
    return (each.up() ? each.running() ? "up" : "no carrier" : "down")
        + (each.loopback() ? ", loopback" : "");
  }

  /** An interface as JSON; {@code interface.schema.json} describes it. */
  private record Row(
      String type,
      int number,
      String name,
      String description,
      List<String> addresses,
      List<String> linkAddresses,
      List<LiveInterface.LinkLayer> linkTypes,
      boolean up,
      boolean running,
      boolean loopback,
      boolean usable,
      String trouble) {
    static Row of(LiveInterface each) {
      return new Row(
          "interface",
          each.number(),
          each.name(),
          each.description(),
          each.addresses(),
          each.linkAddresses(),
          each.linkTypes(),
          each.up(),
          each.running(),
          each.loopback(),
          each.usable(),
          each.trouble());
    }
  }
}
