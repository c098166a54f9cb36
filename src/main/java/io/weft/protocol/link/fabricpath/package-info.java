/**
 * Cisco FabricPath, which no standard describes: a header of its own kind of addresses, with a tag,
 * in front of the Ethernet frame that it carries.
 */
package io.weft.protocol.link.fabricpath;
