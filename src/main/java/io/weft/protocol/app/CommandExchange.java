package io.weft.protocol.app;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;

/** A command of a client with the server's reply. A value that is not known is null. */
public interface CommandExchange extends Exchange {
  /** Makes the record of a protocol; its parts are those that this interface tells, in order. */
  @FunctionalInterface
  interface Maker {
    /** Makes it. */
    CommandExchange make(
        String command,
        String argument,
        String status,
        String reply,
        Long requestPacket,
        Long responsePacket,
        Moment start,
        Span time);
  }

  /**
   * What the client wants, by its name in the protocol, or {@code greeting} for what the server
   * says first; null where it was not seen.
   */
  String command();

  /** What the command is about; never a password. */
  String argument();

  /** How it went, by its name in the protocol. */
  String status();

  /** What the server said about it. */
  String reply();

  /** Number of the packet that completed the command. */
  Long requestPacket();

  /** Number of the packet that completed the reply, or its beginning where it is long. */
  Long responsePacket();

  /** When the command was captured, or without one the reply. */
  Moment start();

  /** From the command to the reply. */
  Span time();

  @Override
  default long startNanos() {
    return start().nanos();
  }

  @Override
  default int memory() {
    return CommandQueue.EXCHANGE
        + MemorySize.of(command())
        + MemorySize.of(argument())
        + MemorySize.of(status())
        + MemorySize.of(reply());
  }

  /** {@code SELECT INBOX OK}; a question mark stands for what was not seen. */
  @Override
  default String summary() {
    return (command() == null ? "?" : command())
        + (argument() == null ? "" : " " + argument())
        + " "
        + (status() == null ? "unanswered" : status());
  }
}
