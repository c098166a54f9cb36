package io.weft.dissect.chain;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/**
 * Records a payload that no other dissector reads as one layer, {@code data}. An empty payload
 * makes no layer.
 */
public final class DataDissector implements Dissector {
  public static final Protocol PROTOCOL = Protocol.of("data", "Data");

  private static final Field BYTES = Field.bytes("data.data", "Data");
  private static final Field LENGTH = Field.u32("data.len", "Length").generated();

  /** The bytes that were captured, and how many they are. */
  static final LayerFields FIELDS = LayerFields.of(DataDissector::read, BYTES, LENGTH);

  private static void read(Packet packet, int layer, FieldSink sink) {
    int from = packet.start(layer);
    int length = packet.limit(layer) - from;
    if (sink.wants(BYTES)) {
      sink.bytes(BYTES, packet.bytes(layer), from, length);
    }
    if (sink.wants(LENGTH)) {
      sink.number(LENGTH, length, 0, 0);
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.available() > 0) {
      cursor.enter(PROTOCOL, cursor.available());
    }
    return null;
  }
}
