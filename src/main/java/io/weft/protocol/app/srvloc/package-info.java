/**
 * The Service Location Protocol on UDP port 427: all fields of the messages of version 2 (RFC 2608)
 * but what authentication blocks hold, and the header of version 1 (RFC 2165).
 */
package io.weft.protocol.app.srvloc;
