/**
 * L2TP version 2 (RFC 2661), UDP port 1701. All fields of the header are read, and the common
 * attributes of control messages; data messages lead to PPP. Version 3 (RFC 3931) is not read.
 */
package io.weft.protocol.tunnel.l2tp;
