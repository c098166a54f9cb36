package io.weft.dissect;

import java.io.Serializable;

/**
 * One act of an application protocol: a request with its response, a question with its answer.
 * Implementations are plain records whose components become JSON by their names.
 */
public interface Exchange extends Serializable {
  Protocol protocol();

  /** When its first byte was captured, in nanoseconds since the epoch. */
  long startNanos();

  /** How much memory it takes, with all that it refers to; estimated, in bytes. */
  int memory();

  /** What happened, in a few words for people. Text from packets stands in it as it was sent. */
  default String summary() {
    return protocol().label();
  }
}
