package io.weft.protocol.app;

import io.weft.dissect.Arrival;

/**
 * A line with a command of the client.
 *
 * @param verb the word that it begins with, in upper case
 * @param argument what follows behind blanks, shortened to {@link DialogLimits#MAX_TEXT}; empty for
 *     nothing
 * @param packet number of the packet that completed it
 * @param nanos when that was captured, in nanoseconds since the epoch
 */
public record DialogCommand(String verb, String argument, long packet, long nanos) {
  /** Memory of a command that waits for its reply, estimated in bytes. */
  static final int MEMORY = 200;

  static DialogCommand of(String verb, String argument, Arrival arrival) {
    return new DialogCommand(verb, argument, arrival.number(), arrival.nanos());
  }
}
