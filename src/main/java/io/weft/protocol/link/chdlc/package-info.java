/**
 * Cisco's HDLC framing of serial lines (RFC 1547, section 4.3.1). The payload's number is read and
 * looked up among the ethertypes; the keep-alives of SLARP stay unread.
 */
package io.weft.protocol.link.chdlc;
