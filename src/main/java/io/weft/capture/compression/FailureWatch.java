package io.weft.capture.compression;

import io.weft.capture.Compression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers what went wrong below a decompressor. Its own complaints and those of the disk below it
 * arrive as the same exceptions; only the former mean that the data are damaged.
 */
public final class FailureWatch extends FilterInputStream {
  private IOException failure;

  public FailureWatch(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      return in.read(bytes, from, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * The failure from below where there was one; otherwise what the decompressor says of its data.
   */
  public IOException orDamage(Compression compression, Exception thrown) {
    if (failure != null) {
      return failure;
    }
    String said = thrown.getMessage();
    return new DamagedCompressionException(
        "the "
            + compression.label()
            + " data are cut or damaged"
            + (said == null ? "" : " (" + said + ")"),
        thrown);
  }
}
