/**
 * Two headers that a capturing system puts before frames of any link type: PPI (LINKTYPE_PPI) and
 * Darwin's PKTAP (LINKTYPE_PKTAP). Length and link type are read, and the link type leads to the
 * frame's dissector. What the headers tell of radio, interface and process is skipped.
 */
package io.weft.protocol.link.ppi;
