package io.weft.protocol.app.tls;

import io.weft.protocol.app.tls.decrypt.Agreement;
import io.weft.protocol.app.tls.number.CipherSuites;
import io.weft.protocol.app.tls.number.Extension;

/** The hellos with which a session begins, as what makes its keys reads them. */
record AgreedHellos(ClientHello client, ServerHello server) implements Agreement {
  @Override
  public int version() {
    return server.version();
  }

  @Override
  public String suite() {
    return CipherSuites.NAMES.name(server.cipher());
  }

  @Override
  public byte[] clientRandom() {
    return client.random();
  }

  @Override
  public byte[] serverRandom() {
    return server.random();
  }

  @Override
  public boolean encryptThenMac() {
    return server.has(Extension.ENCRYPT_THEN_MAC);
  }

  @Override
  public int connectionIdLength(boolean ofClient) {
    boolean isAgreed = client.has(Extension.CONNECTION_ID) && server.has(Extension.CONNECTION_ID);
    return !isAgreed ? 0 : ofClient ? server.connectionIdLength() : client.connectionIdLength();
  }

  @Override
  public boolean extended() {
    return server.has(Extension.EXTENDED_MASTER_SECRET);
  }
}
