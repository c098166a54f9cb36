/**
 * Cisco MetaData (ethertype 0x8909), which carries a security group tag before the frame's own
 * type. No standard describes it; the form is the one that Wireshark reads, with one option of four
 * bytes.
 */
package io.weft.protocol.link.cmd;
