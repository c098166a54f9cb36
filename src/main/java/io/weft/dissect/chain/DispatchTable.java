package io.weft.dissect.chain;

import io.weft.dissect.Dissector;
import java.util.Locale;

/**
 * Finds dissectors by a number in the header below: an ethertype, an IP protocol, a port. The table
 * is one flat array, so that a look-up is one load. It is filled while a {@link Chain} is built,
 * and does not change later.
 */
public final class DispatchTable {
  private final Declaration declaration;
  private final Dissector[] byKey;
  private final Dissector otherwise;
  private boolean frozen;

  DispatchTable(Declaration declaration, Dissector otherwise) {
    this.declaration = declaration;
    this.byKey = new Dissector[declaration.size];
    this.otherwise = otherwise;
  }

  /**
   * Declares a table; whoever owns its numbers does so once, in a constant. Each {@link
   * Chain.Builder} has its own table for it ({@link Chain.Builder#table}).
   *
   * @param name of the field that holds the number: {@code eth.type}
   * @param label for people: {@code ethertype}
   * @param size how many numbers there are: they go from 0 to {@code size - 1}
   */
  public static Declaration declare(String name, String label, int size) {
    return new Declaration(name, label, size, false);
  }

  /** A table's name and size, declared by {@link DispatchTable#declare}; compared by reference. */
  public static final class Declaration {
    private final String name;
    private final String label;
    private final int size;
    private final boolean hexadecimal;

    private Declaration(String name, String label, int size, boolean hexadecimal) {
      this.name = name;
      this.label = label;
      this.size = size;
      this.hexadecimal = hexadecimal;
    }

    /** The same table, whose numbers people read in base 16. */
    public Declaration hexadecimal() {
      return new Declaration(name, label, size, true);
    }

    /** Name of the field that holds the number: {@code eth.type}. */
    public String name() {
      return name;
    }

    /** For people: {@code ethertype}. */
    public String label() {
      return label;
    }

    /** How many numbers there are: they go from 0 to below this. */
    public int size() {
      return size;
    }

    /** The number as people read it: {@code 0x0800}, {@code 17}. */
    public String text(int key) {
      return hexadecimal ? String.format(Locale.ROOT, "0x%04x", key) : Integer.toString(key);
    }

    @Override
    public String toString() {
      return name;
    }
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

  /** The dissector that records a payload for which none is registered. */
  public Dissector otherwise() {
    return otherwise;
  }

  Declaration declaration() {
    return declaration;
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
      throw new IllegalStateException(declaration + " is in use and cannot be changed");
    }
    if (key < 0 || key >= byKey.length) {
      throw new IllegalArgumentException(
          declaration + " has no number " + key + ", only 0 to " + (byKey.length - 1));
    }
    Dissector taken = byKey[key];
    if (taken != null && !replace) {
      throw new IllegalArgumentException(
          declaration + " " + key + " is taken by " + taken.protocol());
    }
    byKey[key] = dissector;
  }

  void freeze() {
    frozen = true;
  }
}
