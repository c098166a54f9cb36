/**
 * SSH (RFC 4253), as far as it is not encrypted: the versions and the algorithms that both sides
 * offer, one exchange for each connection. Recognised by its first line on any port.
 */
package io.weft.protocol.app.ssh;
