package io.weft.dissect;

/**
 * Keys that whoever captured also has: from a key log, or from the capture's own blocks. Dissectors
 * ask for them when they need one; what is not there yet may come later, when a log grows.
 */
@FunctionalInterface
public interface Secrets {
  /** No secret is known. */
  Secrets NONE = (label, identifier) -> null;

  /**
   * The secret that is known under a label for a session.
   *
   * @param label as key logs spell it: {@code CLIENT_HANDSHAKE_TRAFFIC_SECRET}
   * @param identifier which session: TLS's client random, or a connection identifier
   * @return the secret, or null where it is not known; not to be changed
   */
  byte[] find(String label, byte[] identifier);
}
