package io.weft.protocol;

import io.weft.dissect.Chain;
import io.weft.protocol.app.dns.DnsDissector;
import io.weft.protocol.app.http.HttpProtocol;
import io.weft.protocol.link.arcnet.ArcnetDissector;
import io.weft.protocol.link.arp.ArpDissector;
import io.weft.protocol.link.capwap.CapwapDissector;
import io.weft.protocol.link.chdlc.CiscoHdlcDissector;
import io.weft.protocol.link.ethernet.EthernetDissector;
import io.weft.protocol.link.fabricpath.FabricPathDissector;
import io.weft.protocol.link.fddi.FddiDissector;
import io.weft.protocol.link.framerelay.FrameRelayDissector;
import io.weft.protocol.link.ipnet.IpnetDissector;
import io.weft.protocol.link.llc.LlcDissector;
import io.weft.protocol.link.loopback.LoopbackDissector;
import io.weft.protocol.link.macsec.MacsecDissector;
import io.weft.protocol.link.mpls.MplsDissector;
import io.weft.protocol.link.nflog.NflogDissector;
import io.weft.protocol.link.pbb.ProviderBackboneDissector;
import io.weft.protocol.link.ppi.CaptureHeaderDissector;
import io.weft.protocol.link.ppp.PppDissector;
import io.weft.protocol.link.pppoe.PppoeDissector;
import io.weft.protocol.link.raw.RawIpDissector;
import io.weft.protocol.link.sll.LinuxCookedDissector;
import io.weft.protocol.link.vlan.VlanDissector;
import io.weft.protocol.link.vntag.VnTagDissector;
import io.weft.protocol.link.wlan.PrismDissector;
import io.weft.protocol.link.wlan.RadiotapDissector;
import io.weft.protocol.link.wlan.WlanDissector;
import io.weft.protocol.network.esp.EspDissector;
import io.weft.protocol.network.icmp.IcmpDissector;
import io.weft.protocol.network.icmp.Icmpv6Dissector;
import io.weft.protocol.network.igmp.IgmpDissector;
import io.weft.protocol.network.ipv4.Ipv4Dissector;
import io.weft.protocol.network.ipv6.ExtensionHeaderDissector;
import io.weft.protocol.network.ipv6.FragmentHeaderDissector;
import io.weft.protocol.network.ipv6.Ipv6Dissector;
import io.weft.protocol.transport.dccp.DccpDissector;
import io.weft.protocol.transport.sctp.SctpDissector;
import io.weft.protocol.transport.tcp.TcpDissector;
import io.weft.protocol.transport.udp.UdpDissector;
import io.weft.protocol.transport.udp.UdpLiteDissector;
import io.weft.protocol.tunnel.erspan.ErspanDissector;
import io.weft.protocol.tunnel.etherip.EtherIpDissector;
import io.weft.protocol.tunnel.geneve.GeneveDissector;
import io.weft.protocol.tunnel.gre.GreDissector;
import io.weft.protocol.tunnel.gtp.GtpDissector;
import io.weft.protocol.tunnel.l2tp.L2tpDissector;
import io.weft.protocol.tunnel.nsh.NshDissector;
import io.weft.protocol.tunnel.teredo.TeredoDissector;
import io.weft.protocol.tunnel.udpencap.UdpEncapsulationDissector;
import io.weft.protocol.tunnel.vxlan.VxlanDissector;

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
