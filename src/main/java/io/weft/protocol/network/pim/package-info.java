/**
 * Protocol independent multicast, version 2 (RFC 7761): the header of all messages, hellos with
 * their options, joins and prunes, grafts, and the flags of registers. What a register carries is
 * not read on, since it is no packet on this path.
 */
package io.weft.protocol.network.pim;
