/**
 * Geneve (RFC 8926), UDP port 6081: all fields, with the options as bytes. The payload's type leads
 * to the ethertype table.
 */
package io.weft.protocol.tunnel.geneve;
