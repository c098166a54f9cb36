package io.weft.dissect;

/** Reads a field of a layer: pushes each of its values, or none where the layer has none. */
@FunctionalInterface
public interface FieldReader {
  void read(Packet packet, int layer, FieldSink sink);
}
