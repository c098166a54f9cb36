package io.weft.protocol.app.tls.decrypt;

/** What the hellos of both sides agree on, from which the keys of a session follow. */
public interface Agreement {
  /** Of the server's hello: one of TLS or DTLS. */
  int version();

  /** The cipher suite's IANA name, or null where it has none. */
  String suite();

  byte[] clientRandom();

  byte[] serverRandom();

  /** Is the MAC made of the encrypted bytes (RFC 7366)? */
  boolean encryptThenMac();

  /** Is the master secret an extended one (RFC 7627)? */
  boolean extended();

  /**
   * Length of the connection identifier in the records of a side (RFC 9146), which the other side
   * has chosen, in bytes; 0 for none.
   */
  int connectionIdLength(boolean ofClient);
}
