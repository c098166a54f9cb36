package io.weft.dissect.field;

import io.weft.dissect.Packet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of a protocol's layers, and the one walk over a header that gives all their values.
 * Stateless: chains share it among threads.
 */
public interface LayerFields {
  /** A protocol without fields. */
  LayerFields NONE = declaring();

  /** Goes over a layer once and pushes the values of its fields. */
  @FunctionalInterface
  interface Walk {
    /**
     * Pushes each value that the layer has and the sink wants; a header that was cut before a value
     * does not have it. Nothing is allocated but texts.
     *
     * @param layer index in the packet's layer table
     */
    void read(Packet packet, int layer, FieldSink sink);
  }

  /** The fields in the order of the header; computed fields come last. */
  List<Field> declared();

  /** Pushes the values of a layer's fields: see {@link Walk#read}. */
  void read(Packet packet, int layer, FieldSink sink);

  /**
   * Fields whose walk is written by hand.
   *
   * @param fields all that the walk pushes, groups included
   */
  static LayerFields of(Walk walk, Field... fields) {
    return of(walk, List.of(fields));
  }

  /** Fields, given as a list, whose walk is written by hand. */
  static LayerFields of(Walk walk, List<Field> fields) {
    List<Field> declared = List.copyOf(fields);
    return new LayerFields() {
      @Override
      public List<Field> declared() {
        return declared;
      }

      @Override
      public void read(Packet packet, int layer, FieldSink sink) {
        walk.read(packet, layer, sink);
      }
    };
  }

  /**
   * Fields whose walk is written by hand and reads parts at fixed places where it finds them.
   *
   * @param parts all that the walk reads; a field may be in several of them
   * @param more fields that the walk pushes by itself
   */
  static LayerFields of(Walk walk, List<? extends LayerFields> parts, Field... more) {
    Set<Field> fields = new LinkedHashSet<>();
    for (LayerFields part : parts) {
      fields.addAll(part.declared());
    }
    fields.addAll(List.of(more));
    return of(walk, List.copyOf(fields));
  }

  /** Fields that others read; a walk over them alone pushes nothing. */
  static LayerFields declaring(Field... fields) {
    return declaring(List.of(fields));
  }

  /** Fields, given as a list, that others read. */
  static LayerFields declaring(List<Field> fields) {
    return of((packet, layer, sink) -> {}, fields);
  }

  /**
   * The fields of several layouts, among which others choose.
   *
   * @param parts a field may be in several of them
   * @param more fields besides those
   */
  static LayerFields declaring(List<? extends LayerFields> parts, Field... more) {
    return of((packet, layer, sink) -> {}, parts, more);
  }

  /** The fields of several parts, one part after the other. */
  static LayerFields inOrder(LayerFields... parts) {
    List<Field> all = new ArrayList<>();
    for (LayerFields part : parts) {
      all.addAll(part.declared());
    }
    return of(
        (packet, layer, sink) -> {
          for (LayerFields part : parts) {
            part.read(packet, layer, sink);
          }
        },
        all);
  }
}
