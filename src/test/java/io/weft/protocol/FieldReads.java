package io.weft.protocol;

import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads every declared field of every layer, for tests in which none of them may fail, and checks
 * that walks keep to what they declare.
 */
public final class FieldReads implements FieldSink {
  /**
   * Room for a text of the samples, in characters: what a walk lets grow is the sink's, not its
   * own.
   */
  private static final int MOST_SCRATCH = 64;

  private final Chain chain;
  private final Predicate<Field> wanted;
  private final StringBuilder scratch = new StringBuilder(MOST_SCRATCH);
  private final Deque<Field> open = new ArrayDeque<>();
  private List<Field> declared;
  private int limit;
  private long count;

  /** Wants all fields. */
  public FieldReads(Chain chain) {
    this(chain, field -> true);
  }

  /** Wants some fields only. */
  public FieldReads(Chain chain, Predicate<Field> wanted) {
    this.chain = chain;
    this.wanted = wanted;
  }

  public void readAll(Packet packet) {
    declared = chain.fields(Frame.PROTOCOL);
    limit = 0;
    chain.layerFields(Frame.PROTOCOL).read(packet, Frame.LAYER, this);
    for (int layer = 0; layer < packet.layerCount(); layer++) {
      declared = chain.fields(packet.protocol(layer));
      limit = packet.bytes(layer).length;
      chain.layerFields(packet.protocol(layer)).read(packet, layer, this);
      check(open.isEmpty(), null, "records are left open");
    }
  }

  /** Values read so far. */
  public long count() {
    return count;
  }

  private void take(Field field, Field.Type type, int from, int length) {
    check(declared.contains(field), field, "is not declared");
    check(wanted.test(field), field, "is not wanted");
    check(field.type() == type, field, "has another type");
    check(from >= 0 && length >= 0 && from + length <= limit, field, "lies outside its bytes");
    check(!field.isGenerated() || length == 0, field, "is worked out, but has bytes");
    count++;
  }

  private static void check(boolean holds, Field field, String complaint) {
    if (!holds) {
      throw new AssertionError(field + " " + complaint);
    }
  }

  @Override
  public boolean wants(Field field) {
    return wanted.test(field);
  }

  @Override
  public void number(Field field, long value, int from, int length) {
    take(field, Field.Type.NUMBER, from, length);
  }

  @Override
  public void real(Field field, double value, int from, int length) {
    take(field, Field.Type.REAL, from, length);
  }

  @Override
  public void flag(Field field, boolean value, int from, int length) {
    take(field, Field.Type.FLAG, from, length);
  }

  @Override
  public void span(Field field, long nanos, int from, int length) {
    take(field, Field.Type.RELATIVE_TIME, from, length);
  }

  @Override
  public void time(Field field, long epochNanos, int from, int length) {
    take(field, Field.Type.ABSOLUTE_TIME, from, length);
  }

  @Override
  public void ipv4(Field field, int address, int from, int length) {
    take(field, Field.Type.IPV4, from, length);
  }

  @Override
  public void ipv6(Field field, long high, long low, int from, int length) {
    take(field, Field.Type.IPV6, from, length);
  }

  @Override
  public void mac(Field field, byte[] bytes, int from) {
    take(field, Field.Type.MAC, from, 6);
  }

  @Override
  public void bytes(Field field, byte[] bytes, int from, int length) {
    take(field, Field.Type.BYTES, from, length);
  }

  @Override
  public StringBuilder scratch() {
    scratch.setLength(0);
    return scratch;
  }

  @Override
  public void text(Field field, byte[] bytes, int from, int length) {
    take(field, Field.Type.TEXT, from, length);
  }

  @Override
  public void text(Field field, CharSequence value, int from, int length) {
    take(field, Field.Type.TEXT, from, length);
  }

  @Override
  public void begin(Field group, int from, int length) {
    take(group, Field.Type.GROUP, from, length);
    open.push(group);
  }

  @Override
  public void end(Field group) {
    check(open.pop() == group, group, "was not the last to begin");
  }
}
