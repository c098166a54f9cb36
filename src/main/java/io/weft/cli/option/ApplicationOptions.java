package io.weft.cli.option;

import io.weft.analysis.Analyzer;
import io.weft.analysis.KeyLog;
import io.weft.protocol.ProtocolOptions;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;

/** The options that ask for more about application protocols than is usual. */
public final class ApplicationOptions {
  private static final String JA3 = "ja3";
  private static final String KEYLOG = "keylog";

  private ApplicationOptions() {}

  /** Adds all of them. */
  public static void addTo(CommandOptions options) {
    addKeysTo(options);
    options.addOption(
        OptionFactory.flag(
            JA3, "also work out the fingerprints JA3 and JA3S of TLS (shown in JSON, beside JA4)"));
  }

  /** Adds {@code --keylog}, for commands without the others. */
  public static void addKeysTo(CommandOptions options) {
    options.in(Section.ANALYSIS);
    options.addOption(
        OptionFactory.value(
            KEYLOG,
            "file",
            "decrypt TLS with the keys in this file (SSLKEYLOGFILE of browsers, curl and others);"
                + " those inside a pcapng file are used without this"));
  }

  /** Gives the analyzer the keys that the line names, if it names any. */
  static void addKeys(CommandLine line, Analyzer.Builder analyzer) throws UsageException {
    String file = line.getOptionValue(KEYLOG);
    if (file == null) {
      return;
    }
    try {
      analyzer.keys(KeyLog.of(CaptureArguments.path(file)));
    } catch (IOException e) {
      throw new UsageException("--keylog: cannot read '" + file + "'");
    }
  }

  /** What the options of the line ask for. */
  public static ProtocolOptions options(CommandLine line) {
    return new ProtocolOptions(line.hasOption(JA3));
  }
}
