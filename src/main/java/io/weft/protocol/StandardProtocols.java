package io.weft.protocol;

import io.weft.dissect.Chain;
import io.weft.protocol.app.http.HttpProtocol;
import io.weft.protocol.link.EthernetDissector;
import io.weft.protocol.network.Ipv4Dissector;
import io.weft.protocol.network.Ipv6Dissector;
import io.weft.protocol.transport.TcpDissector;
import io.weft.protocol.transport.UdpDissector;

/** The catalogue of the protocols that ship with Weft: a line each. */
public final class StandardProtocols {
  private StandardProtocols() {}

  /** A chain of all of them. */
  public static Chain chain() {
    return register(new Chain.Builder()).build();
  }

  /** Adds all of them, for a chain that has more. */
  public static Chain.Builder register(Chain.Builder chain) {
    EthernetDissector.register(chain);
    Ipv4Dissector.register(chain);
    Ipv6Dissector.register(chain);
    TcpDissector.register(chain);
    UdpDissector.register(chain);
    HttpProtocol.register(chain);
    return chain;
  }
}
