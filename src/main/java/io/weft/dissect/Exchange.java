package io.weft.dissect;

import java.io.Serializable;

/**
 * One act of an application protocol: a request with its response, a question with its answer.
 * Implementations are plain records, whose parts may be records again: databind writes each
 * component under its name in snake case, unless a writer of its own lays the exchange out.
 *
 * <p>All parts are serializable. A {@link Protocol} is not, as it is compared by reference; so none
 * is a part of an exchange, and {@link #protocol} answers from what the class knows.
 */
public interface Exchange extends Serializable {
  /** The protocol's one constant, also for an exchange that was deserialized. */
  Protocol protocol();

  /** When the first byte of the exchange was captured, in nanoseconds since the epoch. */
  long startNanos();

  /** Estimated memory of the exchange with all that it refers to, in bytes. */
  int memory();

  /** What happened, in a few words for people. Text from packets stands in it as it was sent. */
  default String summary() {
    return protocol().label();
  }
}
