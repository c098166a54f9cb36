/**
 * Reads pcapng files (draft-ietf-opsawg-pcapng): {@link io.weft.capture.pcapng.PcapngReader} walks
 * the blocks and hands out the packets, and the other classes read options and what the blocks say
 * besides packets. {@link io.weft.capture.pcapng.PcapngFormat} has the format's constants for all
 * who read or write it.
 */
package io.weft.capture.pcapng;
