/**
 * The NAT port mapping protocol (RFC 6886) and its successor, the port control protocol (RFC 6887),
 * on UDP ports 5350 and 5351: all fields but those of PCP's options.
 */
package io.weft.protocol.app.natpmp;
