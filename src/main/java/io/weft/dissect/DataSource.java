package io.weft.dissect;

/**
 * What the bytes of a layer are: those of the frame itself, or others that were made from frames.
 * Names are those of the tabs above Wireshark's byte view: {@code Frame}, {@code Reassembled IPv4}.
 * Each is declared once, by the protocol that makes such bytes, and compared by reference.
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
