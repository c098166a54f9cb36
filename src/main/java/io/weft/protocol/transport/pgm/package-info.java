/**
 * Pragmatic general multicast (RFC 3208), directly in IP: the header of all packets and of each
 * type, and how long its options are. What data packets carry stays unread.
 */
package io.weft.protocol.transport.pgm;
