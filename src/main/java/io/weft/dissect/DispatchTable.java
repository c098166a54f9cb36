package io.weft.dissect;

/**
 * Dissectors by a number in the header below: an ethertype, an IP protocol, a port. Flat, so that a
 * look-up is one load. Filled while a {@link Chain} is built, then fixed.
 */
public final class DispatchTable {
  private final String name;
  private final Dissector[] byKey;
  private final Dissector otherwise;
  private boolean frozen;

  DispatchTable(String name, int size, Dissector otherwise) {
    this.name = name;
    this.byKey = new Dissector[size];
    this.otherwise = otherwise;
  }

  /** As a field name: {@code eth.type}. */
  public String name() {
    return name;
  }

  /**
   * The dissector registered for the key; where there is none, the one that records the payload.
   */
  public Dissector get(int key) {
    Dissector found = key >= 0 && key < byKey.length ? byKey[key] : null;
    return found == null ? otherwise : found;
  }

  /** The dissector registered for the key, or null. */
  public Dissector find(int key) {
    return key >= 0 && key < byKey.length ? byKey[key] : null;
  }

  /** What records a payload that nobody claims. */
  public Dissector otherwise() {
    return otherwise;
  }

  void forEach(Visitor visitor) {
    for (int key = 0; key < byKey.length; key++) {
      if (byKey[key] != null) {
        visitor.visit(key, byKey[key]);
      }
    }
  }

  interface Visitor {
    void visit(int key, Dissector dissector);
  }

  void put(int key, Dissector dissector, boolean replace) {
    if (frozen) {
      throw new IllegalStateException(name + " is in use and cannot be changed");
    }
    Dissector taken = byKey[key];
    if (taken != null && !replace) {
      throw new IllegalArgumentException(name + " " + key + " is taken by " + taken.protocol());
    }
    byKey[key] = dissector;
  }

  void freeze() {
    frozen = true;
  }
}
