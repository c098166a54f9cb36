/**
 * The address family before packets on a BSD loopback interface (LINKTYPE_NULL and LINKTYPE_LOOP).
 * It is read in either byte order and leads to IPv4 or IPv6.
 */
package io.weft.protocol.link.loopback;
