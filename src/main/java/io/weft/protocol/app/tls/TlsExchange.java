package io.weft.protocol.app.tls;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.tls.certificate.Certificate;
import io.weft.protocol.app.tls.decrypt.DecryptionResult;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A TLS connection: what client and server agreed on, and what else can be known of it. A value
 * that is not known is null, and so is a list without entries; a flag is null where it is not set.
 * Text of the hellos is kept as it was sent, so it may hold any character. Numbers without a name
 * stand as {@code 0x1234}, the values of RFC 8701 as {@code grease}.
 *
 * @param serverName the host that the client asked for (RFC 6066 section 3)
 * @param version that the server chose: {@code TLS 1.3}
 * @param cipher the suite that the server chose, by its IANA name
 * @param group of the key exchange, by its IANA name
 * @param dhBits length of the prime of a Diffie-Hellman exchange whose group has no name
 * @param alpn the application protocol that the server chose; in TLS 1.3 it is encrypted
 * @param established did both sides finish the handshake? Without keys that is concluded from the
 *     records that follow it
 * @param resumption how an earlier session was gone on with: {@code session_id}, {@code
 *     session_ticket} or {@code psk}; null for a full handshake
 * @param start when the first byte was captured
 * @param handshake from there to the packet that finished the handshake
 * @param helloRetryRequest did the server ask for another hello?
 * @param helloVerifyRequest did the server of DTLS ask for another hello, with its cookie?
 * @param echOffered does the hello have the extension for an encrypted one inside? Many clients
 *     send it with nothing in it (GREASE)
 * @param earlyDataOffered does the client send data before the server has answered?
 * @param clientCertificate {@code requested}, {@code sent}, or {@code declined}; in TLS 1.3 it is
 *     encrypted
 * @param ja4 the client's fingerprint
 * @param ja3 the client's older fingerprint, where it was asked for
 * @param ja3s the server's, where it was asked for
 * @param dtls is it DTLS, over datagrams?
 * @param reversed is the server of the flow the client of the handshake, and the flow's client the
 *     server? All else here calls them by their parts in the handshake
 * @param client what the client sent
 * @param server what the server sent
 * @param alerts the first of both sides, in their order
 * @param history Zeek's letters of the messages that could be read, upper case from the client
 * @param decryption whether it could be decrypted; null where nobody had keys
 * @param notes what is odd about the connection
 */
public record TlsExchange(
    String serverName,
    String version,
    String cipher,
    String group,
    Integer dhBits,
    String alpn,
    boolean established,
    String resumption,
    Moment start,
    Span handshake,
    Boolean helloRetryRequest,
    Boolean helloVerifyRequest,
    Boolean echOffered,
    Boolean earlyDataOffered,
    String clientCertificate,
    String ja4,
    String ja3,
    String ja3s,
    Boolean dtls,
    Boolean reversed,
    Client client,
    Server server,
    List<Alert> alerts,
    String history,
    DecryptionResult decryption,
    List<String> notes)
    implements Exchange {

  /** Memory of this object with its fingerprints and moments, estimated in bytes. */
  private static final int BYTES = 480;

  public TlsExchange {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(server, "server");
  }

  @Override
  public Protocol protocol() {
    return Tls.PROTOCOL;
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }

  /** {@code TLS 1.3 shop.test}. */
  @Override
  public String summary() {
    String known = version == null ? protocolName() : version;
    return serverName == null ? known : known + " " + serverName;
  }

  /** {@code TLS} or {@code DTLS}. */
  public String protocolName() {
    return dtls == null ? "TLS" : "DTLS";
  }

  /**
   * Who of the flow sends what a side of the handshake sends.
   *
   * @param side {@code client} or {@code server}
   */
  public Direction directionOf(String side) {
    return side.equals("client") == (reversed == null)
        ? Direction.FROM_CLIENT
        : Direction.FROM_SERVER;
  }

  @Override
  public int memory() {
    return BYTES
        + MemorySize.of(serverName)
        + MemorySize.of(alpn)
        + client.memory()
        + server.memory()
        + (alerts == null ? 0 : alerts.size() * Alert.BYTES);
  }

  private static int certificatesMemory(List<Certificate> certificates) {
    int bytes = 0;
    if (certificates != null) {
      for (Certificate each : certificates) {
        bytes += each.memory();
      }
    }
    return bytes;
  }

  private static int listed(List<?> list) {
    return list == null ? 0 : 40 + 8 * list.size();
  }

  private static int texts(List<String> list) {
    int bytes = 0;
    if (list != null) {
      for (String each : list) {
        bytes += MemorySize.of(each);
      }
    }
    return bytes;
  }

  /**
   * The records that one side sent.
   *
   * @param records how many were seen
   * @param applicationBytes length of those with application data, still encrypted, in bytes
   */
  public record Traffic(long records, long applicationBytes) implements Serializable {}

  /**
   * What the client sent. But for the traffic all is of its first hello, and null where that was
   * not seen.
   *
   * @param packet number of the packet with the hello's first byte
   * @param version the one outside the extensions, {@code TLS 1.2} where TLS 1.3 is offered
   * @param versions offered by the extension
   * @param groups for the key exchange
   * @param keyShares the groups for which a key was sent at once
   * @param certificates the client's own first, then those that vouch for it, as they were sent
   */
  public record Client(
      Long packet,
      String version,
      List<String> versions,
      List<String> ciphers,
      List<String> extensions,
      List<String> groups,
      List<String> keyShares,
      List<String> signatureSchemes,
      List<String> alpn,
      List<Certificate> certificates,
      Traffic traffic)
      implements Serializable {
    private int memory() {
      return 120
          + certificatesMemory(certificates)
          + listed(versions)
          + listed(ciphers)
          + listed(extensions)
          + listed(groups)
          + listed(keyShares)
          + listed(signatureSchemes)
          + listed(alpn)
          + texts(alpn);
    }
  }

  /**
   * What the server sent. But for the traffic all is of its hello, and null where that was not
   * seen.
   *
   * @param packet number of the packet with the hello's first byte
   * @param time when that byte was captured
   * @param certificateMatches is the server's certificate for the host that the client asked for?
   *     Null where the client named none, or no certificate was seen
   * @param certificates the server's own first, then those that vouch for it, as they were sent
   */
  public record Server(
      Long packet,
      Moment time,
      List<String> extensions,
      Boolean certificateMatches,
      List<Certificate> certificates,
      Traffic traffic)
      implements Serializable {
    private int memory() {
      return 96 + listed(extensions) + certificatesMemory(certificates);
    }
  }

  /**
   * Why a side ends, or what it warns of.
   *
   * @param from {@code client} or {@code server}
   * @param level {@code warning} or {@code fatal}; null where it is encrypted
   * @param description {@code close_notify}; null where it is encrypted
   * @param packet number of the packet that completed it
   */
  public record Alert(String from, String level, String description, long packet, Moment time)
      implements Serializable {
    private static final int BYTES = 64;
  }
}
