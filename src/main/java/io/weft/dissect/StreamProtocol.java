package io.weft.dissect;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A protocol on ordered byte streams: how it is recognised, who reads it, and the ports that
 * suggest it.
 *
 * <pre>{@code
 * chain.stream(StreamProtocol.of(PROTOCOL, Ldap::probe, LdapDissector::new).ports(389, 3268));
 * }</pre>
 */
public final class StreamProtocol {
  private final Protocol protocol;
  private final StreamProbe probe;
  private final Supplier<StreamDissector> maker;

  /** In ascending order. */
  private final int[] ports;

  /** Null where the protocol never begins late. */
  private final StreamProbe.Late late;

  private StreamProtocol(
      Protocol protocol,
      StreamProbe probe,
      Supplier<StreamDissector> maker,
      int[] ports,
      StreamProbe.Late late) {
    this.protocol = protocol;
    this.probe = probe;
    this.maker = maker;
    this.ports = ports;
    this.late = late;
  }

  /**
   * A protocol that no port suggests yet.
   *
   * @param maker makes a dissector for both directions of one connection
   */
  public static StreamProtocol of(
      Protocol protocol, StreamProbe probe, Supplier<StreamDissector> maker) {
    return new StreamProtocol(protocol, probe, maker, new int[0], null);
  }

  /**
   * The same protocol, whose servers commonly have these TCP ports. They decide only which protocol
   * is tried first.
   */
  public StreamProtocol ports(int... suggesting) {
    int[] sorted = suggesting.clone();
    Arrays.sort(sorted);
    return new StreamProtocol(protocol, probe, maker, sorted, late);
  }

  /**
   * The same protocol, which may also begin where a client has said something else before that
   * nobody reads. So does TLS behind what asks for it in protocols that are not known.
   */
  public StreamProtocol beginsLate(StreamProbe.Late begin) {
    return new StreamProtocol(protocol, probe, maker, ports, begin);
  }

  public Protocol protocol() {
    return protocol;
  }

  /** Is it recognised by its bytes? Others only begin where another protocol says so. */
  public boolean isRecognised() {
    return probe != StreamProbe.NEVER;
  }

  /** Looks at the first bytes of one side: see {@link StreamProbe#probe}. */
  public ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    return probe.probe(direction, bytes, from, to);
  }

  /** How the protocol is recognised behind another one; null where it does not begin so. */
  public StreamProbe.Late late() {
    return late;
  }

  /** Is this TCP port commonly the server's? */
  public boolean suggestedBy(int serverPort) {
    return Arrays.binarySearch(ports, serverPort) >= 0;
  }

  /** Makes a dissector for both directions of one connection. */
  public StreamDissector create() {
    return maker.get();
  }
}
