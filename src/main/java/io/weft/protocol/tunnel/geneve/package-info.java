/**
 * Geneve (RFC 8926), UDP port 6081. Header length, network identifier and payload type are read;
 * the type leads to the ethertype table. Options are skipped.
 */
package io.weft.protocol.tunnel.geneve;
