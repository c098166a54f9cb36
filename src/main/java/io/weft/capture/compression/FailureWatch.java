package io.weft.capture.compression;

import io.weft.capture.Compression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The stream that a decompressor reads. It remembers whether reading failed: a decompressor throws
 * the same exceptions for damaged data and for a disk that fails, and only the former mean that the
 * data are damaged.
 */
final class FailureWatch extends FilterInputStream {
  private IOException failure;

  FailureWatch(InputStream in) {
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
   * The exception to throw for what a decompressor has thrown: the failure of this stream if there
   * was one, otherwise damage with the decompressor's message.
   */
  IOException orDamage(Compression compression, Exception thrown) {
    if (failure != null) {
      return failure;
    }
    String message = thrown.getMessage();
    return new DamagedCompressionException(
        "the "
            + compression.label()
            + " data are cut or damaged"
            + (message == null ? "" : " (" + message + ")"),
        thrown);
  }
}
