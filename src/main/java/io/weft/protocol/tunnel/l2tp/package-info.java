/**
 * L2TP version 2 (RFC 2661), UDP port 1701. The kind of message, tunnel and session are read; data
 * messages lead to PPP. What control messages say, and version 3 (RFC 3931), are not read.
 */
package io.weft.protocol.tunnel.l2tp;
