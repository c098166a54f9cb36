/**
 * TCP connections: which segment belongs to which connection, where it lies in its stream, how the
 * connection was opened and closed, and what Zeek says of it. {@link io.weft.flow.tcp.TcpTracker}
 * is the way in; {@link io.weft.flow.tcp.TcpConnection} joins the parts.
 */
package io.weft.flow.tcp;
