package io.weft.dissect.chain;

import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.field.LayerFields;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What protocols have registered. A part of it may wait until somebody asks for what all else does
 * not have: see {@link Chain.Builder#later}. Then it is registered under a lock, and shown to all
 * threads at once.
 */
final class Registrations {
  /** What is registered besides what stands in tables by a number or a port; immutable. */
  record Known(
      List<StreamProtocol> streams,
      List<DatagramProtocol> datagrams,
      List<Protocol> appended,
      Map<Protocol, Supplier<LayerFields>> fields,
      Map<Protocol, InfoColumn> infos,
      List<DispatchTable> tables) {}

  /** Registers what waits. */
  private final Chain.Builder rest;

  private volatile Known known;

  /** Written behind all that was registered, so that who reads it sees all of that. */
  private volatile boolean whole;

  private boolean isCompleting;

  Registrations(Chain.Builder rest) {
    this.rest = rest;
  }

  /**
   * Begins to be asked.
   *
   * @param first what is registered at once
   * @param isWhole whether nothing waits
   */
  void begin(Known first, boolean isWhole) {
    known = first;
    whole = isWhole;
  }

  /** Does nothing wait? */
  boolean isWhole() {
    return whole;
  }

  /** What is registered so far. */
  Known known() {
    return known;
  }

  /** Everything; what waits is registered now, unless the chain is still being built. */
  Known all() {
    if (!whole) {
      complete();
    }
    return known;
  }

  private synchronized void complete() {
    if (whole || known == null || isCompleting) {
      return; // a registration may ask for what is not registered yet
    }
    isCompleting = true;
    known = rest.registerRest();
    whole = true;
  }
}
