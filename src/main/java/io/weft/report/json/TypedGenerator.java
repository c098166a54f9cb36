package io.weft.report.json;

import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.core.json.JsonWriteContext;

/**
 * Takes what is written of a record as values instead of as text. The writers of JSON give it times
 * and spans of time as the numbers that they are.
 */
public abstract class TypedGenerator extends GeneratorBase {
  protected TypedGenerator() {
    super(0, null, null, JsonWriteContext.createRootContext(null));
  }

  /** Takes a time, in nanoseconds since the epoch. */
  protected abstract void time(long epochNanos);

  /** Takes a span of time, in nanoseconds. */
  protected abstract void span(long nanos);
}
