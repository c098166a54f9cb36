/**
 * sFlow version 5 (sflow.org, sFlow Version 5, July 2004), UDP port 6343: samples of the packets
 * that pass a switch. The header of the first packet sampled in a datagram follows as further
 * layers. Like the packet that an ICMP error quotes, it is no packet of any flow here. Versions 2
 * and 4 are recognised, and not looked into.
 */
package io.weft.protocol.app.sflow;
