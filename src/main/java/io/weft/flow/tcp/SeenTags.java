package io.weft.flow.tcp;

import io.weft.flow.table.Tags;
import java.util.Arrays;

/** The few VLANs and tunnels that a connection has been seen with; immutable. */
final class SeenTags {
  /** None; nearly every connection has but one kind of tags. */
  static final SeenTags NONE = new SeenTags(new Tags[0]);

  /** How many are kept. Further ones prove nothing. */
  private static final int MAX = 7; // and those of the first packet

  private final Tags[] all;

  private SeenTags(Tags[] all) {
    this.all = all;
  }

  boolean contains(Tags tags) {
    for (Tags each : all) {
      if (each.equals(tags)) {
        return true;
      }
    }
    return false;
  }

  /** These and one more, where there is room. */
  SeenTags with(Tags tags) {
    if (all.length == MAX) {
      return this;
    }
    Tags[] more = Arrays.copyOf(all, all.length + 1);
    more[all.length] = tags;
    return new SeenTags(more);
  }
}
