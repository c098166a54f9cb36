/**
 * Where Wireshark gives stream numbers that do not follow from addresses, ports and SYNs alone, so
 * that a number names the same stream in both programs.
 */
package io.weft.flow.numbering;
