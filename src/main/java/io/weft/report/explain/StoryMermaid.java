package io.weft.report.explain;

import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.insight.Message;
import io.weft.insight.story.Story;
import io.weft.insight.story.StoryStep;
import io.weft.insight.time.TimePart;
import io.weft.report.text.SafeText;
import io.weft.report.text.TextTable;
import io.weft.report.text.Units;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes the story of a flow as a sequence diagram in the language of Mermaid, which GitHub, GitLab
 * and many editors draw.
 */
public final class StoryMermaid {
  /** Mermaid refuses texts above 50,000 characters (its setting maxTextSize). */
  private static final int MAX_TEXT = 48_000;

  /** Smaller parts of the time are left to the other forms of the story. */
  private static final double LEAST_SHARE = 0.01;

  /** The signs that are nothing but themselves anywhere in a line of a sequence diagram. */
  private static final String PLAIN = " .,()/=+?!'*_-";

  private static final String BREAK = "<br/>";
  private static final Pattern ENTITY = Pattern.compile("#\\d+;");

  /** Columns of a line below an arrow. */
  private static final int LINE = 60;

  private static final Markup MERMAID =
      new Markup() {
        @Override
        public String words(String text) {
          return escape(text);
        }

        @Override
        public String name(String name) {
          return escape(SafeText.escape(name));
        }
      };

  private final Appendable out;
  private final Wording words;

  public StoryMermaid(Appendable out, Wording words) {
    this.out = out;
    this.words = words;
  }

  /**
   * The text with all but letters, digits and some signs as entities: a semicolon would end the
   * line, a number sign begin a comment or an entity, angle brackets and dollars markup.
   */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
        escaped.appendCodePoint(c);
      } else {
        escaped.append('#').append(c).append(';');
      }
      i += Character.charCount(c);
    }
    return escaped.toString();
  }

  /** The text in lines: Mermaid's own breaking of lines takes entities apart. */
  private static String broken(String escaped) {
    StringBuilder lines = new StringBuilder(escaped.length() + 64);
    int used = 0;
    for (String word : escaped.split(" ", -1)) {
      int columns = TextTable.widthOf(ENTITY.matcher(word).replaceAll("x"));
      if (lines.length() > 0) {
        boolean isFull = used + 1 + columns > LINE;
        lines.append(isFull ? BREAK : " ");
        used = isFull ? 0 : used + 1;
      }
      lines.append(word);
      used = word.startsWith(BREAK) ? columns - BREAK.length() : used + columns;
    }
    return lines.toString();
  }

  /**
   * Writes the stories of one flow as one diagram.
   *
   * @param stories at least one
   */
  public void write(List<Story> stories) throws IOException {
    StoryTitle title = new StoryTitle(stories.get(0).record());
    StringBuilder text = new StringBuilder("sequenceDiagram\n");
    text.append("  title ").append(escape(title.flow() + ", " + title.size(words))).append('\n');
    text.append("  participant C as ").append(MERMAID.name(title.client())).append('\n');
    text.append("  participant S as ").append(MERMAID.name(title.server())).append('\n');
    long start = stories.get(0).record().times().startNanos();
    long omitted = 0;
    for (Story story : stories) {
      omitted += story(text, story, Math.min(start, firstNanos(story)));
    }
    if (omitted > 0) {
      note(text, words.text(Message.of("story.omitted", omitted), MERMAID));
    }
    out.append(text);
  }

  private static long firstNanos(Story story) {
    return story.steps().isEmpty() ? Long.MAX_VALUE : story.steps().get(0).nanos();
  }

  /** Draws one story, and tells how many steps had no room. */
  private long story(StringBuilder text, Story story, long start) {
    String states = "";
    int told = 0;
    for (StoryStep step : story.steps()) {
      int before = text.length();
      step(text, step, start);
      String now = words.states(step);
      if (!now.equals(states) && !now.isEmpty()) {
        note(text, escape(now));
      }
      states = now;
      if (text.length() > MAX_TEXT) {
        text.setLength(before);
        break;
      }
      told++;
    }
    if (story.time() != null && !story.time().division().parts().isEmpty()) {
      time(text, story);
    }
    return story.omitted() + story.steps().size() - told;
  }

  private void step(StringBuilder text, StoryStep step, long start) {
    String when = escape(Units.duration(step.nanos() - start) + " " + step.layer()) + "#58; ";
    String packets = words.packets(step);
    String said =
        when
            + words.text(step.text(), MERMAID)
            + (packets.isEmpty() ? "" : escape(" (" + packets + ")"));
    if (step.text().key().startsWith("story.handshake")) {
      arrow(text, true, "SYN");
      arrow(text, false, "SYN, ACK");
      arrow(text, true, "ACK");
    }
    if (step.from() == null) {
      note(text, said);
    } else {
      arrow(text, step.from() == Direction.FROM_CLIENT, said);
    }
  }

  private static void arrow(StringBuilder text, boolean isFromClient, String said) {
    text.append(isFromClient ? "  C->>S: " : "  S->>C: ").append(broken(said)).append('\n');
  }

  private static void note(StringBuilder text, String said) {
    text.append("  Note over C,S: ").append(broken(said)).append('\n');
  }

  /** Where the time went: the largest parts, as one reads beside a picture. */
  private void time(StringBuilder text, Story story) {
    StringBuilder parts = new StringBuilder();
    parts.append(
        words.text(
            Message.of("time.title", new Span(story.time().division().durationNanos())), MERMAID));
    for (TimePart each : story.time().division().parts()) {
      if (each.share() >= LEAST_SHARE) {
        parts
            .append(' ')
            .append(BREAK)
            .append(escape(Units.duration(each.nanos()) + " " + words.cause(each)));
      }
    }
    note(text, parts.toString());
  }
}
