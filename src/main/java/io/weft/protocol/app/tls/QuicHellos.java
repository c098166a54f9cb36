package io.weft.protocol.app.tls;

import io.weft.protocol.app.tls.number.CipherSuites;
import io.weft.protocol.app.tls.number.TlsNames;
import io.weft.protocol.app.tls.quic.Hellos;

/** Reads the hellos that QUIC carries, as those of connections over TCP are read. */
final class QuicHellos implements Hellos {
  private static final int HEADER = 4;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;

  @Override
  public Client client(byte[] message) {
    if (message[0] != CLIENT_HELLO) {
      return null;
    }
    ClientHello hello = new ClientHello(message, HEADER, message.length);
    return new Client(hello.serverName(), hello.alpn(), Ja4.overQuic(hello));
  }

  @Override
  public Server server(byte[] message) {
    if (message[0] != SERVER_HELLO) {
      return null;
    }
    ServerHello hello = new ServerHello(message, HEADER, message.length);
    return new Server(
        CipherSuites.NAMES.text(hello.cipher()),
        hello.group() < 0 ? null : TlsNames.GROUPS.text(hello.group()));
  }
}
