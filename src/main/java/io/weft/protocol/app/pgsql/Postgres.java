package io.weft.protocol.app.pgsql;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** PostgreSQL (its protocol 3.0, section "Message Formats"), recognised by SSLRequest. */
public final class Postgres {
  public static final Protocol PROTOCOL = Protocol.of("pgsql", "PostgreSQL");

  /** Length of SSLRequest and GSSENCRequest, which is also their first number. */
  static final int LENGTH = 8;

  /** The second number of SSLRequest. */
  static final int ENCRYPT_BY_TLS = 80_877_103;

  /** The second number of GSSENCRequest. */
  static final int ENCRYPT_BY_GSS = 80_877_104;

  private static final int PORT = 5432;

  private Postgres() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(
        StreamProtocol.of(PROTOCOL, Postgres::probe, PostgresDissector::new)
            .ports(PORT)
            .leadingToOthers());
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int there = Math.min(to - from, LENGTH);
    long request = (long) LENGTH << Integer.SIZE | ENCRYPT_BY_TLS;
    for (int i = 0; i < there; i++) {
      int wanted = (int) (request >> (Long.SIZE - Byte.SIZE * (i + 1))) & 0xFF;
      boolean isGss = i == LENGTH - 1 && (bytes[from + i] & 0xFF) == wanted + 1;
      if ((bytes[from + i] & 0xFF) != wanted && !isGss) {
        return ProbeResult.NO;
      }
    }
    if (there < LENGTH) {
      return ProbeResult.MORE;
    }
    return ProbeResult.yes(direction == Direction.FROM_CLIENT);
  }

  /** The kind of encryption that a request asks for; 0 where the bytes are none. */
  static int request(byte[] bytes, int at) {
    int kind = BigEndian.i32(bytes, at + 4);
    boolean isKnown = kind == ENCRYPT_BY_TLS || kind == ENCRYPT_BY_GSS;
    return isKnown && BigEndian.i32(bytes, at) == LENGTH ? kind : 0;
  }
}
