package io.weft.dissect;

/**
 * One place in a packet's table of layers, made once and filled for each packet anew. An object a
 * layer keeps what is read together on one line of the cache, and needs no check of what is stored
 * in it, as an array of objects does.
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
