package io.weft.dissect;

/**
 * One place in a packet's table of layers, made once and filled anew for each packet. With one
 * object for each layer, values that are read together lie on one cache line; and storing a
 * reference in a field needs no type check, as storing it in an array does.
 */
final class Layer {
  Protocol protocol;
  byte[] bytes;
  int start;
  int payload;
  int limit;
  int wireLimit;

  /** Number of the data source in its packet. */
  int source;

  /** What a later stage attached, or null. */
  Object holder;
}
