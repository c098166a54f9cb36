package io.weft.cli.command;

import io.weft.cli.option.JsonOption;
import io.weft.cli.option.OptionFactory;
import io.weft.cli.option.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** The forms in which {@code weft explain} writes. */
enum ExplainForm {
  TEXT,
  JSON,
  MARKDOWN,
  MERMAID;

  private static final String OPTION = "format";

  /** The option that names one. */
  static Option option() {
    return OptionFactory.choice(
        OPTION,
        "form",
        words(),
        String.join(", ", words())
            + " (with --stream: a sequence diagram, as GitHub and many editors draw it)");
  }

  /** The form that the line asks for. */
  static ExplainForm of(CommandLine line) throws UsageException {
    String name = line.getOptionValue(OPTION);
    if (name == null) {
      return JsonOption.isGiven(line) ? JSON : TEXT;
    }
    ExplainForm form = null;
    for (ExplainForm each : values()) {
      form = each.toString().equals(name.toLowerCase(Locale.ROOT)) ? each : form;
    }
    if (form == null) {
      throw new UsageException(
          "--format knows " + String.join(", ", words()) + ", not '" + name + "'");
    }
    if (JsonOption.isGiven(line) && form != JSON) {
      throw new UsageException("--json and --format " + form + " exclude one another");
    }
    if (form == MERMAID && !line.hasOption("stream")) {
      throw new UsageException("--format mermaid draws one flow: --stream names it");
    }
    return form;
  }

  private static List<String> words() {
    return Arrays.stream(values()).map(ExplainForm::toString).toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
