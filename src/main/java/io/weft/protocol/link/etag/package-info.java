/**
 * The tag of port extenders (IEEE 802.1BR): all fields. The payload is found as that of an Ethernet
 * frame.
 */
package io.weft.protocol.link.etag;
