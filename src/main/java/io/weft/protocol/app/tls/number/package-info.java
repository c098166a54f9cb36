/**
 * The numbers of TLS and DTLS, and the names that IANA's registries give them. All that reads or
 * reports handshakes looks them up here, whatever carries the handshake.
 */
package io.weft.protocol.app.tls.number;
