/**
 * What link protocols share. {@link io.weft.protocol.link.TypeOrLength} serves Ethernet and the
 * tags behind its addresses, {@link io.weft.protocol.link.SnapTable} LLC and frame relay, {@link
 * io.weft.protocol.link.AddressFamily} the headers of loopback interfaces, Solaris and NFLOG,
 * {@link io.weft.protocol.link.HdlcAddress} PPP, {@link io.weft.protocol.link.TrailerFields} frames
 * and tags with bytes behind their payload. MPLS, which must guess what it carries, looks for an
 * Ethernet frame by {@link io.weft.protocol.link.EthernetHeader} and {@link
 * io.weft.protocol.link.LlcHeader}; {@link io.weft.protocol.link.LinkDissectors} has the names by
 * which link protocols ask for one another.
 */
package io.weft.protocol.link;
