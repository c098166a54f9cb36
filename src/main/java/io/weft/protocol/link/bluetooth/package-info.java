/**
 * What a Bluetooth host and its controller say to one another, with the header of UART transport
 * (H4): commands and events with their headers, data as far as L2CAP's header.
 */
package io.weft.protocol.link.bluetooth;
