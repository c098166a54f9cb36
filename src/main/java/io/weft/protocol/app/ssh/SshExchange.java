package io.weft.protocol.app.ssh;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import java.util.Objects;

/**
 * What can be known of a connection without its keys. A value that is not known is null; the
 * algorithms are those that both sides settle on by what they offer.
 *
 * @param client the client's version line, without {@code SSH-}: {@code 2.0-OpenSSH_9.2}
 * @param server the server's, in the same form
 * @param kex method of the key exchange
 * @param hostKey algorithm of the server's key
 * @param cipherToServer encryption of what the client sends
 * @param cipherToClient encryption of what the server sends
 * @param macToServer authentication of what the client sends; what some ciphers do themselves
 * @param macToClient authentication of what the server sends
 * @param compression of what the client sends: {@code none}
 * @param hassh fingerprint of the client's offer
 * @param hasshServer fingerprint of the server's offer
 * @param clientPacket number of the packet that completed the client's version
 * @param serverPacket number of the packet that completed the server's version
 * @param start when the first of the two was captured
 */
public record SshExchange(
    String client,
    String server,
    String kex,
    String hostKey,
    String cipherToServer,
    String cipherToClient,
    String macToServer,
    String macToClient,
    String compression,
    String hassh,
    String hasshServer,
    Long clientPacket,
    Long serverPacket,
    Moment start)
    implements Exchange {
  /** Memory of this object without the versions, estimated in bytes. */
  private static final int BYTES = 720;

  public SshExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Ssh.PROTOCOL;
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }

  @Override
  public int memory() {
    return BYTES + MemorySize.of(client) + MemorySize.of(server);
  }

  /** {@code 2.0-OpenSSH_9.2 to 2.0-OpenSSH_8.4}; a question mark stands for what was not seen. */
  @Override
  public String summary() {
    return (client == null ? "?" : client) + " to " + (server == null ? "?" : server);
  }
}
