package io.weft.protocol.app.tls;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;

/** TLS on any port, recognised by its first record, or by a hello of SSL 2.0. */
final class TlsProtocol implements StreamProtocol {
  private final TlsOptions options;
  private final TlsCaches caches = new TlsCaches();

  TlsProtocol(TlsOptions options) {
    this.options = options;
  }

  @Override
  public Protocol protocol() {
    return Tls.PROTOCOL;
  }

  @Override
  public ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    ProbeResult record = RecordHeader.probe(direction, bytes, from, to);
    return record == ProbeResult.NO ? SslTwo.probe(direction, bytes, from, to) : record;
  }

  @Override
  public boolean beginsWithin(byte[] bytes, int from, int to) {
    return RecordHeader.isClientHello(bytes, from, to);
  }

  @Override
  public boolean suggestedBy(int serverPort) {
    return switch (serverPort) {
      case 261,
          443,
          465,
          563,
          585,
          636,
          853,
          989,
          990,
          992,
          993,
          994,
          995,
          2083,
          2087,
          2096,
          3269,
          4443,
          4433,
          5061,
          5223,
          5671,
          6443,
          6697,
          8443,
          8883,
          9443 ->
          true;
      default -> false;
    };
  }

  @Override
  public StreamDissector create() {
    return new TlsDissector(options, caches);
  }
}
