package io.weft.capture.compression;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is read in pieces; single bytes are read through one of length 1. */
public abstract class BulkInput extends InputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public abstract int read(byte[] bytes, int from, int length) throws IOException;
}
