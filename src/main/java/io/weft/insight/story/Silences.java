package io.weft.insight.story;

import io.weft.dissect.Span;
import io.weft.insight.Message;
import java.util.ArrayList;
import java.util.List;

/** Steps in which nobody sends anything: where nothing else is told between them, they are one. */
final class Silences {
  private static final String ONE = "story.silence";
  private static final String SEVERAL = "story.silence.more";

  private Silences() {}

  /** What is told of one silence. */
  static Message text(long nanos) {
    return Message.of(ONE, new Span(nanos));
  }

  static boolean isOne(StoryStep step) {
    return step.text().key().equals(ONE);
  }

  private static long nanos(StoryStep silence) {
    return ((Span) silence.text().arguments().get(0)).nanos();
  }

  /**
   * The steps with each run of silences as one.
   *
   * @param steps in the order in which they are told
   */
  static List<StoryStep> join(List<StoryStep> steps) {
    List<StoryStep> joined = new ArrayList<>();
    for (int i = 0; i < steps.size(); ) {
      int end = i + 1;
      if (isOne(steps.get(i))) {
        while (end < steps.size() && isOne(steps.get(end))) {
          end++;
        }
      }
      joined.add(end - i == 1 ? steps.get(i) : one(steps.subList(i, end)));
      i = end;
    }
    return joined;
  }

  private static StoryStep one(List<StoryStep> run) {
    StoryStep first = run.get(0);
    Message text =
        Message.of(
            SEVERAL,
            (long) run.size(),
            new Span(run.stream().mapToLong(Silences::nanos).sum()),
            new Span(run.stream().mapToLong(Silences::nanos).max().orElseThrow()));
    return new StoryStep(
        first.nanos(),
        first.packet(),
        run.get(run.size() - 1).lastPacket(),
        first.from(),
        first.layer(),
        text,
        first.client(),
        first.server());
  }
}
