package io.weft.protocol.app.tls;

import io.weft.protocol.app.tls.certificate.CertificateCache;

/**
 * What all connections that a chain dissects learn from one another. Thread-safe.
 *
 * @param certificates those that servers and clients have shown
 * @param profiles of the clients
 */
record TlsCaches(CertificateCache certificates, ClientProfiles profiles) {
  TlsCaches() {
    this(new CertificateCache(), new ClientProfiles());
  }
}
