package io.weft.protocol.app.tls;

import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.protocol.app.tls.certificate.Certificate;
import io.weft.protocol.app.tls.decrypt.DecryptionResult;
import java.util.List;

/** Builds TLS exchanges for tests. */
public final class TlsExchanges {
  private TlsExchanges() {}

  private static Certificate certificate() {
    List<String> some = List.of("x");
    return new Certificate(
        "CN=shop.test",
        "CN=issuer.test",
        "01",
        3,
        "2026-01-01T00:00:00.000000000Z",
        "9999-12-31T23:59:59.000000000Z",
        "valid",
        new Certificate.Names(some, List.of("10.1.0.1"), some, some),
        new Certificate.Key("id-ecPublicKey", 256, 65_537L, "secp256r1"),
        "ecdsa-with-SHA256",
        true,
        0,
        false,
        "0".repeat(40),
        "0".repeat(64),
        true);
  }

  /** An exchange in which nothing is absent. */
  public static TlsExchange full() {
    List<String> some = List.of("x");
    TlsExchange.Traffic traffic = new TlsExchange.Traffic(3, 4);
    return new TlsExchange(
        "shop.test",
        "TLS 1.3",
        "TLS_AES_128_GCM_SHA256",
        "x25519",
        2048,
        "h2",
        true,
        "psk",
        new Moment(1),
        new Span(2),
        true,
        true,
        true,
        true,
        "sent",
        "t13d1516h2_8daaf6152771_e5627efa2ab1",
        "ada70206e40642a3e4461f35503241d5",
        "ada70206e40642a3e4461f35503241d5",
        true,
        true,
        new TlsExchange.Client(
            1L,
            "TLS 1.2",
            some,
            some,
            some,
            some,
            some,
            some,
            some,
            List.of(certificate()),
            traffic),
        new TlsExchange.Server(2L, new Moment(2), some, true, List.of(certificate()), traffic),
        List.of(new TlsExchange.Alert("client", "fatal", "unknown_ca", 3, new Moment(3))),
        "Cs",
        new DecryptionResult("unsupported", "cipher", 1, 2, 3),
        List.of("gap"));
  }
}
