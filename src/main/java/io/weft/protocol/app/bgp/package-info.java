/**
 * BGP (RFC 4271): messages found in the stream by their marker, with capabilities, path attributes
 * and prefixes. {@link io.weft.protocol.app.bgp.Bgp} is the message as a layer, {@link
 * io.weft.protocol.app.bgp.BgpExchange} what a message says.
 */
package io.weft.protocol.app.bgp;
