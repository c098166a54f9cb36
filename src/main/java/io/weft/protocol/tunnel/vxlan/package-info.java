/**
 * VXLAN (RFC 7348), UDP port 4789, and its generic extension (draft-ietf-nvo3-vxlan-gpe), port
 * 4790. Flags and network identifier are read. Plain VXLAN leads to Ethernet, the extension to what
 * its next protocol names; the group policy extension is not read.
 */
package io.weft.protocol.tunnel.vxlan;
