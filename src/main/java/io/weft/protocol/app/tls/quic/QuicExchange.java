package io.weft.protocol.app.tls.quic;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import java.util.List;
import java.util.Objects;

/**
 * The beginning of a QUIC connection. A value that is not known is null.
 *
 * @param version of QUIC: {@code 1}, {@code 2}, {@code draft-29}; the number of another in
 *     hexadecimal digits
 * @param serverName the host that the client asked for
 * @param alpn the protocols that the client offers: {@code h3}
 * @param cipher that the server chose, by its IANA name
 * @param group of the key exchange that the server chose, by its IANA name
 * @param ja4 the client's fingerprint
 * @param destinationId what the client first called the server, in hexadecimal digits
 * @param start when its first packet was captured
 * @param packet number of that packet
 * @param serverPacket number of the packet that completed the server's hello
 * @param serverTime of that packet
 * @param retry did the server ask for another Initial packet? Null for no
 */
public record QuicExchange(
    String version,
    String serverName,
    List<String> alpn,
    String cipher,
    String group,
    String ja4,
    String destinationId,
    Moment start,
    long packet,
    Long serverPacket,
    Moment serverTime,
    Boolean retry)
    implements Exchange {
  /** Memory of this object with its fingerprint and moments, estimated in bytes. */
  private static final int BYTES = 240;

  public QuicExchange {
    Objects.requireNonNull(start, "start");
    alpn = alpn == null ? null : List.copyOf(alpn);
  }

  @Override
  public Protocol protocol() {
    return Quic.PROTOCOL;
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }

  @Override
  public int memory() {
    return BYTES + MemorySize.of(serverName);
  }

  /** {@code QUIC 1 shop.test h3}. */
  @Override
  public String summary() {
    return "QUIC "
        + version
        + (serverName == null ? "" : " " + serverName)
        + (alpn == null ? "" : " " + String.join(",", alpn));
  }
}
