/**
 * What the readers of all capture file formats share. A {@link io.weft.capture.reader.FormatReader}
 * reads the records of one file where they lie in a {@link io.weft.capture.reader.ByteWindow}, and
 * reports what the file says besides packets to a {@link io.weft.capture.reader.CaptureSession},
 * which outlives the file. The formats themselves are in the packages {@code pcap} and {@code
 * pcapng}.
 */
package io.weft.capture.reader;
