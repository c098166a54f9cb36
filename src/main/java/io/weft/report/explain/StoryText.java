package io.weft.report.explain;

import io.weft.dissect.Span;
import io.weft.insight.Message;
import io.weft.insight.story.Story;
import io.weft.insight.story.StoryStep;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimePart;
import io.weft.report.text.Palette;
import io.weft.report.text.SafeText;
import io.weft.report.text.TextTable;
import io.weft.report.text.Units;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Prints the story of a flow step by step, and where its time went. */
public final class StoryText {
  private static final int TIME = 10;
  private static final int LAYER = 6;
  private static final int BAR = 40;

  private final Appendable out;
  private final Paragraphs paragraphs;
  private final Palette palette;
  private final Wording words;

  /**
   * @param columns of the terminal; 0 where there is none
   */
  public StoryText(Appendable out, int columns, Palette palette, Wording words) {
    this.out = out;
    this.palette = palette;
    this.words = words;
    paragraphs = new Paragraphs(out, columns);
  }

  /** Prints a story. */
  public void print(Story story) throws IOException {
    StoryTitle parts = new StoryTitle(story.record());
    String title =
        parts.flow() + "  " + parts.client() + " → " + parts.server() + ", " + parts.size(words);
    out.append(palette.title(SafeText.escape(title))).append('\n');
    paragraphs.blank();
    long start = story.steps().isEmpty() ? 0 : story.steps().get(0).nanos();
    String states = "";
    for (StoryStep step : story.steps()) {
      step(step, start);
      String now = words.states(step);
      if (!now.equals(states) && !now.isEmpty()) {
        String indent = " ".repeat(TIME + 2 + LAYER);
        out.append(palette.dim(indent + now)).append('\n');
      }
      states = now;
    }
    if (story.omitted() > 0) {
      paragraphs.print(
          " ".repeat(TIME + 2 + LAYER),
          TIME + 2 + LAYER,
          words.text(Message.of("story.omitted", story.omitted())));
    }
    if (story.time() != null) {
      time(story.time());
    }
  }

  private void step(StoryStep step, long start) throws IOException {
    String time = Units.duration(step.nanos() - start);
    String text = words.text(step.text());
    String packets = words.packets(step);
    text += packets.isEmpty() ? "" : " (" + packets + ")";
    String first =
        " ".repeat(Math.max(0, TIME - TextTable.widthOf(time)))
            + time
            + "  "
            + step.layer()
            + " ".repeat(Math.max(1, LAYER - step.layer().length()));
    paragraphs.print(first, TIME + 2 + LAYER, text);
  }

  private void time(ConnectionTime time) throws IOException {
    long whole = time.division().durationNanos();
    List<TimePart> parts = time.division().parts();
    if (parts.isEmpty()) {
      return; // all of it happened at one moment
    }
    paragraphs.blank();
    out.append(
            palette.title(
                words.text(Message.of("time.title", new Span(whole)))
                    + "  "
                    + words.position(time.position())))
        .append('\n');
    long[] nanos = new long[parts.size()];
    StringBuilder signs = new StringBuilder();
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = parts.get(i).nanos();
      signs.append(sign(i));
    }
    paragraphs.blank();
    out.append("  ").append(Bar.of(nanos, signs.toString(), BAR)).append('\n');
    for (int i = 0; i < nanos.length; i++) {
      part(parts.get(i), sign(i));
    }
  }

  /** The largest part is {@code A}, the next {@code B}; there are fewer parts than letters. */
  private static char sign(int part) {
    return (char) ('A' + Math.min(part, 25));
  }

  private void part(TimePart part, char sign) throws IOException {
    String time = Units.duration(part.nanos());
    double percent = part.share() * 100;
    String share = String.format(Locale.ROOT, "%5.1f %%", percent);
    StringBuilder line = new StringBuilder("  ").append(sign).append("  ");
    line.append(" ".repeat(Math.max(0, TIME - TextTable.widthOf(time)))).append(time);
    line.append("  ").append(share).append("  ").append(words.cause(part));
    out.append(line).append('\n');
  }
}
