package io.weft.dissect.chain;

import io.weft.dissect.Dissector;
import java.util.Locale;

/**
 * Finds dissectors by a number in the header below: an ethertype, an IP protocol, a port. The table
 * is one flat array, so that a look-up is one load. It is filled while a {@link Chain} is built,
 * and changes later only by what the builder was told to register {@link Chain.Builder#later}.
 */
public final class DispatchTable {
  private final Declaration declaration;
  private final Dissector otherwise;
  private final Registrations registrations;
  private volatile Dissector[] byKey;

  /** What becomes {@link #byKey}; null while the table is in use and cannot be changed. */
  private Dissector[] filling;

  DispatchTable(Declaration declaration, Dissector otherwise, Registrations registrations) {
    this.declaration = declaration;
    this.otherwise = otherwise;
    this.registrations = registrations;
    filling = new Dissector[declaration.size];
    byKey = filling;
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
    Dissector found = find(key);
    return found == null ? otherwise : found;
  }

  /** The dissector registered for the key, or null. */
  public Dissector find(int key) {
    Dissector found = known(key);
    if (found == null) {
      registrations.all();
      found = known(key);
    }
    return found;
  }

  /** The same, of what is registered so far. */
  Dissector known(int key) {
    Dissector[] known = byKey;
    return key >= 0 && key < known.length ? known[key] : null;
  }

  /** The dissector that records a payload for which none is registered. */
  public Dissector otherwise() {
    return otherwise;
  }

  Declaration declaration() {
    return declaration;
  }

  void forEach(Visitor visitor) {
    Dissector[] known = byKey;
    for (int key = 0; key < known.length; key++) {
      if (known[key] != null) {
        visitor.visit(key, known[key]);
      }
    }
  }

  interface Visitor {
    void visit(int key, Dissector dissector);
  }

  void put(int key, Dissector dissector, boolean replace) {
    if (filling == null) {
      throw new IllegalStateException(declaration + " is in use and cannot be changed");
    }
    if (key < 0 || key >= filling.length) {
      throw new IllegalArgumentException(
          declaration + " has no number " + key + ", only 0 to " + (filling.length - 1));
    }
    Dissector taken = filling[key];
    if (taken != null && !replace) {
      throw new IllegalArgumentException(
          declaration + " " + key + " is taken by " + taken.protocol());
    }
    filling[key] = dissector;
  }

  /** Shows what has been put into the table, and takes no more. */
  void freeze() {
    byKey = filling;
    filling = null;
  }

  /** Takes more, which {@link #freeze} shows. */
  void thaw() {
    filling = byKey.clone();
  }
}
