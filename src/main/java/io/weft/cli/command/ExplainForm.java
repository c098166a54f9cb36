package io.weft.cli.command;

import io.weft.cli.option.UsageException;
import java.util.Locale;
import java.util.StringJoiner;
import org.apache.commons.cli.CommandLine;

/** The forms in which {@code weft explain} writes. */
enum ExplainForm {
  TEXT,
  JSON,
  MARKDOWN,
  MERMAID;

  /** The form that the line asks for. */
  static ExplainForm of(CommandLine line) throws UsageException {
    String name = line.getOptionValue("format");
    if (name == null) {
      return line.hasOption("json") ? JSON : TEXT;
    }
    ExplainForm form = null;
    for (ExplainForm each : values()) {
      form = each.toString().equals(name.toLowerCase(Locale.ROOT)) ? each : form;
    }
    if (form == null) {
      throw new UsageException("--format knows " + names() + ", not '" + name + "'");
    }
    if (line.hasOption("json") && form != JSON) {
      throw new UsageException("--json and --format " + form + " exclude one another");
    }
    if (form == MERMAID && !line.hasOption("stream")) {
      throw new UsageException("--format mermaid draws one flow: --stream names it");
    }
    return form;
  }

  /** The names of all, as a help text lists them. */
  static String names() {
    StringJoiner names = new StringJoiner(", ");
    for (ExplainForm each : values()) {
      names.add(each.toString());
    }
    return names.toString();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
