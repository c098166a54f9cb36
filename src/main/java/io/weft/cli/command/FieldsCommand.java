package io.weft.cli.command;

import io.weft.analysis.FlowFields;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.JsonOption;
import io.weft.cli.option.OutputOptions;
import io.weft.cli.option.Section;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Output;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.protocol.StandardProtocols;
import io.weft.report.field.FieldListing;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft fields}: lists the fields that filters and columns can name. */
final class FieldsCommand implements Command {
  @Override
  public String name() {
    return "fields";
  }

  @Override
  public String summary() {
    return "list the fields that -Y and -e can name, of a protocol or of all";
  }

  @Override
  public String arguments() {
    return "[<protocol>]";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.OUTPUT);
    options.addOption(JsonOption.option("print one JSON object a line, with all values"));
    OutputOptions.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft fields tcp", "the fields of TCP"),
        new Example("weft fields tcp.analysis", "those whose names begin so"),
        new Example("weft fields weft.flow", "those of flows"),
        new Example("weft fields --json | jq -r .name", "the names of all"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    List<String> words = line.getArgList();
    if (words.size() > 1) {
      throw new UsageException("fields takes one protocol, or none for all");
    }
    Chain chain = StandardProtocols.chain();
    FieldCatalogue catalogue = FieldCatalogue.of(chain);
    FieldListing listing = new FieldListing(catalogue, FlowFields.of(chain).declared());
    if (!words.isEmpty()) {
      String name = words.get(0);
      listing = listing.of(name);
      if (listing.isEmpty()) {
        throw new UsageException(refusal(name, catalogue));
      }
    }
    try (Output output = OutputOptions.output(line, console)) {
      if (JsonOption.isGiven(line)) {
        listing.printJson(output.bytes());
      } else {
        listing.print(output.text(), output.columns());
      }
    }
    return ExitCode.DONE;
  }

  private static String refusal(String name, FieldCatalogue catalogue) {
    if (!catalogue.protocols(name).isEmpty()) {
      return name + " has no fields yet: a filter can ask whether it is there, and for its bytes";
    }
    String nearest = catalogue.nearest(name, List.of());
    return "no protocol or field is called '"
        + name
        + "'"
        + (nearest == null ? " (see weft protocols)" : "; did you mean '" + nearest + "'?");
  }
}
