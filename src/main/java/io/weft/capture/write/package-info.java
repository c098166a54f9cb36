/**
 * Writes captures. {@link io.weft.capture.write.CaptureWriter} copies the packets of a source, with
 * all that belongs to them, into one file or into a series of files, and keeps them readable
 * whatever ends the program. {@link io.weft.capture.write.PcapWriter} and {@link
 * io.weft.capture.write.PcapngWriter} write single files from packets that a program makes itself.
 */
package io.weft.capture.write;
