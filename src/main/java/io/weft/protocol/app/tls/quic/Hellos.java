package io.weft.protocol.app.tls.quic;

import java.util.List;

/** Reads the hellos of TLS, which QUIC carries. */
public interface Hellos {
  /**
   * What a client offers.
   *
   * @param serverName null where it names none
   * @param ja4 its fingerprint
   */
  record Client(String serverName, List<String> alpn, String ja4) {}

  /**
   * What a server chose.
   *
   * @param cipher by its IANA name
   * @param group by its IANA name; null where it is not told
   */
  record Server(String cipher, String group) {}

  /**
   * Reads a client's hello.
   *
   * @param message with its header
   * @return null where it is another message
   */
  Client client(byte[] message);

  /**
   * Reads a server's hello.
   *
   * @param message with its header
   * @return null where it is another message
   */
  Server server(byte[] message);
}
