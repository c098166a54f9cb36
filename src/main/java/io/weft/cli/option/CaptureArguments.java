package io.weft.cli.option;

import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureOptions;
import io.weft.capture.PacketSource;
import io.weft.capture.live.LibpcapFile;
import io.weft.capture.live.LiveException;
import io.weft.capture.open.Captures;
import io.weft.capture.open.FollowedCapture;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.FailureText;
import io.weft.cli.terminal.InterruptibleCapture;
import io.weft.cli.terminal.InterruptibleFiles;
import io.weft.cli.terminal.InterruptiblePipe;
import io.weft.cli.terminal.InterruptibleSource;
import io.weft.cli.terminal.Progress;
import io.weft.cli.terminal.SignalHandler;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** Opens what a command line names: files, folders, standard input or an interface. */
public final class CaptureArguments {
  /** The argument that stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  /** What {@code -n} does to tables of flows. */
  static final String NO_HOST_NAMES =
      "show addresses, and not the names that DNS in the capture gives them (nothing is ever looked"
          + " up)";

  private static final String READER = "reader";
  private static final String FOLLOW = "follow";
  private static final String STRICT = "strict";

  private static final String READ = "r";

  /** Words with which filters of tcpdump begin. Nobody names a capture so. */
  private static final Set<String> FILTER_WORDS =
      Set.of(
          "port",
          "portrange",
          "host",
          "net",
          "src",
          "dst",
          "ether",
          "proto",
          "gateway",
          "less",
          "greater",
          "broadcast",
          "multicast",
          "tcp",
          "udp",
          "icmp",
          "icmp6",
          "ip",
          "ip6",
          "arp",
          "vlan",
          "mpls",
          "not");

  private CaptureArguments() {}

  /** The captures that the line names, by {@code -r} and without. */
  public static List<String> captures(CommandLine line) {
    List<String> captures = new ArrayList<>();
    String[] read = line.getOptionValues(READ);
    if (read != null) {
      captures.addAll(List.of(read));
    }
    captures.addAll(line.getArgList());
    return captures;
  }

  /**
   * Adds {@code -n}.
   *
   * @param description what it does
   */
  static void addNamesTo(CommandOptions options, String description) {
    options
        .in(Section.OUTPUT)
        .addOption(Option.builder("n").longOpt("no-names").desc(description).get());
  }

  /** Whether tables show names of addresses. */
  public static boolean showsNames(CommandLine line) {
    return !line.hasOption("n");
  }

  /** Adds the options that say what is read. */
  public static void addTo(CommandOptions options) {
    options.in(Section.READ);
    options.addOption(
        OptionFactory.value(
            READ, "read", "file", "read this capture, as its name alone does; also several times"));
    LiveCaptureOptions.addTo(options);
    options.in(Section.READ);
    options.addOption(
        OptionFactory.choice(
            READER,
            "name",
            List.of("weft", "libpcap"),
            "which code reads files: weft (the default), or libpcap for formats that it alone"
                + " knows"));
    options.addOption(
        OptionFactory.flag(
            FOLLOW,
            "read a file, a folder or the files of a rotation on as they grow, until interrupted"
                + " (Ctrl-C) or, a file, until it is shortened"));
    options.addOption(
        OptionFactory.flag(
            STRICT, "stop reading a file at its first damage; otherwise it goes on behind it"));
  }

  /** How the line asks files to be read. */
  public static CaptureOptions reading(CommandLine line) {
    return CaptureOptions.defaults().withStrict(line.hasOption(STRICT));
  }

  /**
   * Opens all captures as one source, or the interface that {@code -i} names in their place.
   *
   * @param captures the arguments that name captures
   * @param console whose standard input {@code -} stands for, and where warnings go
   * @param progress whether a long run may show on standard error how far it is
   * @throws UsageException when the arguments and options do not fit together
   */
  public static PacketSource open(
      CommandLine line, List<String> captures, Console console, boolean progress)
      throws IOException, UsageException {
    requireNoFilter(captures);
    if (LiveCaptureOptions.isLive(line)) {
      if (line.hasOption(READER)) {
        throw new UsageException("--reader is for files, not for -i");
      }
      if (line.hasOption(FOLLOW)) {
        throw new UsageException("--follow is for files: an interface is followed in any case");
      }
      if (!captures.isEmpty()) {
        throw new UsageException("captures and -i together: an interface takes their place");
      }
      return new InterruptibleCapture(LiveCaptureOptions.open(line), console);
    }
    if (line.hasOption(FOLLOW)) {
      LiveCaptureOptions.requireNone(line);
      return limited(line, followed(line, captures, console));
    }
    if (usesLibpcap(line)) {
      return limited(line, libpcapFile(line, captures));
    }
    LiveCaptureOptions.requireNone(line);
    PacketSource files = open(line, captures, console);
    // Progress counts what is read, not what is chosen of it.
    return chosen(
        line,
        progress && console.terminal().err()
            ? new Progress(files, console.err(), console.terminal().columns())
            : files);
  }

  /** Whether the line can name one source only: an interface, or a file that libpcap reads. */
  public static boolean isSingleSource(CommandLine line) throws UsageException {
    return LiveCaptureOptions.isLive(line) || usesLibpcap(line);
  }

  private static boolean usesLibpcap(CommandLine line) throws UsageException {
    String reader = line.getOptionValue(READER, "weft").toLowerCase(Locale.ROOT);
    return switch (reader) {
      case "weft" -> false;
      case "libpcap" -> true;
      default -> throw new UsageException("--reader knows weft and libpcap, not '" + reader + "'");
    };
  }

  private static PacketSource libpcapFile(CommandLine line, List<String> captures)
      throws IOException, UsageException {
    if (captures.size() != 1) {
      throw new UsageException("--reader libpcap reads one file, or - for standard input");
    }
    LiveCaptureOptions.requireNone(line);
    try {
      return LibpcapFile.open(captures.get(0), line.getOptionValue(LiveCaptureOptions.FILTER));
    } catch (LiveException e) {
      throw LiveCaptureOptions.usageOrSame(e);
    }
  }

  /**
   * Those packets of files that the line chooses: by a capture filter, and the first of these.
   *
   * @param files closed if this fails
   */
  public static PacketSource chosen(CommandLine line, PacketSource files)
      throws IOException, UsageException {
    boolean done = false;
    try {
      PacketSource chosen = limited(line, LiveCaptureOptions.filtered(line, files));
      done = true;
      return chosen;
    } finally {
      if (!done) {
        files.close();
      }
    }
  }

  /** The source itself, or its first packets where {@code -c} bounds their number. */
  private static PacketSource limited(CommandLine line, PacketSource source) throws UsageException {
    String count = line.getOptionValue(LiveCaptureOptions.COUNT);
    return count == null ? source : new FirstPackets(source, OptionValues.count("count", count));
  }

  private static PacketSource followed(CommandLine line, List<String> captures, Console console)
      throws IOException, UsageException {
    if (captures.size() != 1 || captures.contains(STANDARD_INPUT)) {
      throw new UsageException("--follow follows one file or folder");
    }
    if (usesLibpcap(line)) {
      throw new UsageException("--follow and --reader libpcap do not go together");
    }
    FollowedCapture capture = FollowedCapture.open(path(captures.get(0)), reading(line));
    return new InterruptibleSource(capture, new SignalHandler(capture::stop, console));
  }

  private static PacketSource open(CommandLine line, List<String> arguments, Console console)
      throws IOException, UsageException {
    if (arguments.isEmpty()) {
      throw new UsageException(
          "no capture given: name files or folders, - for standard input, or -i for an interface");
    }
    if (!arguments.contains(STANDARD_INPUT)) {
      List<Path> paths = paths(arguments);
      PacketSource files = openFiles(paths, reading(line));
      // A FIFO may be silent, so that nobody would notice a request to stop.
      boolean isNeverSilent =
          paths.stream().allMatch(path -> Files.isRegularFile(path) || Files.isDirectory(path));
      return isNeverSilent ? new InterruptibleFiles(files, console) : files;
    }
    if (arguments.size() > 1) {
      throw new UsageException("standard input (-) cannot be read together with files");
    }
    return console.in() instanceof FileInputStream in
        ? InterruptiblePipe.open(in, "standard input", reading(line), console)
        : Captures.open(Channels.newChannel(console.in()), "standard input", reading(line));
  }

  /** Filters stand behind the options for tcpdump, where names of captures stand here. */
  private static void requireNoFilter(List<String> captures) throws UsageException {
    for (int i = 0; i < captures.size(); i++) {
      if (FILTER_WORDS.contains(captures.get(i)) && !Files.exists(path(captures.get(i)))) {
        throw new UsageException(
            "'"
                + captures.get(i)
                + "' is no capture; if it begins a filter: -f '"
                + String.join(" ", captures.subList(i, captures.size()))
                + "'");
      }
    }
  }

  /**
   * Opens those files that can be read. The others do not stop these, but the end tells of them.
   */
  private static PacketSource openFiles(List<Path> files, CaptureOptions how) throws IOException {
    // A missing file would be met only when its turn comes.
    boolean suspicious = files.stream().anyMatch(file -> !Files.isReadable(file));
    if (files.size() == 1 || !suspicious) {
      try {
        return Captures.open(files, how);
      } catch (CaptureFormatException e) {
        if (files.size() == 1) {
          throw e;
        }
      }
    }
    List<Path> good = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Path file : files) {
      String fault = fault(file);
      if (fault == null) {
        good.add(file);
      } else {
        faults.add(fault);
      }
    }
    return good.isEmpty() || faults.isEmpty()
        ? Captures.open(files, how) // which fails for the first of them
        : new IncompleteSource(Captures.open(good, how), faults);
  }

  /** Why a file or folder cannot be read; null where it can, or can be read only once. */
  private static String fault(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      return null; // a pipe
    }
    try {
      Captures.open(file).close();
      return null;
    } catch (IOException e) {
      return FailureText.of(e);
    }
  }

  /**
   * Refuses arguments of a command that reads no capture.
   *
   * @param command the name of the command
   */
  public static void requireNone(CommandLine line, String command) throws UsageException {
    if (!line.getArgList().isEmpty()) {
      throw new UsageException(command + " takes no arguments (see weft " + command + " --help)");
    }
  }

  /** The arguments as paths, in their order. */
  public static List<Path> paths(List<String> arguments) throws UsageException {
    List<Path> paths = new ArrayList<>(arguments.size());
    for (String argument : arguments) {
      paths.add(path(argument));
    }
    return paths;
  }

  /** The argument as a path; it need not exist. */
  public static Path path(String argument) throws UsageException {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new UsageException(argument + ": not a name that a file can have");
    }
  }
}
