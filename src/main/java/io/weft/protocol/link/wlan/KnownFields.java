package io.weft.protocol.link.wlan;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values at fixed places, some of which a radio fills in only where it sets a bit that says so.
 * Where it does not, they go by other names, or are passed over.
 */
final class KnownFields implements LayerFields {
  private static final FixedFields NOTHING = FixedFields.of();

  /** Values that depend on one bit. */
  static final class Part {
    private final int offset;
    private final int mask;
    private final FixedFields known;
    private FixedFields unknown = NOTHING;

    private Part(int offset, int mask, FixedFields known) {
      this.offset = offset;
      this.mask = mask;
      this.known = known;
    }

    /** The same part, with values that take the place of those that are not known. */
    Part or(FixedFields.Place... places) {
      unknown = FixedFields.of(places);
      return this;
    }
  }

  private final Part[] parts;
  private final List<Field> declared;

  private KnownFields(Part[] parts) {
    this.parts = parts;
    List<Field> fields = new ArrayList<>();
    for (Part part : parts) {
      fields.addAll(part.known.declared());
      fields.addAll(part.unknown.declared());
    }
    declared = fields.stream().distinct().toList();
  }

  static KnownFields of(Part... parts) {
    return new KnownFields(Arrays.copyOf(parts, parts.length));
  }

  /** Values that are always known. */
  static Part always(FixedFields.Place... places) {
    return new Part(0, 0, FixedFields.of(places));
  }

  /**
   * Values that are known where some bit is set.
   *
   * @param offset of the two bytes with the bit, the lower byte first
   */
  static Part where(int offset, int mask, FixedFields.Place... places) {
    return new Part(offset, mask, FixedFields.of(places));
  }

  @Override
  public List<Field> declared() {
    return declared;
  }

  @Override
  public void read(Packet packet, int layer, FieldSink sink) {
    read(packet.bytes(layer), packet.start(layer), packet.payload(layer), sink);
  }

  /**
   * Reads the values where they begin at any place of a layer.
   *
   * @param end behind the last value; all bits stand before it
   */
  void read(byte[] bytes, int at, int end, FieldSink sink) {
    for (Part part : parts) {
      boolean isKnown =
          part.mask == 0 || (LittleEndian.u16(bytes, at + part.offset) & part.mask) != 0;
      (isKnown ? part.known : part.unknown).read(bytes, at, end, sink);
    }
  }
}
