package io.weft.cli.command;

import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.JsonOption;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.OptionValues;
import io.weft.cli.option.TableOptions;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Output;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.protocol.ProtocolOptions;
import io.weft.report.KeptContents;
import io.weft.report.exchange.CurlCommand;
import io.weft.report.exchange.ExchangeBodies;
import io.weft.report.exchange.ExchangeJsonLines;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import org.apache.commons.cli.CommandLine;

/**
 * What may be printed of HTTP exchanges besides the usual: all header fields, bodies, commands.
 *
 * @param bodyLimit bytes of a body that are shown at most
 */
record HttpOutput(boolean headers, boolean bodies, boolean curl, int bodyLimit) {
  private static final String HEADERS = "headers";
  private static final String BODIES = "bodies";
  private static final String BODY_LIMIT = "body-limit";
  private static final String CURL = "curl";
  private static final long DEFAULT_LIMIT = 64 << 10;
  private static final long MOST = 64 << 20;

  /** Prints one exchange after the other. */
  interface Printer extends Closeable {
    void print(Flow flow, Exchange exchange) throws IOException;

    void flush() throws IOException;

    /** Takes the contents that are to be printed with the exchanges; null for none. */
    KeptContents contents();

    /** Ends what is printed; the output stays open. */
    @Override
    default void close() throws IOException {
      flush();
    }
  }

  static void addTo(CommandOptions options) {
    options.addOption(
        OptionFactory.flag(
            HEADERS, "also all header fields of HTTP, in order and as sent (shown in JSON)"));
    options.addOption(
        OptionFactory.flag(
            BODIES,
            "also the bodies of HTTP: decoded, with SHA-256 and the type that their bytes show;"
                + " without --json instead of a table"));
    options.addOption(
        OptionFactory.value(
            BODY_LIMIT, "size", "show so many bytes of each body at most (default: 64KiB)"));
    options.addOption(
        OptionFactory.flag(
            CURL, "print each HTTP request as the command of curl that sends it again"));
  }

  /**
   * What the line asks for.
   *
   * @param known does the command have these options?
   */
  static HttpOutput of(CommandLine line, boolean known) throws UsageException {
    if (!known) {
      return new HttpOutput(false, false, false, 0);
    }
    boolean curl = line.hasOption(CURL);
    boolean bodies = line.hasOption(BODIES);
    if (curl && (JsonOption.isGiven(line) || bodies || TableOptions.format(line) != null)) {
      throw new UsageException(
          "--curl prints commands and nothing else: not with --json, --format, --bodies");
    }
    String limit = line.getOptionValue(BODY_LIMIT);
    long bytes = limit == null ? DEFAULT_LIMIT : OptionValues.size(BODY_LIMIT, limit, 1);
    if (bytes > MOST) {
      throw new UsageException("--body-limit goes up to 64MiB");
    }
    return new HttpOutput(line.hasOption(HEADERS) || curl, bodies || curl, curl, (int) bytes);
  }

  /** Adds what must be found out for it. */
  ProtocolOptions ask(ProtocolOptions options) {
    return options.withHeaders(headers).withBodies(bodies);
  }

  /** Are exchanges printed as they end, even without JSON? */
  boolean isLines() {
    return bodies;
  }

  /** Takes what exchanges carry, where that is to be printed; else null. */
  KeptContents contents() {
    return bodies ? new KeptContents(bodyLimit) : null;
  }

  Printer printer(Output output, boolean json) throws IOException {
    KeptContents contents = contents();
    if (json) {
      return new JsonPrinter(new ExchangeJsonLines(output.bytes()), contents);
    }
    return curl
        ? new CurlPrinter(output.text(), contents)
        : new BodiesPrinter(output.text(), contents);
  }

  private record JsonPrinter(ExchangeJsonLines lines, KeptContents contents) implements Printer {
    @Override
    public void print(Flow flow, Exchange exchange) throws IOException {
      if (contents == null) {
        lines.add(flow, exchange);
      } else {
        KeptContents.Pair pair = contents.take(exchange);
        lines.add(flow, exchange, pair.request(), pair.response());
      }
    }

    @Override
    public void flush() throws IOException {
      lines.flush();
    }
  }

  private record BodiesPrinter(Writer out, ExchangeBodies lines, KeptContents contents)
      implements Printer {
    BodiesPrinter(Writer out, KeptContents contents) {
      this(out, new ExchangeBodies(out), contents);
    }

    @Override
    public void print(Flow flow, Exchange exchange) throws IOException {
      KeptContents.Pair pair = contents.take(exchange);
      lines.add(flow, exchange, pair.request(), pair.response());
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }

  private record CurlPrinter(Writer out, KeptContents contents) implements Printer {
    @Override
    public void print(Flow flow, Exchange exchange) throws IOException {
      KeptContents.Pair pair = contents.take(exchange);
      String command = CurlCommand.of(flow, exchange, pair.request());
      if (command != null) {
        out.append(command).append('\n');
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
