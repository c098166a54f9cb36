package io.weft.cli.option;

import io.weft.analysis.Analyzer;
import io.weft.analysis.KeyLog;
import io.weft.analysis.RsaKeys;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.ProtocolOptions;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.cli.CommandLine;

/** The options that ask for more about application protocols than is usual. */
public final class ApplicationOptions {
  private static final String JA3 = "ja3";
  private static final String KEYLOG = "keylog";
  private static final String RSA_KEY = "rsa-key";
  private static final String KEYLOG_ENV = "keylog-env";
  private static final String APPLICATIONS = "applications";
  private static final String ALL = "all";
  private static final String NONE = "none";

  private ApplicationOptions() {}

  /** Adds all of them. */
  public static void addTo(CommandOptions options) {
    addReadingTo(options);
    options.addOption(
        OptionFactory.value(
            APPLICATIONS,
            "list",
            "read only these protocols inside connections and conversations: http,dns; all"
                + " (default), or none, which is quicker"));
    options.addOption(
        OptionFactory.flag(
            JA3, "also work out the fingerprints JA3 and JA3S of TLS (shown in JSON, beside JA4)"));
  }

  /** Adds those that say how packets are read, for commands without the others. */
  public static void addReadingTo(CommandOptions options) {
    addKeylogTo(options);
    addDecodingTo(options, true);
    addLookUpsTo(options);
  }

  /** Adds {@code --keylog} alone. */
  public static void addKeylogTo(CommandOptions options) {
    options.in(Section.ANALYSIS);
    options.addOption(
        OptionFactory.value(
            KEYLOG,
            "file",
            "decrypt TLS with the keys in this file (SSLKEYLOGFILE of browsers, curl and others);"
                + " those inside a pcapng file are used without this"));
    options.addOption(
        OptionFactory.flag(
            KEYLOG_ENV,
            "the same with the file that the variable SSLKEYLOGFILE of the environment names"));
    options.addOption(
        OptionFactory.value(
            RSA_KEY,
            "file",
            "decrypt TLS with the server's RSA private key (PEM), where the cipher begins TLS_RSA_"
                + " and no earlier session goes on"));
  }

  /**
   * Adds {@code --decode-as} alone.
   *
   * @param isShort whether it is called {@code -d} as well
   */
  public static void addDecodingTo(CommandOptions options, boolean isShort) {
    options.in(Section.ANALYSIS).addOption(DecodeOptions.option(isShort));
  }

  /** Adds {@code --geoip} alone. */
  public static void addLookUpsTo(CommandOptions options) {
    options.in(Section.ANALYSIS).addOption(LookUpOptions.geoip());
  }

  /** Gives the analyzer the keys that the line names, if it names any. */
  static void addKeys(CommandLine line, Analyzer.Builder analyzer) throws UsageException {
    KeyLog keys = keys(line);
    if (keys != null) {
      analyzer.keys(keys);
    }
  }

  /** A key log of its own for a writer, or null where the line names none. */
  public static KeyLog keysToWrite(CommandLine line) throws UsageException {
    return line.hasOption(KEYLOG) || line.hasOption(KEYLOG_ENV) ? keys(line) : null;
  }

  private static KeyLog keys(CommandLine line) throws UsageException {
    String file = line.getOptionValue(KEYLOG);
    if (line.hasOption(KEYLOG_ENV)) {
      if (file != null) {
        throw new UsageException("--keylog and --keylog-env contradict each other");
      }
      file = System.getenv("SSLKEYLOGFILE");
      if (file == null || file.isEmpty()) {
        throw new UsageException("--keylog-env: SSLKEYLOGFILE is not set");
      }
    }
    RsaKeys rsa = rsaKeys(line.getOptionValue(RSA_KEY));
    if (file == null && rsa == null) {
      return null;
    }
    try {
      return KeyLog.of(file == null ? null : CaptureArguments.path(file), rsa);
    } catch (IOException e) {
      throw new UsageException("--keylog: cannot read '" + file + "'");
    }
  }

  private static RsaKeys rsaKeys(String file) throws UsageException {
    if (file == null) {
      return null;
    }
    try {
      return RsaKeys.of(CaptureArguments.path(file));
    } catch (NoSuchFileException e) {
      throw new UsageException("--rsa-key: there is no file '" + file + "'");
    } catch (IOException e) {
      throw new UsageException("--rsa-key: cannot use '" + file + "': " + e.getMessage());
    }
  }

  /** The chain of all protocols that ship with Weft, as the line wants it. */
  public static Chain chain(CommandLine line) throws UsageException {
    return chain(line, options(line));
  }

  /**
   * The same chain, which finds out what a command wants besides.
   *
   * @param asked {@link #options} of the line, and more
   */
  public static Chain chain(CommandLine line, ProtocolOptions asked) throws UsageException {
    Chain.Builder chain = StandardProtocols.builder(asked);
    DecodeOptions.apply(line, chain);
    LookUpOptions.apply(line, chain);
    retainApplications(line, chain);
    return chain.build();
  }

  private static void retainApplications(CommandLine line, Chain.Builder chain)
      throws UsageException {
    String list = line.getOptionValue(APPLICATIONS, ALL);
    if (list.equals(ALL)) {
      return;
    }
    Set<String> known = chain.applications();
    Set<String> wanted = new HashSet<>();
    for (String name : list.equals(NONE) ? new String[0] : list.split(",")) {
      if (!known.contains(name)) {
        throw new UsageException(
            "--applications: no protocol is called '"
                + name
                + "'; there are "
                + String.join(", ", known));
      }
      wanted.add(name);
    }
    chain.retain(protocol -> wanted.contains(protocol.name()));
  }

  /** What the options of the line ask for. */
  public static ProtocolOptions options(CommandLine line) {
    return new ProtocolOptions(line.hasOption(JA3), false, false);
  }
}
