package io.weft.capture.compression;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.weft.capture.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Compresses captures while they are written. */
public final class Compressor {
  // The fastest level of each method: a capture must keep up with the interface.
  private static final int GZIP_LEVEL = 1;
  private static final int ZSTD_LEVEL = 1;
  private static final int XZ_LEVEL = 0;

  private static final int GZIP_BUFFER = 64 << 10;

  private Compressor() {}

  /**
   * Opens a stream that compresses what is written to it, fast rather than small. Everything that
   * was flushed can be decompressed, even if the program ends before it closes the stream.
   *
   * @param target flushed and closed together with the result
   */
  @SuppressWarnings("resource") // the caller closes the stream that is made here
  public static OutputStream open(Compression compression, OutputStream target) throws IOException {
    try {
      return switch (compression) {
        case GZIP -> new FastGzipOutput(target);
        case ZSTD ->
            new ZstdOutputStreamNoFinalizer(target, ZSTD_LEVEL)
                .setChecksum(true)
                .setCloseFrameOnFlush(true);
        case LZ4 ->
            new LZ4FrameOutputStream(
                target, BLOCKSIZE.SIZE_256KB, Bits.BLOCK_INDEPENDENCE, Bits.CONTENT_CHECKSUM);
        case XZ -> new XZOutputStream(target, new LZMA2Options(XZ_LEVEL));
      };
    } catch (LinkageError e) {
      throw Decompressor.noNativeCode(compression, e);
    }
  }

  /** The platform's gzip stream at another level; a flush writes out all that it holds. */
  private static final class FastGzipOutput extends GZIPOutputStream {
    FastGzipOutput(OutputStream target) throws IOException {
      super(target, GZIP_BUFFER, true);
      def.setLevel(GZIP_LEVEL);
    }
  }
}
