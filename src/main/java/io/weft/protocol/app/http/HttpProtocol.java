package io.weft.protocol.app.http;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;

/** HTTP/1.0 and HTTP/1.1, recognised by their start lines on any port. */
final class HttpProtocol implements StreamProtocol {
  private final HttpLimits limits;

  HttpProtocol(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  public Protocol protocol() {
    return Http.PROTOCOL;
  }

  @Override
  public ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    return StartLine.probe(direction, bytes, from, to);
  }

  @Override
  public boolean suggestedBy(int serverPort) {
    return switch (serverPort) {
      case 80, 81, 591, 631, 3128, 5000, 5985, 8000, 8008, 8080, 8081, 8088, 8888, 9200 -> true;
      default -> false;
    };
  }

  @Override
  public StreamDissector create() {
    return new HttpDissector(limits);
  }
}
