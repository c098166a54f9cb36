/**
 * Reads pcap files (draft-ietf-opsawg-pcap), with the variants that older programs and some
 * hardware wrote: {@link io.weft.capture.pcap.PcapReader}. {@link io.weft.capture.pcap.PcapFormat}
 * has the format's constants for all who read or write it.
 */
package io.weft.capture.pcap;
