package io.weft.insight.story;

import io.weft.flow.FlowRecord;
import io.weft.insight.time.ConnectionTime;
import java.util.List;

/**
 * What happened in a flow.
 *
 * @param steps in the order of time, at most {@link StoryTeller#MAX_STEPS}
 * @param omitted steps for which there was no room
 * @param time where the time went; null for a flow without TCP
 */
public record Story(FlowRecord record, List<StoryStep> steps, long omitted, ConnectionTime time) {
  public Story {
    steps = List.copyOf(steps);
  }
}
