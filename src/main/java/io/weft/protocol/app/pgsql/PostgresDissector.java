package io.weft.protocol.app.pgsql;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/**
 * Waits for a request for TLS and the byte by which the server agrees. The capture may hold either
 * of them first.
 */
final class PostgresDissector implements StreamDissector {
  private static final int BYTES = 32;

  /** The server's agreement; by any other byte it refuses. */
  private static final int AGREED = 'S';

  /** The kind of encryption that waits for its answer; 0 for none. */
  private int asked;

  /** The answer that waits for its request; 0 for none. */
  private int answer;

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    if (direction == Direction.FROM_SERVER) {
      if (answer != 0) {
        return 0;
      }
      answer = bytes[from] & 0xFF;
      return decide(context) ? 1 : STOP;
    }
    if (asked != 0 || to - from < Postgres.LENGTH) {
      return 0;
    }
    asked = Postgres.request(bytes, from);
    return asked != 0 && decide(context) ? Postgres.LENGTH : STOP;
  }

  /** Hands over where request and answer are there; false where TLS will not come. */
  private boolean decide(StreamContext context) {
    if (asked == 0 || answer == 0) {
      return true;
    }
    boolean isTls = asked == Postgres.ENCRYPT_BY_TLS;
    boolean isAgreed = isTls && answer == AGREED;
    asked = 0;
    answer = 0;
    if (isAgreed) {
      context.handOver("tls");
    }
    return isAgreed || !isTls; // the client may ask for TLS where it got no GSS
  }

  @Override
  public int memory() {
    return BYTES;
  }
}
