package io.weft.report.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages with Zstandard, by the library that reads compressed captures as well. */
final class Zstandard
    implements CompressionCodecFactory, CompressionCodecFactory.BytesInputCompressor {
  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("not written: " + codec);
    }
    return this;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("files are written only");
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream(Math.toIntExact(page.size()));
    page.writeAllTo(copy);
    byte[] plain = copy.toByteArray();
    byte[] packed = new byte[Math.toIntExact(Zstd.compressBound(plain.length))];
    long length = Zstd.compressByteArray(packed, 0, packed.length, plain, 0, plain.length, LEVEL);
    if (Zstd.isError(length)) {
      throw new IOException("Zstandard: " + Zstd.getErrorName(length));
    }
    // The page is kept until its row group is written.
    return BytesInput.from(Arrays.copyOf(packed, (int) length));
  }

  @Override
  public void release() {
    // Nothing is kept.
  }
}
