package io.weft.protocol;

import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.babel.Babel;
import io.weft.protocol.app.bfd.Bfd;
import io.weft.protocol.app.bgp.Bgp;
import io.weft.protocol.app.dblsp.DropboxDiscovery;
import io.weft.protocol.app.dcerpc.DceRpc;
import io.weft.protocol.app.dhcp.Dhcp;
import io.weft.protocol.app.dhcpv6.Dhcpv6;
import io.weft.protocol.app.dnp3.Dnp3;
import io.weft.protocol.app.dns.Dns;
import io.weft.protocol.app.ftp.Ftp;
import io.weft.protocol.app.gquic.Gquic;
import io.weft.protocol.app.hsrp.Hsrp;
import io.weft.protocol.app.http.Http;
import io.weft.protocol.app.http.Http2;
import io.weft.protocol.app.http.HttpLimits;
import io.weft.protocol.app.http.Ssdp;
import io.weft.protocol.app.http.grpc.Grpc;
import io.weft.protocol.app.iax.Iax;
import io.weft.protocol.app.imap.Imap;
import io.weft.protocol.app.irc.Irc;
import io.weft.protocol.app.isakmp.Isakmp;
import io.weft.protocol.app.kerberos.Kerberos;
import io.weft.protocol.app.ldap.Ldap;
import io.weft.protocol.app.megaco.Megaco;
import io.weft.protocol.app.modbus.Modbus;
import io.weft.protocol.app.mojito.Mojito;
import io.weft.protocol.app.mqtt.Mqtt;
import io.weft.protocol.app.mysql.MySql;
import io.weft.protocol.app.natpmp.PortControl;
import io.weft.protocol.app.nbns.Nbdgm;
import io.weft.protocol.app.nbns.Nbns;
import io.weft.protocol.app.ntp.Ntp;
import io.weft.protocol.app.omron.Omron;
import io.weft.protocol.app.pgsql.Postgres;
import io.weft.protocol.app.pop.Pop;
import io.weft.protocol.app.radius.Radius;
import io.weft.protocol.app.rdp.Rdp;
import io.weft.protocol.app.rip.Rip;
import io.weft.protocol.app.rpc.Rpc;
import io.weft.protocol.app.rtp.Rtp;
import io.weft.protocol.app.rx.Rx;
import io.weft.protocol.app.sflow.Sflow;
import io.weft.protocol.app.sip.Sip;
import io.weft.protocol.app.smb.Smb;
import io.weft.protocol.app.smtp.Smtp;
import io.weft.protocol.app.snmp.Snmp;
import io.weft.protocol.app.socks.Socks;
import io.weft.protocol.app.srvloc.SrvLoc;
import io.weft.protocol.app.ssh.Ssh;
import io.weft.protocol.app.stun.Stun;
import io.weft.protocol.app.synphasor.Synphasor;
import io.weft.protocol.app.syslog.Syslog;
import io.weft.protocol.app.tftp.Tftp;
import io.weft.protocol.app.tls.Tls;
import io.weft.protocol.app.tls.TlsOptions;
import io.weft.protocol.app.tls.dtls.Dtls;
import io.weft.protocol.app.uftp.Uftp;
import io.weft.protocol.app.websocket.WebSocket;
import io.weft.protocol.app.xmpp.Xmpp;
import io.weft.protocol.link.arcnet.Arcnet;
import io.weft.protocol.link.arp.Arp;
import io.weft.protocol.link.bluetooth.Bluetooth;
import io.weft.protocol.link.capwap.Capwap;
import io.weft.protocol.link.cdp.Cdp;
import io.weft.protocol.link.chdlc.CiscoHdlc;
import io.weft.protocol.link.cmd.CiscoMetaData;
import io.weft.protocol.link.eapol.Eapol;
import io.weft.protocol.link.etag.ETag;
import io.weft.protocol.link.ethernet.Ethernet;
import io.weft.protocol.link.fabricpath.FabricPath;
import io.weft.protocol.link.fddi.Fddi;
import io.weft.protocol.link.framerelay.FrameRelay;
import io.weft.protocol.link.ipnet.Ipnet;
import io.weft.protocol.link.llc.Llc;
import io.weft.protocol.link.lldp.Lldp;
import io.weft.protocol.link.loopback.Loopback;
import io.weft.protocol.link.macsec.Macsec;
import io.weft.protocol.link.mpls.Mpls;
import io.weft.protocol.link.netbios.NetbiosFrame;
import io.weft.protocol.link.nflog.Nflog;
import io.weft.protocol.link.pbb.ProviderBackbone;
import io.weft.protocol.link.ppi.Ppi;
import io.weft.protocol.link.ppp.Ppp;
import io.weft.protocol.link.pppoe.Pppoe;
import io.weft.protocol.link.raw.RawIp;
import io.weft.protocol.link.sll.LinuxCooked;
import io.weft.protocol.link.slow.SlowProtocols;
import io.weft.protocol.link.stp.Stp;
import io.weft.protocol.link.usb.Usb;
import io.weft.protocol.link.vlan.Vlan;
import io.weft.protocol.link.vntag.VnTag;
import io.weft.protocol.link.wlan.Prism;
import io.weft.protocol.link.wlan.Radiotap;
import io.weft.protocol.link.wlan.Wlan;
import io.weft.protocol.network.esp.Esp;
import io.weft.protocol.network.geonetworking.GeoNetworking;
import io.weft.protocol.network.icmp.Icmp;
import io.weft.protocol.network.icmp.Icmpv6;
import io.weft.protocol.network.igmp.Igmp;
import io.weft.protocol.network.ipcomp.IpComp;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.ExtensionHeader;
import io.weft.protocol.network.ipv6.FragmentHeader;
import io.weft.protocol.network.ipv6.Ipv6;
import io.weft.protocol.network.isis.Isis;
import io.weft.protocol.network.ospf.Ospf;
import io.weft.protocol.network.pim.Pim;
import io.weft.protocol.network.vrrp.Vrrp;
import io.weft.protocol.transport.dccp.Dccp;
import io.weft.protocol.transport.pgm.Pgm;
import io.weft.protocol.transport.sctp.Sctp;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.udp.Udp;
import io.weft.protocol.transport.udp.UdpLite;
import io.weft.protocol.tunnel.erspan.Erspan;
import io.weft.protocol.tunnel.etherip.EtherIp;
import io.weft.protocol.tunnel.geneve.Geneve;
import io.weft.protocol.tunnel.gre.Gre;
import io.weft.protocol.tunnel.gtp.Gtp;
import io.weft.protocol.tunnel.l2tp.L2tp;
import io.weft.protocol.tunnel.nsh.Nsh;
import io.weft.protocol.tunnel.openvpn.OpenVpn;
import io.weft.protocol.tunnel.teredo.Teredo;
import io.weft.protocol.tunnel.udpencap.UdpEncapsulation;
import io.weft.protocol.tunnel.vxlan.Vxlan;
import io.weft.protocol.tunnel.wireguard.WireGuard;

/**
 * The catalogue of the protocols that ship with Weft. Each protocol has a line here, and a package
 * of its own.
 */
public final class StandardProtocols {
  private StandardProtocols() {}

  /** A new chain with all protocols of the catalogue; it may be shared among threads. */
  public static Chain chain() {
    return chain(ProtocolOptions.DEFAULT);
  }

  /** A new chain of the same protocols, of which some are asked for more than usual. */
  public static Chain chain(ProtocolOptions options) {
    return builder(options).build();
  }

  /** The beginning of such a chain, for whoever has more to say about it. */
  public static Chain.Builder builder(ProtocolOptions options) {
    Chain.Builder chain = new Chain.Builder();
    registerCommon(chain, options);
    return chain.later(StandardProtocols::registerOthers);
  }

  /**
   * Adds all protocols of the catalogue to a chain that is to have more.
   *
   * @return the same builder
   */
  public static Chain.Builder register(Chain.Builder chain) {
    registerCommon(chain, ProtocolOptions.DEFAULT);
    registerOthers(chain);
    return chain;
  }

  /**
   * Those that many captures have. They stand before all others, which short runs need not load
   * therefore: {@link Chain.Builder#later}. Loading one takes about half a millisecond at start.
   */
  private static void registerCommon(Chain.Builder chain, ProtocolOptions options) {
    Arp.register(chain);
    Ethernet.register(chain);
    LinuxCooked.register(chain);
    Llc.register(chain);
    Loopback.register(chain);
    RawIp.register(chain);
    Stp.register(chain);
    Vlan.register(chain);

    ExtensionHeader.register(chain);
    FragmentHeader.register(chain);
    Icmp.register(chain);
    Icmpv6.register(chain);
    Igmp.register(chain);
    Ipv4.register(chain);
    Ipv6.register(chain);

    Tcp.register(chain);
    Udp.register(chain);

    Dhcp.register(chain);
    Dhcpv6.register(chain);
    Dns.register(chain);
    HttpLimits http =
        HttpLimits.DEFAULT.withHeaders(options.headers()).withBodies(options.bodies());
    Http.register(chain, http);
    Http2.register(chain, http);
    Tls.register(chain, new TlsOptions(options.ja3()));
    Dtls.register(chain);
    Tls.registerQuic(chain);
    Nbdgm.register(chain);
    Nbns.register(chain);
    Ntp.register(chain);
    Ssdp.register(chain);
  }

  /** All others; a new protocol belongs here. */
  private static void registerOthers(Chain.Builder chain) {
    Arcnet.register(chain);
    Ppi.register(chain);
    Bluetooth.register(chain);
    Capwap.register(chain);
    Cdp.register(chain);
    CiscoHdlc.register(chain);
    CiscoMetaData.register(chain);
    Eapol.register(chain);
    ETag.register(chain);
    FabricPath.register(chain);
    Isis.register(chain);
    NetbiosFrame.register(chain);
    GeoNetworking.register(chain);
    Fddi.register(chain);
    FrameRelay.register(chain);
    Ipnet.register(chain);
    Lldp.register(chain);
    Macsec.register(chain);
    Mpls.register(chain);
    Nflog.register(chain);
    Ppp.register(chain);
    Pppoe.register(chain);
    Prism.register(chain);
    ProviderBackbone.register(chain);
    Radiotap.register(chain);
    SlowProtocols.register(chain);
    Usb.register(chain);
    VnTag.register(chain);
    Wlan.register(chain);

    Esp.register(chain);
    IpComp.register(chain);
    Ospf.register(chain);
    Pim.register(chain);
    Vrrp.register(chain);

    Dccp.register(chain);
    Pgm.register(chain);
    Sctp.register(chain);
    UdpLite.register(chain);

    Erspan.register(chain);
    EtherIp.register(chain);
    Geneve.register(chain);
    Gre.register(chain);
    Gtp.register(chain);
    L2tp.register(chain);
    Nsh.register(chain);
    OpenVpn.register(chain);
    Teredo.register(chain);
    UdpEncapsulation.register(chain);
    Vxlan.register(chain);
    WireGuard.register(chain);

    Bgp.register(chain);
    Hsrp.register(chain);
    Grpc.register(chain);
    Sflow.register(chain);
    Radius.register(chain);
    Stun.register(chain);
    Rip.register(chain);
    Rtp.register(chain);
    Syslog.register(chain);
    Tftp.register(chain);
    Snmp.register(chain);
    Socks.register(chain);
    WebSocket.register(chain);
    Postgres.register(chain);
    Sip.register(chain);
    Smtp.register(chain);
    Ftp.register(chain);
    Rpc.register(chain);
    SrvLoc.register(chain);
    Uftp.register(chain);
    Iax.register(chain);
    Megaco.register(chain);
    Gquic.register(chain);
    DropboxDiscovery.register(chain);
    Omron.register(chain);
    Babel.register(chain);
    PortControl.register(chain);
    Bfd.register(chain);
    Mojito.register(chain);
    Rx.register(chain);
    Synphasor.register(chain);
    Ssh.register(chain);
    Smb.register(chain);
    Mqtt.register(chain);
    Modbus.register(chain);
    Irc.register(chain);
    Isakmp.register(chain);
    Kerberos.register(chain);
    Dnp3.register(chain);
    DceRpc.register(chain);
    Xmpp.register(chain);
    Rdp.register(chain);
    Pop.register(chain);
    MySql.register(chain);
    Ldap.register(chain);
    Imap.register(chain);
  }
}
