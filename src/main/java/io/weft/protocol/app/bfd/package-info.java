/**
 * Bidirectional forwarding detection (RFC 5880) on UDP ports 3784, 4784, 6784 and 7784: all fields.
 * It carries nothing.
 */
package io.weft.protocol.app.bfd;
