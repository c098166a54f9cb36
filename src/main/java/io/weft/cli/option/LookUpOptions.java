package io.weft.cli.option;

import io.weft.analysis.geoip.GeoDatabases;
import io.weft.cli.terminal.FailureText;
import io.weft.dissect.chain.Chain;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The option {@code --geoip}: what tables of this machine know of addresses. */
final class LookUpOptions {
  private static final String GEOIP = "geoip";

  private LookUpOptions() {}

  static Option geoip() {
    return OptionFactory.value(
        GEOIP,
        "file",
        "tell countries and autonomous systems of addresses by this database (.mmdb, of MaxMind and"
            + " others) in fields (ip.geoip.src_country) and in the JSON of flows; may be given"
            + " several times; nothing leaves the machine");
  }

  /** Gives a chain the tables that the line names. */
  static void apply(CommandLine line, Chain.Builder chain) throws UsageException {
    String[] files = line.getOptionValues(GEOIP);
    if (files == null) {
      return;
    }
    try {
      chain.places(GeoDatabases.of(CaptureArguments.paths(List.of(files))));
    } catch (IOException e) {
      throw new UsageException("--geoip: " + FailureText.of(e));
    }
  }
}
