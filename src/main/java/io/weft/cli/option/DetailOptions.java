package io.weft.cli.option;

import io.weft.dissect.InternalErrors;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.report.text.Palette;
import io.weft.report.tree.PacketBytes;
import io.weft.report.tree.PacketTree;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The options {@code -V}, {@code -x} and {@code --mark}: all of a packet, and its bytes. */
public final class DetailOptions {
  private static final String TREE = "V";
  private static final String BYTES = "x";
  private static final String MARK = "mark";

  private DetailOptions() {}

  /** Adds the options. */
  public static void addTo(CommandOptions options) {
    options
        .in(Section.OUTPUT)
        .addOption(
            Option.builder(TREE)
                .longOpt("details")
                .desc(
                    "print each packet as a tree of its layers and fields; left of a value stand"
                        + " the bytes that hold it")
                .get())
        .addOption(
            Option.builder(BYTES)
                .longOpt("hex")
                .desc(
                    "print each packet's bytes below it: those of the frame, and those that were"
                        + " put together out of several")
                .get())
        .addOption(
            OptionFactory.value(
                MARK,
                "field",
                "with -x: mark the bytes of this field, or of this protocol's header; may be given"
                    + " several times"));
  }

  /** Does the line ask for more than a line a packet? */
  public static boolean areGiven(CommandLine line) {
    return line.hasOption(TREE) || line.hasOption(BYTES) || line.hasOption(MARK);
  }

  /** Refuses what does not go together. */
  public static void check(CommandLine line) throws UsageException {
    if (line.hasOption(MARK) && !line.hasOption(BYTES)) {
      throw new UsageException("--mark is about bytes: -x prints them");
    }
    if (line.hasOption(TREE) && line.hasOption("t")) {
      throw new UsageException("--time is for lines: trees have UTC always");
    }
    if (areGiven(line) && (JsonOption.isGiven(line) || ColumnOptions.areGiven(line))) {
      throw new UsageException("-V and -x print text: without --json and -e");
    }
  }

  /** The printer of trees; null where the line asks for none. */
  public static PacketTree tree(
      CommandLine line, Chain chain, Palette palette, InternalErrors errors) {
    return line.hasOption(TREE)
        ? new PacketTree(chain, CaptureArguments.showsNames(line), palette, errors)
        : null;
  }

  /** The printer of bytes; null where the line asks for none. */
  public static PacketBytes bytes(
      CommandLine line, Chain chain, Palette palette, InternalErrors errors) throws UsageException {
    if (!line.hasOption(BYTES)) {
      return null;
    }
    String[] marked = line.getOptionValues(MARK);
    List<String> names =
        marked == null
            ? List.of()
            : List.of(marked).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    FieldCatalogue catalogue = FieldCatalogue.of(chain);
    ColumnOptions.requireKnown("--mark", names, catalogue);
    return new PacketBytes(catalogue, names, palette, errors);
  }
}
