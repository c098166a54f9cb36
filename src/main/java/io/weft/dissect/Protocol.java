package io.weft.dissect;

/**
 * A protocol by its name in Wireshark's display filters. Each is declared once, by the package that
 * dissects it, and compared by reference.
 */
public final class Protocol {
  private final String name;
  private final String label;

  private Protocol(String name, String label) {
    this.name = name;
    this.label = label;
  }

  /**
   * @param name as in a display filter: lower case, {@code ip}, {@code tcp}, {@code http}
   * @param label for people: {@code Internet Protocol version 4}
   */
  public static Protocol of(String name, String label) {
    return new Protocol(name, label);
  }

  public String name() {
    return name;
  }

  public String label() {
    return label;
  }

  @Override
  public String toString() {
    return name;
  }
}
