package io.weft.dissect.field;

/** A sink of those who want a few fields alone: it passes over all types that they do not take. */
public abstract class SelectiveSink implements FieldSink {
  @Override
  public void number(Field field, long value, int from, int length) {}

  @Override
  public void real(Field field, double value, int from, int length) {}

  @Override
  public void flag(Field field, boolean value, int from, int length) {}

  @Override
  public void span(Field field, long nanos, int from, int length) {}

  @Override
  public void time(Field field, long epochNanos, int from, int length) {}

  @Override
  public void ipv4(Field field, int address, int from, int length) {}

  @Override
  public void ipv6(Field field, long high, long low, int from, int length) {}

  @Override
  public void mac(Field field, byte[] bytes, int from) {}

  @Override
  public void bytes(Field field, byte[] bytes, int from, int length) {}

  @Override
  public void text(Field field, CharSequence value, int from, int length) {}

  @Override
  public void begin(Field group, int from, int length) {}

  @Override
  public void end(Field group) {}
}
