package io.weft.flow.numbering;

import io.weft.flow.segment.Segment;
import io.weft.flow.table.FlowKey;
import io.weft.flow.table.LikelyServerPorts;

/**
 * Where Wireshark begins another conversation on ports that are in use, so that numbers behind it
 * are its own.
 */
public final class WiresharkNumbering {
  private final LikelyServerPorts serverPorts;

  public WiresharkNumbering(LikelyServerPorts serverPorts) {
    this.serverPorts = serverPorts;
  }

  /**
   * Does Wireshark's dissector of VNC know the segment by its content alone? It then begins another
   * conversation of its own on the same ports, with another number; not so on VNC's ports, nor
   * where the port's protocol is looked for first.
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
   * Is it SOCKS for Wireshark, which goes by the port, the lower one first? Behind the handshake it
   * takes what is said for another conversation, between the client and the port that it asked for:
   * that gets a number, though no packet has it.
   */
  public boolean isSocks(FlowKey key) {
    int source = key.sourcePort();
    int destination = key.destinationPort();
    int other = source == SocksHandshake.PORT ? destination : source;
    return (source == SocksHandshake.PORT || destination == SocksHandshake.PORT)
        && !(other < SocksHandshake.PORT && serverPorts.tcp(other));
  }
}
