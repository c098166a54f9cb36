package io.weft.protocol;

import io.weft.dissect.Chain;
import io.weft.protocol.app.http.HttpProtocol;
import io.weft.protocol.link.ArpDissector;
import io.weft.protocol.link.CiscoHdlcDissector;
import io.weft.protocol.link.EthernetDissector;
import io.weft.protocol.link.LinuxCookedDissector;
import io.weft.protocol.link.LoopbackDissector;
import io.weft.protocol.link.MplsDissector;
import io.weft.protocol.link.PppDissector;
import io.weft.protocol.link.PppoeDissector;
import io.weft.protocol.link.RawIpDissector;
import io.weft.protocol.link.VlanDissector;
import io.weft.protocol.network.EspDissector;
import io.weft.protocol.network.ExtensionHeaderDissector;
import io.weft.protocol.network.FragmentHeaderDissector;
import io.weft.protocol.network.IcmpDissector;
import io.weft.protocol.network.Icmpv6Dissector;
import io.weft.protocol.network.IgmpDissector;
import io.weft.protocol.network.Ipv4Dissector;
import io.weft.protocol.network.Ipv6Dissector;
import io.weft.protocol.transport.DccpDissector;
import io.weft.protocol.transport.SctpDissector;
import io.weft.protocol.transport.TcpDissector;
import io.weft.protocol.transport.UdpDissector;
import io.weft.protocol.transport.UdpLiteDissector;
import io.weft.protocol.tunnel.ErspanDissector;
import io.weft.protocol.tunnel.EtherIpDissector;
import io.weft.protocol.tunnel.GeneveDissector;
import io.weft.protocol.tunnel.GreDissector;
import io.weft.protocol.tunnel.GtpDissector;
import io.weft.protocol.tunnel.L2tpDissector;
import io.weft.protocol.tunnel.TeredoDissector;
import io.weft.protocol.tunnel.UdpEncapsulationDissector;
import io.weft.protocol.tunnel.VxlanDissector;

/** The catalogue of the protocols that ship with Weft: a line each. */
public final class StandardProtocols {
  private StandardProtocols() {}

  /** A chain of all of them. */
  public static Chain chain() {
    return register(new Chain.Builder()).build();
  }

  /** Adds all of them, for a chain that has more. */
  public static Chain.Builder register(Chain.Builder chain) {
    ArpDissector.register(chain);
    CiscoHdlcDissector.register(chain);
    EthernetDissector.register(chain);
    LinuxCookedDissector.register(chain);
    LoopbackDissector.register(chain);
    MplsDissector.register(chain);
    PppDissector.register(chain);
    PppoeDissector.register(chain);
    RawIpDissector.register(chain);
    VlanDissector.register(chain);

    EspDissector.register(chain);
    ExtensionHeaderDissector.register(chain);
    FragmentHeaderDissector.register(chain);
    IcmpDissector.register(chain);
    Icmpv6Dissector.register(chain);
    IgmpDissector.register(chain);
    Ipv4Dissector.register(chain);
    Ipv6Dissector.register(chain);

    DccpDissector.register(chain);
    SctpDissector.register(chain);
    TcpDissector.register(chain);
    UdpDissector.register(chain);
    UdpLiteDissector.register(chain);

    ErspanDissector.register(chain);
    EtherIpDissector.register(chain);
    GeneveDissector.register(chain);
    GreDissector.register(chain);
    GtpDissector.register(chain);
    L2tpDissector.register(chain);
    TeredoDissector.register(chain);
    UdpEncapsulationDissector.register(chain);
    VxlanDissector.register(chain);

    HttpProtocol.register(chain);
    return chain;
  }
}
