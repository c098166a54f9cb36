package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.FlowFilter;
import io.weft.capture.PacketSource;
import io.weft.cli.option.ApplicationOptions;
import io.weft.cli.option.CaptureArguments;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.FilterOptions;
import io.weft.cli.option.FlowOptions;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.OptionValues;
import io.weft.cli.option.Section;
import io.weft.cli.option.SelectionOptions;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.FailureText;
import io.weft.cli.terminal.InterruptibleCapture;
import io.weft.dissect.Direction;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowName;
import io.weft.report.FlowSelection;
import io.weft.report.extract.ExtractedFiles;
import io.weft.report.extract.ObjectFiles;
import io.weft.report.extract.StreamFiles;
import io.weft.report.text.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code weft extract}: writes the bytes of streams, or the bodies of HTTP, to files. */
final class ExtractCommand implements Command {
  private static final String FORCE = "force";
  private static final String OBJECTS = "objects";
  private static final String OBJECT_LIMIT = "object-limit";
  private static final long DEFAULT_OBJECT_LIMIT = 4L << 30;

  @Override
  public String name() {
    return "extract";
  }

  @Override
  public String summary() {
    return "write streams, or bodies of HTTP, to files, with an index of them";
  }

  @Override
  public String arguments() {
    return "-d <folder> <capture>... | -i <interface>";
  }

  @Override
  public Options options() {
    CommandOptions options = new CommandOptions().in(Section.OUTPUT);
    options.addOption(
        OptionFactory.value(
            "d",
            "directory",
            "folder",
            "write there: a new or an empty folder, which appears when all is written"));
    options.addOption(
        OptionFactory.flag(
            FORCE, "write into a folder that holds files; those of the same names are lost"));
    options.addOption(
        OptionFactory.flag(
            OBJECTS,
            "write the bodies of HTTP instead of streams: decoded, with names and types by content,"
                + " also those inside TLS that can be decrypted"));
    options.addOption(
        OptionFactory.value(
            OBJECT_LIMIT, "size", "write so many bytes of each body at most (default: 4GiB)"));
    options.in(Section.CHOOSE).addOption(SelectionOptions.side());
    SelectionOptions.addTo(options);
    ApplicationOptions.addKeylogTo(options);
    ApplicationOptions.addDecodingTo(options, false);
    ApplicationOptions.addLookUpsTo(options);
    FlowOptions.addLimitsTo(options);
    CaptureArguments.addTo(options);
    return options;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("weft extract -d streams web.pcapng", "all TCP streams of a capture"),
        new Example("weft extract -d http --protocol http --side server web.pcapng", "answers"),
        new Example(
            "weft extract --objects -d files --keylog keys.txt web.pcapng", "what HTTP carried"),
        new Example("weft extract -d some --stream 7 --stream udp:3 web.pcapng", "these two"),
        new Example(
            "weft extract -d udp --protocol udp voice.pcap", "datagrams, one after another"),
        new Example(
            "jq '.streams[] | select(.server.missing_bytes > 0)' streams/index.json",
            "what is not whole"));
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException, UsageException {
    String folder = line.getOptionValue("d");
    if (folder == null) {
      throw new UsageException("no folder given to write to: -d streams");
    }
    Path target = CaptureArguments.path(folder);
    boolean isObjects = line.hasOption(OBJECTS);
    if (!isObjects && line.hasOption(OBJECT_LIMIT)) {
      throw new UsageException("--object-limit belongs to --objects");
    }
    Chain chain =
        ApplicationOptions.chain(line, ApplicationOptions.options(line).withBodies(isObjects));
    FlowFilter filter = FilterOptions.ofFlows(line, chain);
    FlowSelection selection = selection(line, chain, filter);
    Set<Direction> sides = SelectionOptions.sides(line);
    FlowConfig config =
        FilterOptions.config(
            FlowOptions.config(line, false)
                .withStreams(isObjects || selection.namesApplications() || filter != null),
            filter);
    try (PacketSource source =
            CaptureArguments.open(line, CaptureArguments.captures(line), console, true);
        ExtractedFiles files =
            isObjects
                ? objects(line, target, selection, sides)
                : new StreamFiles(target, line.hasOption(FORCE), selection, sides, generator())) {
      Thread cleaner = new Thread(() -> abandon(files, console), "weft-cleaner");
      Runtime.getRuntime().addShutdownHook(cleaner);
      if (source instanceof InterruptibleCapture live) { // a second signal runs no shutdown hooks
        live.onHalt(() -> abandon(files, console));
      }
      try {
        Analyzer.Totals totals =
            FlowOptions.analyzer(line, chain)
                .flows(config, files)
                .filter(filter)
                .build()
                .run(source);
        int code = Conclusion.report(totals, console);
        if (!warnOfUnknown(selection, files, console)) {
          return ExitCode.TROUBLE;
        }
        files.finish(totals);
        console.note(summary(files, target));
        return code;
      } finally {
        remove(cleaner);
      }
    }
  }

  private static ExtractedFiles objects(
      CommandLine line, Path target, FlowSelection selection, Set<Direction> sides)
      throws IOException, UsageException {
    String limit = line.getOptionValue(OBJECT_LIMIT);
    long most = limit == null ? DEFAULT_OBJECT_LIMIT : OptionValues.size(OBJECT_LIMIT, limit, 1);
    return new ObjectFiles(target, line.hasOption(FORCE), selection, sides, most, generator());
  }

  private static String generator() throws IOException {
    return "weft " + Version.read();
  }

  private static FlowSelection selection(CommandLine line, Chain chain, FlowFilter filter)
      throws UsageException {
    FlowSelection selection = SelectionOptions.selection(line, chain, filter);
    for (String protocol : selection.protocols()) {
      int number = IpProtocol.number(protocol);
      if (number >= 0 && !SelectionOptions.hasStreams(number)) {
        throw new UsageException("only streams of tcp and udp can be written, not " + protocol);
      }
    }
    for (FlowName flow : selection.flows()) {
      if (!SelectionOptions.hasStreams(flow.ipProtocol())) {
        throw new UsageException("only streams of tcp and udp can be written, not " + flow);
      }
    }
    return selection.isAll()
        ? new FlowSelection(Set.of(IpProtocol.name(IpProtocol.TCP)), Set.of())
        : selection;
  }

  /** Deletes what was written so far, while a signal ends the process. */
  private static void abandon(ExtractedFiles files, Console console) {
    try {
      files.close();
    } catch (IOException e) {
      console.warn("what was written so far could not be deleted: " + FailureText.of(e));
    }
  }

  private static void remove(Thread cleaner) {
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The hook is running already: a signal is ending the process.
      return;
    }
  }

  /**
   * Warns of streams that {@code --stream} names and the capture does not have.
   *
   * @return false where the capture has none of those that are named
   */
  private static boolean warnOfUnknown(
      FlowSelection selection, ExtractedFiles files, Console console) {
    boolean any = selection.flows().isEmpty();
    for (FlowName flow : selection.flows()) {
      if (files.found().contains(flow)) {
        any = true;
      } else {
        console.warn(SelectionOptions.noSuchStream(flow, files.highest(flow.ipProtocol())));
      }
    }
    return any;
  }

  private static String summary(ExtractedFiles files, Path target) {
    String summary =
        Units.count(files.files(), "file", "files")
            + " with "
            + Units.bytes(files.bytes())
            + " in "
            + target;
    if (files.leftOut() > 0) {
      summary +=
          "; " + Units.count(files.leftOut(), "body", "bodies") + " left out, wholly or partly";
    }
    return files.missing() == 0
        ? summary
        : summary + "; " + Units.bytes(files.missing()) + " are not in the capture";
  }
}
