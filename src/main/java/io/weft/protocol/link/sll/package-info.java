/**
 * The headers of Linux' cooked captures, both versions (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2).
 * All fields are read; the protocol leads to the ethertype table or to LLC. Frames of netlink and
 * of monitoring radios are not read further.
 */
package io.weft.protocol.link.sll;
