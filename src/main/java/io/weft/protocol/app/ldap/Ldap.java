package io.weft.protocol.app.ldap;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** LDAP on any port, recognised by the frame of its first message. */
public final class Ldap implements StreamProtocol {
  public static final Protocol PROTOCOL =
      Protocol.of("ldap", "Lightweight Directory Access Protocol");

  private static final int PORT = 389;
  private static final int GLOBAL_CATALOG = 3268;

  /** An unbind, the shortest message, in bytes. */
  private static final int LEAST = 7;

  private Ldap() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(new Ldap());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  @Override
  public boolean suggestedBy(int serverPort) {
    return serverPort == PORT || serverPort == GLOBAL_CATALOG;
  }

  @Override
  public StreamDissector create() {
    return new LdapDissector();
  }

  @Override
  public ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
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
      return direction == Direction.FROM_CLIENT ? ProbeResult.YES : ProbeResult.YES_REVERSED;
    }
    if (LdapDissector.isResult(inside.tag())) {
      return direction == Direction.FROM_SERVER ? ProbeResult.YES : ProbeResult.YES_REVERSED;
    }
    return ProbeResult.NO;
  }
}
