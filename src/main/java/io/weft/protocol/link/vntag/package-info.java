/**
 * Cisco's VN-Tag, from which IEEE 802.1BR was made: it names a virtual interface behind a switch's
 * port. The two interfaces are read; the payload is found as that of an Ethernet frame. The tag of
 * 802.1BR itself has another form, and a package of its own.
 */
package io.weft.protocol.link.vntag;
