package io.weft.dissect;

/**
 * Finds session keys, from a key log or from blocks of the capture. Dissectors ask when they need a
 * key; a key that is not known yet may be found later, when the log grows.
 */
@FunctionalInterface
public interface Secrets {
  /** No secret is known. */
  Secrets NONE = (label, identifier) -> null;

  /**
   * The secret that is known under a label for a session.
   *
   * @param label as key logs spell it: {@code CLIENT_HANDSHAKE_TRAFFIC_SECRET}
   * @param identifier which session: TLS's client random, or a connection identifier; with label
   *     {@code RSA} the secret itself as the client encrypted it with the server's public key
   * @return the secret, or null where it is not known; not to be changed
   */
  byte[] find(String label, byte[] identifier);
}
