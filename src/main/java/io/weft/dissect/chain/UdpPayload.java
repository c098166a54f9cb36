package io.weft.dissect.chain;

import io.weft.dissect.DatagramProbe;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * A protocol in UDP datagrams: who reads it, how it is recognised, and the ports that suggest it.
 * Registered with {@link Chain.Builder#udp}; {@link UdpPayloads} tells how one is chosen.
 *
 * <pre>{@code
 * chain.udp(UdpPayload.of(new NtpDissector(), Ntp.HEADER_LENGTH, Ntp::fit).ports(123));
 * chain.udp(UdpPayload.of(new StunDissector(), 20, Stun::fit).ports(3478).onAnyPort());
 * }</pre>
 */
public final class UdpPayload {
  private final Dissector dissector;
  private final int headerLength;
  private final DatagramProbe probe;
  private final DatagramProbe anyPort;
  private final int[] ports;

  private UdpPayload(
      Dissector dissector,
      int headerLength,
      DatagramProbe probe,
      DatagramProbe anyPort,
      int[] ports) {
    this.dissector = dissector;
    this.headerLength = headerLength;
    this.probe = probe;
    this.anyPort = anyPort;
    this.ports = ports;
  }

  /**
   * A protocol that no port suggests yet.
   *
   * @param headerLength bytes that the probe needs; a shorter payload is not of the protocol,
   *     unless the capture has cut it
   */
  public static UdpPayload of(Dissector dissector, int headerLength, DatagramProbe probe) {
    return new UdpPayload(dissector, headerLength, probe, null, new int[0]);
  }

  /** The same protocol, which these ports suggest. Several protocols may share a port. */
  public UdpPayload ports(int... suggesting) {
    return new UdpPayload(dissector, headerLength, probe, anyPort, suggesting.clone());
  }

  /**
   * The same protocol, which is also looked for on all other ports. Its probe must then say {@link
   * Fit#YES} only where some four bytes or more have to be what they are.
   */
  public UdpPayload onAnyPort() {
    return onAnyPort(probe);
  }

  /**
   * The same protocol, which is also looked for on all other ports.
   *
   * @param strict the probe for these, where that of {@link #of} would be too easily content
   */
  public UdpPayload onAnyPort(DatagramProbe strict) {
    return new UdpPayload(dissector, headerLength, probe, strict, ports);
  }

  /** The protocol that is recognised. */
  public Protocol protocol() {
    return dissector.protocol();
  }

  /** Is the protocol also looked for where no port suggests it? */
  public boolean isOnAnyPort() {
    return anyPort != null;
  }

  Dissector dissector() {
    return dissector;
  }

  int[] ports() {
    return ports;
  }

  Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return ask(probe, bytes, from, to, wireTo);
  }

  Fit fitOnAnyPort(byte[] bytes, int from, int to, int wireTo) {
    return ask(anyPort, bytes, from, to, wireTo);
  }

  private Fit ask(DatagramProbe asked, byte[] bytes, int from, int to, int wireTo) {
    if (to - from >= headerLength) {
      return asked.fit(bytes, from, to, wireTo);
    }
    return wireTo - from >= headerLength ? Fit.MAYBE : Fit.NO;
  }
}
