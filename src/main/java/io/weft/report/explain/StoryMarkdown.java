package io.weft.report.explain;

import io.weft.dissect.Span;
import io.weft.insight.Message;
import io.weft.insight.story.Story;
import io.weft.insight.story.StoryStep;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimePart;
import io.weft.report.text.Units;
import java.io.IOException;
import java.util.Locale;

/** Writes the story of a flow as Markdown: its steps as a table, and where its time went. */
public final class StoryMarkdown {
  private final Appendable out;
  private final Wording words;
  private final Markdown markdown = new Markdown();

  public StoryMarkdown(Appendable out, Wording words) {
    this.out = out;
    this.words = words;
  }

  private String text(String key, Object... arguments) {
    return words.text(Message.of(key, arguments), markdown);
  }

  /** Writes a story. */
  public void add(Story story) throws IOException {
    StoryTitle title = new StoryTitle(story.record());
    out.append("## ").append(markdown.name(title.flow())).append(' ');
    out.append(markdown.name(title.client())).append(" → ").append(markdown.name(title.server()));
    out.append("\n\n").append(markdown.words(title.size(words))).append("\n\n");
    MarkdownTable table = new MarkdownTable(out);
    table.head(
        text("column.time"),
        text("column.layer"),
        text("column.step"),
        text("column.packets"),
        text("column.states"));
    long start = story.steps().isEmpty() ? 0 : story.steps().get(0).nanos();
    String states = "";
    for (StoryStep step : story.steps()) {
      String now = words.states(step);
      table.row(
          markdown.words(Units.duration(step.nanos() - start)),
          markdown.words(step.layer()),
          words.text(step.text(), markdown),
          markdown.words(words.packets(step)),
          now.equals(states) ? "" : markdown.words(now));
      states = now;
    }
    if (story.omitted() > 0) {
      out.append('\n').append(text("story.omitted", story.omitted())).append('\n');
    }
    if (story.time() != null) {
      time(story.time());
    }
    out.append('\n');
  }

  private void time(ConnectionTime time) throws IOException {
    long whole = time.division().durationNanos();
    if (time.division().parts().isEmpty()) {
      return; // all of it happened at one moment
    }
    out.append("\n### ").append(text("time.title", new Span(whole))).append("\n\n");
    out.append(markdown.words(words.position(time.position()))).append('\n');
    out.append('\n');
    MarkdownTable table = new MarkdownTable(out);
    table.head(text("column.time"), text("column.share"), text("column.cause"));
    for (TimePart part : time.division().parts()) {
      table.row(
          markdown.words(Units.duration(part.nanos())),
          String.format(Locale.ROOT, "%.1f %%", part.share() * 100),
          markdown.words(words.cause(part)));
    }
  }
}
