/**
 * Authentication on ports (IEEE 802.1X) and extensible authentication (RFC 3748): all fields of the
 * headers, the keys of wireless LANs, and of methods identity, notification, nak, MD5 and the
 * headers of those that use TLS.
 */
package io.weft.protocol.link.eapol;
