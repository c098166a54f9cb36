package io.weft.capture.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Decompresses xz data chunk by chunk. The library tries to fill the whole array it is given; where
 * the data are cut behind the first of several chunks, it throws and loses the bytes of that chunk.
 * Therefore this stream never asks the library for more than the rest of the current chunk.
 */
final class XzInput extends FilterInputStream {
  /**
   * Reads the first stream header.
   *
   * @param memoryKib the most memory the library may use, in KiB
   */
  XzInput(InputStream packed, int memoryKib) throws IOException {
    super(new XZInputStream(packed, memoryKib));
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    return in.read(bytes, from, Math.min(length, Math.max(1, in.available())));
  }
}
