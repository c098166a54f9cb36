package io.weft.capture.compression;

import io.weft.capture.Compression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The output of a decompressor. It turns every exception of the decompressor, checked or not, into
 * a {@link DamagedCompressionException}, and passes on those of the stream below.
 */
final class DecompressedInput extends FilterInputStream {
  private final Compression compression;
  private final FailureWatch below;

  /**
   * Wraps a decompressor.
   *
   * @param below the stream that the decompressor reads
   */
  DecompressedInput(Compression compression, InputStream decompressor, FailureWatch below) {
    super(decompressor);
    this.compression = compression;
    this.below = below;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      return in.read(bytes, from, length);
    } catch (IOException | RuntimeException e) {
      throw below.orDamage(compression, e);
    }
  }
}
