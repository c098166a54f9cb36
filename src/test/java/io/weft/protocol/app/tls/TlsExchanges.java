package io.weft.protocol.app.tls;

import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import java.util.List;

/** Builds TLS exchanges for tests. */
public final class TlsExchanges {
  private TlsExchanges() {}

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
        "sent",
        "t13d1516h2_8daaf6152771_e5627efa2ab1",
        "ada70206e40642a3e4461f35503241d5",
        "ada70206e40642a3e4461f35503241d5",
        new TlsExchange.Client(
            1L, "TLS 1.2", some, some, some, some, some, some, some, traffic),
        new TlsExchange.Server(2L, new Moment(2), some, traffic),
        List.of(new TlsExchange.Alert("client", "fatal", "unknown_ca", 3, new Moment(3))),
        "Cs",
        List.of("gap"));
  }
}
