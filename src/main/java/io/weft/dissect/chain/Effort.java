package io.weft.dissect.chain;

import io.weft.dissect.Protocol;
import io.weft.dissect.field.Frame;
import java.util.HashSet;
import java.util.Set;

/**
 * What has to be done with a capture, besides dissecting each packet by itself, before fields have
 * their values.
 *
 * @param analysis are flows tracked, and their TCP analysed?
 * @param applications the protocols whose messages are looked for in streams and conversations, for
 *     which flows are tracked; the frame stands for all of them, since it tells of all its layers
 */
public record Effort(boolean analysis, Set<Protocol> applications) {
  /** Packets tell everything by themselves. */
  public static final Effort NONE = new Effort(false, Set.of());

  /** The TCP of flows is analysed, and no application is read. */
  public static final Effort ANALYSIS = new Effort(true, Set.of());

  /** All that can be found out. */
  public static final Effort ALL = new Effort(true, Set.of(Frame.PROTOCOL));

  public Effort {
    applications = Set.copyOf(applications);
  }

  /** Is nothing to be done? */
  public boolean isNone() {
    return !analysis && applications.isEmpty();
  }

  /** What is to be done where another one is made as well. */
  public Effort and(Effort other) {
    Set<Protocol> both = new HashSet<>(applications);
    both.addAll(other.applications);
    return new Effort(analysis || other.analysis, both);
  }
}
