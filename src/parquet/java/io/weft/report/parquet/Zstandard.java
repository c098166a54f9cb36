package io.weft.report.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Compresses pages with Zstandard, by the library that reads compressed captures as well. */
final class Zstandard implements Closeable {
  /** The fastest of the usual ones: encoded columns get hardly smaller by the next. */
  private static final int LEVEL = 1;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

  // As large as the largest page needed them.
  private final Plain plain = new Plain();
  private byte[] packed = {};

  /** Bytes that are not copied to be read. */
  private static final class Plain extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }
  }

  /** Compresses a page; columns that are written at the same time wait for one another. */
  synchronized BytesInput pack(BytesInput page) throws IOException {
    plain.reset();
    page.writeAllTo(plain);
    int most = Math.toIntExact(Zstd.compressBound(plain.size()));
    if (packed.length < most) {
      packed = new byte[most];
    }
    int length = context.compressByteArray(packed, 0, most, plain.bytes(), 0, plain.size());
    return BytesInput.from(Arrays.copyOf(packed, length));
  }

  @Override
  public void close() {
    context.close();
  }
}
