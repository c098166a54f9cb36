package io.weft.protocol.app.tls.quic;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;

/** QUIC, recognised by the long headers that its connections begin with. */
public final class Quic implements DatagramProtocol {
  public static final Protocol PROTOCOL = Protocol.of("quic", "QUIC");

  private static final int PORT = 443;

  /** Length of the shortest long header. */
  private static final int SHORTEST = 7;

  private static final int FORM_BIT = 0x80;
  private static final int FIXED_BIT = 0x40;

  private final Hellos hellos;

  private Quic(Hellos hellos) {
    this.hellos = hellos;
  }

  /**
   * Adds the protocol to a chain.
   *
   * @param hellos reads the messages of TLS in it
   */
  public static void register(Chain.Builder chain, Hellos hellos) {
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, 0), SHORTEST, Quic::fit)
            .ports(PORT)
            .onAnyPort());
    chain.datagram(new Quic(hellos));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    boolean isLong = (bytes[from] & (FORM_BIT | FIXED_BIT)) == (FORM_BIT | FIXED_BIT);
    // The version comes first: a header is an object.
    boolean isKnown =
        isLong
            && QuicVersion.of(BigEndian.i32(bytes, from + 1)) != null
            && LongHeader.of(bytes, from, to) != null;
    return Fit.yesIf(isKnown);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Once a connection has begun, most packets have a short header (RFC 9000, section 17.3). */
  @Override
  public boolean goesOnWith(byte[] bytes, int from, int to) {
    return from < to && (bytes[from] & (FORM_BIT | FIXED_BIT)) == FIXED_BIT;
  }

  @Override
  public DatagramDissector create() {
    return new QuicDissector(hellos);
  }
}
