package io.weft.protocol.app.tls;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.tls.dtls.Dtls;
import io.weft.protocol.app.tls.quic.Quic;

/**
 * A record of TLS with whole handshake messages, or an alert (RFC 8446 section 5.1). It is a layer
 * of the packet in which it became complete. Where messages lie in several records, the layer is
 * the header of the first with the messages behind it, and that header's length is too small.
 */
public final class Tls extends View {
  public static final Protocol PROTOCOL = Protocol.of("tls", "Transport Layer Security");

  /** Common ports of servers. */
  private static final int[] PORTS = {
    261, 443, 465, 563, 585, 636, 853, 989, 990, 992, 993, 994, 995, 2083, 2087, 2096, 3269, 4433,
    4443, 5061, 5223, 5671, 6443, 6697, 8443, 8883, 9443
  };

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    register(chain, TlsOptions.DEFAULT);
  }

  /** Adds the protocol to a chain, with that of datagrams, and says what is to be found out. */
  public static void register(Chain.Builder chain, TlsOptions options) {
    chain.fields(PROTOCOL, TlsFields::all);
    chain.info(PROTOCOL, TlsText::describe);
    TlsCaches caches = new TlsCaches();
    chain.datagram(Dtls.flows(() -> new DtlsRecordReader(options, caches)));
    chain.stream(
        StreamProtocol.of(PROTOCOL, Tls::probe, () -> new TlsDissector(options, caches))
            .ports(PORTS)
            .beginsLate(RecordHeader::isClientHello)
            .leadingToOthers());
  }

  /** Recognises a first record, or a hello of SSL 2.0. */
  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    ProbeResult record = RecordHeader.probe(direction, bytes, from, to);
    return record == ProbeResult.NO ? SslTwo.probe(direction, bytes, from, to) : record;
  }

  /** Adds QUIC to a chain, which carries the hellos of TLS as well. */
  public static void registerQuic(Chain.Builder chain) {
    Quic.register(chain, new QuicHellos());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 21 for an alert, 22 for handshake messages. */
  public int contentType() {
    return RecordHeader.type(bytes, at);
  }

  /** Of the record, not the one that was agreed on: 0x0301 for TLS 1.0, 0x0303 from TLS 1.2 on. */
  public int version() {
    return RecordHeader.version(bytes, at);
  }

  /** The type of the first handshake message, 0 to 255; -1 in an alert. */
  public int handshakeType() {
    return contentType() == RecordHeader.HANDSHAKE ? bytes[at + RecordHeader.LENGTH] & 0xFF : -1;
  }
}
