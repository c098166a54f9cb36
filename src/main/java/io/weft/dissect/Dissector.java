package io.weft.dissect;

/**
 * Reads the header at the cursor's offset and returns the dissector of its payload. A dissector is
 * shared among threads, so it keeps no state.
 */
public interface Dissector {
  /** The protocol that it reads. */
  Protocol protocol();

  /**
   * Checks the header, bounds the payload by the header's own length field, records the layer.
   *
   * @return the dissector of the payload, or null where there is nothing more to do
   */
  Dissector dissect(Cursor cursor);
}
