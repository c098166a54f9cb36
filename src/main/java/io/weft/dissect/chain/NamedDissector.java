package io.weft.dissect.chain;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * Stands for a dissector of which its user knows only the name, and which may be registered later
 * than its user. When that dissector is registered, this object is given it and from then on passes
 * every call to it.
 */
final class NamedDissector implements Dissector {
  private final String name;
  private final Registrations registrations;
  private volatile Dissector named;

  NamedDissector(String name, Registrations registrations) {
    this.name = name;
    this.registrations = registrations;
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

  private Dissector named() {
    if (named == null) {
      registrations.all();
    }
    return named;
  }

  @Override
  public Protocol protocol() {
    return named().protocol();
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    return named().dissect(cursor);
  }
}
