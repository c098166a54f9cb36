package io.weft.dissect.chain;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * Stands for a dissector of which its user knows only the name, and which may be registered later
 * than its user. When the chain is built, this object finds that dissector and from then on passes
 * every call to it.
 */
final class NamedDissector implements Dissector {
  private final String name;
  private Dissector named;

  NamedDissector(String name) {
    this.name = name;
  }

  /**
   * @param found the dissector of the name; null where none is registered
   * @throws IllegalStateException where it is null
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
