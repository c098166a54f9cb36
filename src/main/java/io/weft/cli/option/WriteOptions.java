package io.weft.cli.option;

import io.weft.analysis.KeyLog;
import io.weft.capture.Compression;
import io.weft.capture.write.CaptureFormat;
import io.weft.capture.write.CaptureTarget;
import io.weft.capture.write.CaptureWriter;
import io.weft.capture.write.Rotation;
import io.weft.cli.terminal.Console;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The options {@code -w} and {@code --format}: where packets are written, and how. */
public final class WriteOptions {
  private static final String WRITE = "w";
  private static final List<String> FORMATS = List.of("pcapng", "pcap");
  private static final String FORMAT_TEXT = "pcapng or pcap, whatever the name ends in";
  private static final String ANNOTATE = "annotate";
  private static final String FORCE = "force";
  private static final String STANDARD_OUTPUT = "-";

  private WriteOptions() {}

  /** The option {@code -w}. */
  public static Option write() {
    return OptionFactory.value(
        WRITE,
        "write",
        "file",
        "write there; - for standard output. A name that ends in .pcap, .cap or .dmp makes a pcap"
            + " file, any other pcapng; .gz, .zst, .lz4 and .xz behind that compress it");
  }

  /** The option {@code --format}. */
  public static Option format() {
    return OptionFactory.choice(OptionFactory.FORMAT, "format", FORMATS, FORMAT_TEXT);
  }

  /** The option {@code --format} of a command that has {@code --json}. */
  public static Option formatOrJson() {
    List<String> words = new ArrayList<>(FORMATS);
    words.add(JsonOption.JSON);
    return OptionFactory.choice(
        OptionFactory.FORMAT,
        "format",
        words,
        "with -w: " + FORMAT_TEXT + "; without it, json is the same as --json");
  }

  /** The option {@code --annotate}. */
  public static Option annotate() {
    return OptionFactory.flag(
        ANNOTATE,
        "with -w, into pcapng: add what is found out to each packet as a comment, which Wireshark"
            + " shows: its stream, what TCP analysis says, the exchange that it completes");
  }

  /**
   * Does the line want packets annotated?
   *
   * @throws UsageException where the format has no room for that
   */
  public static boolean annotates(CommandLine line, CaptureWriter.Settings settings)
      throws UsageException {
    if (line.hasOption(ANNOTATE) && settings.format() != CaptureFormat.PCAPNG) {
      throw new UsageException("--annotate needs a pcapng file: pcap has no room for comments");
    }
    return line.hasOption(ANNOTATE);
  }

  /**
   * The key log whose keys are written with the packets; null for none.
   *
   * @throws UsageException where the format has no room for them
   */
  public static KeyLog keys(CommandLine line, CaptureWriter.Settings settings)
      throws UsageException {
    KeyLog keys = ApplicationOptions.keysToWrite(line);
    if (keys == null || settings.format() == CaptureFormat.PCAPNG) {
      return keys;
    }
    if (!FilterOptions.isGiven(line)) { // for -Y it decrypts
      throw new UsageException("--keylog needs a pcapng file: pcap has no room for keys");
    }
    return null;
  }

  /** Refuses what means nothing where no packets are written. */
  public static void requireNone(CommandLine line) throws UsageException {
    if (line.hasOption(ANNOTATE)) {
      throw new UsageException("--annotate is about packets that are written: -w says where to");
    }
    if (line.hasOption(OptionFactory.FORMAT) && !JsonOption.isFormat(line)) {
      throw new UsageException("--format is about packets that are written: -w says where to");
    }
  }

  /** Whether the line says where to write packets. */
  public static boolean writes(CommandLine line) {
    return line.hasOption(WRITE);
  }

  /**
   * Refuses what cannot be written: a series of files into one stream, or packets to a terminal.
   *
   * @param isSeries whether the line asks for several files
   * @param option that does so
   */
  public static void check(CommandLine line, boolean isSeries, String option, Console console)
      throws UsageException {
    if (isStream(line) && isSeries) {
      throw new UsageException("--" + option + " makes files, and -w - is none");
    }
    if (isStream(line) && console.terminal().out()) {
      throw new UsageException("standard output is a terminal, and packets are no text");
    }
  }

  /**
   * How the line wants packets written.
   *
   * @param application the program that pcapng files name as their writer
   * @param flushNanos how long packets may stay in memory, in nanoseconds
   */
  public static CaptureWriter.Settings settings(
      CommandLine line, Rotation rotation, String application, long flushNanos)
      throws UsageException {
    String name = line.getOptionValue(WRITE);
    return new CaptureWriter.Settings(
        format(line, name),
        isStream(line) ? null : Compression.ofName(name),
        rotation,
        application,
        flushNanos);
  }

  /** Where the line wants packets written. */
  public static CaptureTarget target(CommandLine line, Console console)
      throws IOException, UsageException {
    return isStream(line)
        ? CaptureTarget.stream(console.out())
        : CaptureTarget.file(
            CaptureArguments.path(line.getOptionValue(WRITE)),
            new Permission(line.hasOption(FORCE), inputs(CaptureArguments.captures(line))));
  }

  private static boolean isStream(CommandLine line) {
    return line.getOptionValue(WRITE).equals(STANDARD_OUTPUT);
  }

  private static CaptureFormat format(CommandLine line, String name) throws UsageException {
    String asked = line.getOptionValue(OptionFactory.FORMAT);
    if (asked == null) {
      return CaptureFormat.ofName(name);
    }
    for (CaptureFormat format : CaptureFormat.values()) {
      if (format.label().equals(asked.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new UsageException("--format knows pcapng and pcap, not '" + asked + "'");
  }

  private static List<Path> inputs(List<String> captures) throws IOException, UsageException {
    List<Path> inputs = new ArrayList<>();
    for (Path path : CaptureArguments.paths(captures)) {
      if (Files.exists(path)) {
        inputs.add(path.toRealPath());
      }
    }
    return inputs;
  }

  /**
   * Allows a file to be overwritten only with {@code --force}, and never one that is being read.
   *
   * @param inputs the real paths of the captures that are read
   */
  private record Permission(boolean force, List<Path> inputs) implements CaptureTarget.Permission {
    @Override
    public void overwrite(Path existing) throws IOException {
      String file = existing.toString();
      Path real = existing.toRealPath();
      // Where a folder is read, every file below it is an input.
      if (inputs.stream().anyMatch(real::startsWith)) {
        throw new FileSystemException(file, null, "is one of the captures to be read");
      }
      if (!force) {
        throw new FileSystemException(file, null, "exists already; --force overwrites it");
      }
    }
  }
}
