package io.weft.dissect;

/**
 * Stands for a dissector that its user knows by name only, and that may be registered later than
 * its user is made. Becomes that dissector when the chain is built.
 */
final class NamedDissector implements Dissector {
  private final String name;
  private Dissector named;

  NamedDissector(String name) {
    this.name = name;
  }

  /**
   * @param found null where nobody took the name
   */
  void resolve(Dissector found) {
    if (found == null) {
      throw new IllegalStateException(
          "a protocol goes on with the dissector \"" + name + "\", which is not registered");
    }
    named = found;
  }

  @Override
  public Protocol protocol() {
    return named.protocol();
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    return named.dissect(cursor);
  }
}
