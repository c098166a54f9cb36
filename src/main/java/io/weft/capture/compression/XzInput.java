package io.weft.capture.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks xz data chunk by chunk. The library fills all that it is given, and where the data are
 * cut behind the first chunk of several it throws what it unpacked of that one away: so it is never
 * asked for more than the chunk it is in.
 */
public final class XzInput extends FilterInputStream {
  public XzInput(InputStream packed, int memoryKib) throws IOException {
    super(new XZInputStream(packed, memoryKib));
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    return in.read(bytes, from, Math.min(length, Math.max(1, in.available())));
  }
}
