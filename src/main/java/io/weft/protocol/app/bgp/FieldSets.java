package io.weft.protocol.app.bgp;

import io.weft.dissect.field.LayerFields;
import java.util.List;

/** Declares what a choice of layouts may push. */
final class FieldSets {
  private FieldSets() {}

  /** The fields of all layouts, of which a reader chooses one. */
  static LayerFields of(LayerFields... layouts) {
    return LayerFields.of((packet, layer, sink) -> {}, List.of(layouts));
  }
}
