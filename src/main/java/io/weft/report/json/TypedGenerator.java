package io.weft.report.json;

import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.core.json.JsonWriteContext;

/**
 * Takes what is written of a record as values instead of as text. The writers of JSON give it times
 * and spans of time as the numbers that they are; text that is JSON already is refused.
 */
public abstract class TypedGenerator extends GeneratorBase {
  protected TypedGenerator() {
    super(0, null, null, JsonWriteContext.createRootContext(null));
  }

  /** Takes a time, in nanoseconds since the epoch. */
  protected abstract void time(long epochNanos);

  /** Takes a span of time, in nanoseconds. */
  protected abstract void span(long nanos);

  @Override
  public void writeRawUTF8String(byte[] text, int from, int length) {
    throw raw();
  }

  @Override
  public void writeUTF8String(byte[] text, int from, int length) {
    throw raw();
  }

  @Override
  public void writeRaw(String text) {
    throw raw();
  }

  @Override
  public void writeRaw(String text, int from, int length) {
    throw raw();
  }

  @Override
  public void writeRaw(char[] text, int from, int length) {
    throw raw();
  }

  @Override
  public void writeRaw(char c) {
    throw raw();
  }

  private static UnsupportedOperationException raw() {
    return new UnsupportedOperationException("only values are taken, not the text of JSON");
  }

  @Override
  public void flush() {
    // Nothing is kept back.
  }

  @Override
  protected void _releaseBuffers() {
    // There are none.
  }

  @Override
  protected void _verifyValueWrite(String what) {
    // What is wrong with a value its taker knows.
  }
}
