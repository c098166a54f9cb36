package io.weft.dissect.field;

import io.weft.dissect.Packet;
import java.util.List;

/**
 * All that stands behind a layer's header, as one field: {@code tcp.payload}. It is there for
 * filters and columns; what tells of whole packets leaves it out ({@link Field#isOnRequest}).
 */
public final class PayloadFields implements LayerFields {
  private final Field payload;
  private final boolean isInQuotes;

  private PayloadFields(Field payload, boolean isInQuotes) {
    this.payload = payload;
    this.isInQuotes = isInQuotes;
  }

  /**
   * The field of a protocol.
   *
   * @param isInQuotes whether a header that an error message quotes has it, too
   */
  public static LayerFields of(String name, String label, boolean isInQuotes) {
    return new PayloadFields(Field.bytes(name, label).onRequest(), isInQuotes);
  }

  @Override
  public List<Field> declared() {
    return List.of(payload);
  }

  /** An empty payload makes no value. */
  @Override
  public void read(Packet packet, int layer, FieldSink sink) {
    int from = packet.payload(layer);
    int length = packet.limit(layer) - from;
    if (length > 0 && (isInQuotes || layer < packet.quotedFrom()) && sink.wants(payload)) {
      sink.bytes(payload, packet.bytes(layer), from, length);
    }
  }
}
