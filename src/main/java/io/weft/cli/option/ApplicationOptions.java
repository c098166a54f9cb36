package io.weft.cli.option;

import io.weft.protocol.ProtocolOptions;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** The options that ask for more about application protocols than is usual. */
public final class ApplicationOptions {
  private static final String JA3 = "ja3";

  private ApplicationOptions() {}

  /** Adds all of them. */
  public static void addTo(Options options) {
    options.addOption(
        OptionFactory.flag(
            JA3, "also work out the fingerprints JA3 and JA3S of TLS (shown in JSON, beside JA4)"));
  }

  /** What the options of the line ask for. */
  public static ProtocolOptions options(CommandLine line) {
    return new ProtocolOptions(line.hasOption(JA3));
  }
}
