package io.weft.protocol;

import io.weft.dissect.Chain;
import io.weft.protocol.app.dns.DnsDissector;
import io.weft.protocol.app.http.HttpProtocol;
import io.weft.protocol.link.ArcnetDissector;
import io.weft.protocol.link.ArpDissector;
import io.weft.protocol.link.CaptureHeaderDissector;
import io.weft.protocol.link.CapwapDissector;
import io.weft.protocol.link.CiscoHdlcDissector;
import io.weft.protocol.link.EthernetDissector;
import io.weft.protocol.link.FabricPathDissector;
import io.weft.protocol.link.FddiDissector;
import io.weft.protocol.link.FrameRelayDissector;
import io.weft.protocol.link.IpnetDissector;
import io.weft.protocol.link.LinuxCookedDissector;
import io.weft.protocol.link.LlcDissector;
import io.weft.protocol.link.LoopbackDissector;
import io.weft.protocol.link.MacsecDissector;
import io.weft.protocol.link.MplsDissector;
import io.weft.protocol.link.NflogDissector;
import io.weft.protocol.link.PppDissector;
import io.weft.protocol.link.PppoeDissector;
import io.weft.protocol.link.PrismDissector;
import io.weft.protocol.link.ProviderBackboneDissector;
import io.weft.protocol.link.RadiotapDissector;
import io.weft.protocol.link.RawIpDissector;
import io.weft.protocol.link.VlanDissector;
import io.weft.protocol.link.VnTagDissector;
import io.weft.protocol.link.WlanDissector;
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
import io.weft.protocol.tunnel.NshDissector;
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
    ArcnetDissector.register(chain);
    ArpDissector.register(chain);
    CaptureHeaderDissector.register(chain);
    CapwapDissector.register(chain);
    CiscoHdlcDissector.register(chain);
    EthernetDissector.register(chain);
    FabricPathDissector.register(chain);
    FddiDissector.register(chain);
    FrameRelayDissector.register(chain);
    IpnetDissector.register(chain);
    LinuxCookedDissector.register(chain);
    LlcDissector.register(chain);
    LoopbackDissector.register(chain);
    MacsecDissector.register(chain);
    MplsDissector.register(chain);
    NflogDissector.register(chain);
    PppDissector.register(chain);
    PppoeDissector.register(chain);
    PrismDissector.register(chain);
    ProviderBackboneDissector.register(chain);
    RadiotapDissector.register(chain);
    RawIpDissector.register(chain);
    VlanDissector.register(chain);
    VnTagDissector.register(chain);
    WlanDissector.register(chain);

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
    NshDissector.register(chain);
    TeredoDissector.register(chain);
    UdpEncapsulationDissector.register(chain);
    VxlanDissector.register(chain);

    DnsDissector.register(chain);
    HttpProtocol.register(chain);
    return chain;
  }
}
