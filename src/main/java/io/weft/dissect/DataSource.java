package io.weft.dissect;

/**
 * Says where the bytes of a layer are from: from the frame itself, or from bytes that were put
 * together out of several frames. The names are those of the tabs above Wireshark's byte view:
 * {@code Frame}, {@code Reassembled IPv4}. Each source is declared once, by the protocol that makes
 * such bytes; sources are compared by reference.
 */
public final class DataSource {
  /** The bytes as they were captured. */
  public static final DataSource FRAME = of("Frame");

  private final String name;

  private DataSource(String name) {
    this.name = name;
  }

  /**
   * @param name as Wireshark calls the tab
   */
  public static DataSource of(String name) {
    return new DataSource(name);
  }

  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
