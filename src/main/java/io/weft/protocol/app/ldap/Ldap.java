package io.weft.protocol.app.ldap;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.Ber;

/** LDAP on any port, recognised by the frame of its first message. */
public final class Ldap {
  public static final Protocol PROTOCOL =
      Protocol.of("ldap", "Lightweight Directory Access Protocol");

  private static final int PORT = 389;
  private static final int GLOBAL_CATALOG = 3268;

  /** An unbind, the shortest message, in bytes. */
  private static final int LEAST = 7;

  private Ldap() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(
        StreamProtocol.of(PROTOCOL, Ldap::probe, LdapDissector::new)
            .ports(PORT, GLOBAL_CATALOG)
            .leadingToOthers());
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    if (bytes[from] != Ber.SEQUENCE) {
      return ProbeResult.NO;
    }
    Ber message = new Ber(bytes, from, to);
    if (!message.next()) {
      return to - from < LEAST ? ProbeResult.MORE : ProbeResult.NO;
    }
    long length = message.end() - (long) from;
    Ber inside = message.inside();
    boolean isNumbered = inside.next() && inside.tag() == Ber.INTEGER && inside.isWhole();
    if (!isNumbered || inside.length() > Integer.BYTES || length < LEAST) {
      return to - from < LEAST ? ProbeResult.MORE : ProbeResult.NO;
    }
    if (!inside.next()) {
      return to - from < LEAST ? ProbeResult.MORE : ProbeResult.NO;
    }
    if (LdapDissector.isRequest(inside.tag())) {
      return ProbeResult.yes(direction == Direction.FROM_CLIENT);
    }
    if (LdapDissector.isResult(inside.tag())) {
      return ProbeResult.yes(direction == Direction.FROM_SERVER);
    }
    return ProbeResult.NO;
  }
}
