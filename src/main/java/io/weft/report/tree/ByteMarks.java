package io.weft.report.tree;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.Frame;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the bytes of a packet that hold the values of some fields, or the headers of protocols. */
final class ByteMarks implements FieldSink {
  private static final int MAC_LENGTH = 6;

  private final FieldCatalogue catalogue;
  private final Set<Field> fields = new HashSet<>();

  /** The groups that hold one of the fields: walks pass over others. */
  private final Set<Field> groups = new HashSet<>();

  private final Set<Protocol> walked = new HashSet<>();
  private final Set<Protocol> headers = new HashSet<>();

  /** One a data source. */
  private final BitSet[] marked = new BitSet[1 + Packet.MAX_LAYERS];

  private ByteSources sources;
  private int source;

  /**
   * @param names of fields, aliases or protocols of the catalogue
   */
  ByteMarks(FieldCatalogue catalogue, List<String> names) {
    this.catalogue = catalogue;
    for (String name : names) {
      FieldCatalogue.Entry entry = catalogue.field(name);
      if (entry == null) {
        headers.addAll(catalogue.protocols(name));
        continue;
      }
      walked.addAll(entry.protocols());
      for (Field field : entry.fields()) {
        fields.add(field);
        for (Field group = field.parent(); group != null; group = group.parent()) {
          groups.add(group);
        }
      }
    }
    for (int i = 0; i < marked.length; i++) {
      marked[i] = new BitSet();
    }
  }

  /** Reads a packet; what was marked of the one before is forgotten. */
  void read(Packet packet, ByteSources ofPacket) {
    sources = ofPacket;
    for (int i = 0; i < ofPacket.count(); i++) {
      marked[i].clear();
    }
    layer(packet, Frame.PROTOCOL, Frame.LAYER);
    for (int i = 0; i < packet.layerCount(); i++) {
      layer(packet, packet.protocol(i), i);
    }
  }

  private void layer(Packet packet, Protocol protocol, int layer) {
    source = sources.of(packet, layer);
    if (source < 0) {
      return;
    }
    if (layer >= 0 && headers.contains(protocol)) {
      mark(packet.start(layer), packet.payload(layer) - packet.start(layer));
    }
    if (walked.contains(protocol)) {
      catalogue.walk(protocol).read(packet, layer, this);
    }
  }

  private void mark(int from, int length) {
    int least = Math.max(from, sources.from(source));
    int most = Math.min(from + length, sources.to(source));
    if (least < most) {
      marked[source].set(least - sources.from(source), most - sources.from(source));
    }
  }

  /**
   * Is a byte marked?
   *
   * @param offset from the first byte of the source
   */
  boolean isMarked(int ofSource, int offset) {
    return offset >= 0 && marked[ofSource].get(offset);
  }

  private void found(Field field, int from, int length) {
    if (fields.contains(field)) {
      mark(from, length);
    }
  }

  @Override
  public boolean wants(Field field) {
    return fields.contains(field) || groups.contains(field);
  }

  @Override
  public void number(Field field, long value, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void real(Field field, double value, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void flag(Field field, boolean value, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void span(Field field, long nanos, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void time(Field field, long epochNanos, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void ipv4(Field field, int address, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void ipv6(Field field, long high, long low, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void mac(Field field, byte[] bytes, int from) {
    found(field, from, MAC_LENGTH);
  }

  @Override
  public void bytes(Field field, byte[] bytes, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void text(Field field, byte[] bytes, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void text(Field field, CharSequence value, int from, int length) {
    found(field, from, length);
  }

  @Override
  public void begin(Field group, int from, int length) {
    found(group, from, length);
  }

  @Override
  public void end(Field group) {
    // The record was marked where it began.
  }
}
