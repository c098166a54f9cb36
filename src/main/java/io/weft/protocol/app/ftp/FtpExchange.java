package io.weft.protocol.app.ftp;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import java.util.Objects;

/**
 * A command with its reply. A value that is not known is null; all text stands as it was sent.
 *
 * @param command in upper case; null for what the server said unasked, as its greeting
 * @param argument {@code ***} where it is a password
 * @param replyCode of the last reply
 * @param reply text of the last line of that reply
 * @param data address and port that the command or its reply named for a file's connection; the
 *     address is null in {@code EPSV}, where it is the server's own
 * @param requestPacket number of the packet that completed the command
 * @param responsePacket number of the packet that completed the last reply
 * @param start when the command was captured, or without one the reply
 * @param time from the command to the last reply
 */
public record FtpExchange(
    String command,
    String argument,
    Integer replyCode,
    String reply,
    Endpoint data,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Span time)
    implements Exchange {
  /** Memory of this object without its texts, estimated in bytes. */
  private static final int BYTES = 200;

  public FtpExchange {
    Objects.requireNonNull(start, "start");
  }

  /**
   * Where a file is sent or fetched.
   *
   * @param ip the address, or null
   * @param port 0 to 65,535
   */
  public record Endpoint(String ip, int port) implements java.io.Serializable {}

  @Override
  public Protocol protocol() {
    return Ftp.PROTOCOL;
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }

  @Override
  public int memory() {
    return BYTES + MemorySize.of(command) + MemorySize.of(argument) + MemorySize.of(reply);
  }

  /** {@code RETR a.txt 226}. */
  @Override
  public String summary() {
    return (command == null ? "greeting" : command)
        + (argument == null ? "" : " " + argument)
        + " "
        + (replyCode == null ? "unanswered" : replyCode);
  }
}
