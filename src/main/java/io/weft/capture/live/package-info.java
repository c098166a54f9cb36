/**
 * Live capture with libpcap: {@link io.weft.capture.live.Interfaces} lists the interfaces of this
 * machine, {@link io.weft.capture.live.LiveCapture} opens one, {@link
 * io.weft.capture.live.LibpcapFile} has libpcap read a file, and {@link
 * io.weft.capture.live.SystemCheck} finds out what prevents a capture.
 *
 * <p>libpcap writes its packets as the bytes of a pcap file into a {@link
 * io.weft.capture.live.Feed}, mostly a named pipe, and Weft's own reader reads them there. A call
 * from C to Java for every packet would take longer than all the rest.
 *
 * <p>Only this package knows pcap4j and JNA.
 */
package io.weft.capture.live;
