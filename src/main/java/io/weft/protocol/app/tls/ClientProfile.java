package io.weft.protocol.app.tls;

import io.weft.protocol.app.tls.number.CipherSuites;
import io.weft.protocol.app.tls.number.TlsNames;
import java.util.List;

/**
 * What a client's program sends in every hello, as it is reported. A list is null where it is
 * empty.
 *
 * @param ja4Hashes the two hashes of {@link Ja4}, with the line between them
 */
record ClientProfile(
    String ja4Hashes,
    List<String> versions,
    List<String> ciphers,
    List<String> extensions,
    List<String> groups,
    List<String> keyShares,
    List<String> signatureSchemes) {

  static ClientProfile of(ClientHello hello) {
    return new ClientProfile(
        Ja4.hashes(hello),
        TlsNames.VERSIONS.texts(hello.versions(), TlsLimits.MAX_LIST),
        CipherSuites.NAMES.texts(hello.ciphers(), TlsLimits.MAX_LIST),
        TlsNames.EXTENSIONS.texts(hello.extensions(), TlsLimits.MAX_LIST),
        TlsNames.GROUPS.texts(hello.groups(), TlsLimits.MAX_LIST),
        TlsNames.GROUPS.texts(hello.keyShares(), TlsLimits.MAX_LIST),
        TlsNames.SIGNATURE_SCHEMES.texts(hello.signatureSchemes(), TlsLimits.MAX_LIST));
  }
}
