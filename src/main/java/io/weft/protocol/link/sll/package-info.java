/**
 * The headers of Linux' cooked captures, both versions (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2).
 * Direction, hardware type and protocol are read, of the second version the interface as well; the
 * protocol leads to the ethertype table or to LLC. The sender's address is skipped, and frames of
 * netlink and of monitoring radios are not read further.
 */
package io.weft.protocol.link.sll;
