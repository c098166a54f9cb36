/**
 * VXLAN (RFC 7348), UDP port 4789, with the group policy extension, and its generic extension
 * (draft-ietf-nvo3-vxlan-gpe), port 4790. All fields are read. Plain VXLAN leads to Ethernet, the
 * generic extension to what its next protocol names.
 */
package io.weft.protocol.tunnel.vxlan;
