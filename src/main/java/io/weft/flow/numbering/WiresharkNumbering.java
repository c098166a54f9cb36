package io.weft.flow.numbering;

import io.weft.dissect.chain.LikelyServerPorts;
import io.weft.flow.segment.Segment;
import io.weft.flow.table.FlowKey;

/**
 * Knows the cases in which Wireshark begins another conversation on ports that are in use: with
 * them, the stream numbers behind such a case are the same as in Wireshark.
 */
public final class WiresharkNumbering {
  private final LikelyServerPorts serverPorts;

  public WiresharkNumbering(LikelyServerPorts serverPorts) {
    this.serverPorts = serverPorts;
  }

  /**
   * Does Wireshark recognise the segment as VNC by its content alone? It then begins another
   * conversation on the same ports, with another number. It does not do so on VNC's own ports, nor
   * on ports where it tries another protocol first.
   */
  public boolean isVncElsewhere(Segment segment, FlowKey key) {
    int source = key.sourcePort();
    int destination = key.destinationPort();
    return segment.length() == VncVersion.LENGTH
        && VncVersion.matches(segment.bytes(), segment.from(), segment.to())
        && !VncVersion.isPort(source)
        && !VncVersion.isPort(destination)
        && !serverPorts.tcp(source)
        && !serverPorts.tcp(destination);
  }

  /**
   * Does Wireshark take a connection of these ports for SOCKS? It decides by the port, and tries
   * the lower one first. Behind the handshake it treats the bytes as another conversation, between
   * the client and the port that the client asked for; that conversation gets a stream number,
   * although no packet bears it.
   */
  public boolean isSocks(FlowKey key) {
    int source = key.sourcePort();
    int destination = key.destinationPort();
    int other = source == SocksHandshake.PORT ? destination : source;
    return (source == SocksHandshake.PORT || destination == SocksHandshake.PORT)
        && !(other < SocksHandshake.PORT && serverPorts.tcp(other));
  }
}
