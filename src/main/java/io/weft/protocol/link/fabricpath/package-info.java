/**
 * Cisco FabricPath, which no standard describes: the tag between FabricPath's own Ethernet header
 * and the Ethernet frame that it carries. The forwarding tag and the time to live are read. The
 * switch identifiers in the outer addresses are not taken apart.
 */
package io.weft.protocol.link.fabricpath;
