/**
 * The contracts of reading captures: a {@link io.weft.capture.PacketSource} hands out one {@link
 * io.weft.capture.CapturedPacket} after another, and tells about the interfaces ({@link
 * io.weft.capture.CaptureInterface}), about what the files say besides packets ({@link
 * io.weft.capture.CaptureInfo}), about dropped packets ({@link io.weft.capture.CaptureStatistics})
 * and how the reading ended ({@link io.weft.capture.CaptureEnd}).
 *
 * <p>This package knows no file format. The packages beneath it implement the contracts:
 *
 * <ul>
 *   <li>{@code open} opens files, folders and pipes; library users begin there, with {@code
 *       Captures.open};
 *   <li>{@code live} captures on the interfaces of this machine;
 *   <li>{@code pcap} and {@code pcapng} read the two file formats, with what both need in {@code
 *       reader};
 *   <li>{@code compression} recognises and decompresses gzip, zstd, lz4 and xz;
 *   <li>{@code write} writes captures.
 * </ul>
 */
package io.weft.capture;
