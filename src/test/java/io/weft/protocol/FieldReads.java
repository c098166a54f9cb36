package io.weft.protocol;

import io.weft.dissect.Chain;
import io.weft.dissect.Field;
import io.weft.dissect.FieldSink;
import io.weft.dissect.Packet;

/** Reads every declared field of every layer, for tests in which none of them may fail. */
public final class FieldReads implements FieldSink {
  private final Chain chain;
  private long count;

  public FieldReads(Chain chain) {
    this.chain = chain;
  }

  public void readAll(Packet packet) {
    for (int layer = 0; layer < packet.layerCount(); layer++) {
      for (Field field : chain.fields(packet.protocol(layer))) {
        field.reader().read(packet, layer, this);
      }
    }
  }

  /** Values read so far. */
  public long count() {
    return count;
  }

  @Override
  public void number(long value, int from, int length) {
    count++;
  }

  @Override
  public void flag(boolean value, int from, int length) {
    count++;
  }

  @Override
  public void span(long nanos, int from, int length) {
    count++;
  }

  @Override
  public void ipv4(int address, int from, int length) {
    count++;
  }

  @Override
  public void ipv6(long high, long low, int from, int length) {
    count++;
  }

  @Override
  public void mac(byte[] bytes, int from) {
    number(bytes[from + 5], from, 6);
  }

  @Override
  public void bytes(byte[] bytes, int from, int length) {
    count++;
  }

  @Override
  public void text(String value, int from, int length) {
    count++;
  }
}
