package io.weft.protocol.app.tls;

import io.weft.dissect.Direction;
import io.weft.dissect.FlowContext;
import io.weft.protocol.app.tls.certificate.Certificate;
import io.weft.protocol.app.tls.decrypt.Agreement;
import io.weft.protocol.app.tls.number.Extension;
import io.weft.protocol.app.tls.number.HandshakeType;
import java.util.List;

/**
 * Reads the handshake messages of one connection that are whole and not encrypted, whatever has
 * carried them, and keeps its last hellos.
 */
final class Handshake {
  /** Longest name of a host in characters (RFC 1035 section 2.3.4). */
  private static final int MAX_NAME = 253;

  private final Findings findings;
  private final TlsCaches caches;
  private final boolean inDatagrams;
  private ClientHello client;
  private ServerHello server;

  /**
   * @param caches what other connections have shown
   * @param inDatagrams are the hellos those of DTLS?
   */
  Handshake(Findings findings, TlsCaches caches, boolean inDatagrams) {
    this.findings = findings;
    this.caches = caches;
    this.inDatagrams = inDatagrams;
  }

  /** The last of the client's hellos, or null. */
  ClientHello client() {
    return client;
  }

  /** The last of the server's hellos with which a session begins, or null. */
  ServerHello server() {
    return server;
  }

  /** What the last hellos agree on; null where one is missing. */
  Agreement agreement() {
    return client == null || server == null ? null : new AgreedHellos(client, server);
  }

  /**
   * Takes the next message of a side.
   *
   * @param from its first byte, behind the message's header
   * @param packet number of the packet with its first byte
   * @param nanos that packet's time, in nanoseconds since the epoch
   */
  void onMessage(
      Direction direction,
      int type,
      byte[] bytes,
      int from,
      int to,
      long packet,
      long nanos,
      FlowContext context) {
    switch (type) {
      case HandshakeType.CLIENT_HELLO ->
          onClientHello(new ClientHello(bytes, from, to, inDatagrams), packet, context);
      case HandshakeType.SERVER_HELLO -> {
        onServerHello(direction, new ServerHello(bytes, from, to), packet, nanos);
        return;
      }
      case HandshakeType.HELLO_VERIFY_REQUEST -> findings.onHelloVerifyRequest();
      case HandshakeType.SERVER_KEY_EXCHANGE -> findings.onServerKeyExchange(bytes, from, to);
      case HandshakeType.SERVER_HELLO_DONE -> findings.onServerHelloDone();
      case HandshakeType.CERTIFICATE_REQUEST -> findings.onCertificateRequest();
      case HandshakeType.CERTIFICATE -> onCertificates(direction, bytes, from, to, nanos, context);
      case HandshakeType.ENCRYPTED_EXTENSIONS -> onEncryptedExtensions(bytes, from, to);
      default -> {}
    }
    findings.log(direction, HandshakeType.letter(type));
  }

  void onClientHello(ClientHello hello, long packet, FlowContext context) {
    client = hello;
    findings.onClientHello(hello, packet);
    if (hello.serverName() != null && isHostName(hello.serverName())) {
      context.serverName(hello.serverName(), "sni", true);
    }
  }

  private void onServerHello(Direction direction, ServerHello hello, long packet, long nanos) {
    findings.log(direction, hello.isRetry() ? 'j' : 's');
    findings.onServerHello(hello, packet, nanos);
    if (!hello.isRetry()) {
      server = hello;
    }
  }

  private void onEncryptedExtensions(byte[] bytes, int from, int to) {
    WireReader message = new WireReader(bytes, from, to);
    WireReader extensions = message.part(message.u16());
    while (extensions.hasMore()) {
      int type = extensions.u16();
      WireReader body = extensions.part(extensions.u16());
      if (type == Extension.ALPN) {
        findings.onEncryptedAlpn(ServerHello.first(body.part(body.u16()).texts()));
      }
    }
  }

  private void onCertificates(
      Direction direction, byte[] bytes, int from, int to, long nanos, FlowContext context) {
    List<Certificate> shown =
        CertificateList.read(bytes, from, to, findings.isTls13(), nanos, caches.certificates());
    if (direction == Direction.FROM_CLIENT) {
      findings.onClientCertificates(shown);
      return;
    }
    findings.onServerCertificates(shown);
    String host = shown.isEmpty() ? null : shown.get(0).hostName();
    if (host != null && isHostName(host)) {
      context.serverName(host, "certificate", false);
    }
  }

  /** Does the text look like the name of a host? What is on the wire may be anything. */
  private static boolean isHostName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_NAME
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '.'
                        || c == '_');
  }
}
