package io.weft.capture.compression;

import io.weft.capture.Compression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A decompressor whose complaints, of whatever kind, come out as damage of the data. */
public final class UnpackedInput extends FilterInputStream {
  private final Compression compression;
  private final FailureWatch below;

  public UnpackedInput(Compression compression, InputStream unpacker, FailureWatch below) {
    super(unpacker);
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
