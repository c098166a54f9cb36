/**
 * Frames that begin with an IP header (LINKTYPE_RAW). They have no header of their own, so there is
 * no layer; the version in the first half byte leads to IPv4 or IPv6.
 */
package io.weft.protocol.link.raw;
