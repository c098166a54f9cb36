package io.weft.report.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;

/** Compresses pages with Zstandard, by the library that reads compressed captures as well. */
final class Zstandard implements Closeable {
  private static final int LEVEL = 3;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

  BytesInput pack(BytesInput page) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.toIntExact(page.size()));
    page.writeAllTo(plain);
    return BytesInput.from(context.compress(plain.toByteArray()));
  }

  @Override
  public void close() {
    context.close();
  }
}
