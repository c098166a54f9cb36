package io.weft.capture.compression;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.weft.bytes.LittleEndian;
import io.weft.capture.Compression;
import java.io.IOException;
import java.io.InputStream;

/** Recognises compressed data by their first bytes, and opens them for reading. */
public final class Decompressor {
  /** How many of the first bytes {@link #recognise} and {@link #skippableLength} need. */
  public static final int MAGIC_LENGTH = 8;

  private static final int XZ_MAGIC_LENGTH = 6;

  private static final int ZSTD_MAGIC = 0x28B5_2FFD;

  /** The length of a skippable frame's magic number and size. */
  private static final int SKIPPABLE_HEADER_LENGTH = 8;

  /** The first four bytes of a skippable frame (RFC 8878, 3.1.2): the first one is 0x50 to 0x5F. */
  private static final int ZSTD_SKIPPABLE = 0x502A_4D18;

  private static final int ZSTD_SKIPPABLE_MASK = 0xF0FF_FFFF;

  /** The bytes that begin an .xz file: FD "7zXZ" 00. */
  private static final long XZ_MAGIC = 0xFD37_7A58_5A00L;

  /** Windows of up to 128 MiB, the largest that the zstd program decompresses without an option. */
  private static final int ZSTD_WINDOW_LOG = 27;

  /** Enough for dictionaries of up to 64 MiB, which {@code xz -9} writes. */
  private static final int XZ_MEMORY_KIB = 128 << 10;

  private Decompressor() {}

  /**
   * Recognises a compression.
   *
   * @param head the first {@link #MAGIC_LENGTH} bytes of the data, or fewer where there are no more
   * @return null for data that are not compressed, or in a way that Weft does not read
   */
  public static Compression recognise(byte[] head) {
    if (first(head, 2) == GzipInput.MAGIC) {
      return Compression.GZIP;
    }
    // pzstd begins its files with a skippable frame.
    if (first(head, 4) == ZSTD_MAGIC || isSkippable(head)) {
      return Compression.ZSTD;
    }
    if (first(head, 4) == Lz4FrameInput.MAGIC) {
      return Compression.LZ4;
    }
    return first(head, XZ_MAGIC_LENGTH) == XZ_MAGIC ? Compression.XZ : null;
  }

  /**
   * The length of a skippable frame, whose content is for other programs. zstd and lz4 have the
   * same ones, so that only what follows them shows which of the two it is.
   *
   * @param head the first {@link #MAGIC_LENGTH} bytes of the data, or fewer where there are no more
   * @return in bytes, its header included; 0 where the data begin otherwise
   */
  public static long skippableLength(byte[] head) {
    return head.length >= SKIPPABLE_HEADER_LENGTH && isSkippable(head)
        ? SKIPPABLE_HEADER_LENGTH + LittleEndian.u32(head, SKIPPABLE_HEADER_LENGTH - 4)
        : 0;
  }

  private static boolean isSkippable(byte[] head) {
    return (first(head, 4) & ZSTD_SKIPPABLE_MASK) == ZSTD_SKIPPABLE;
  }

  /**
   * The first {@code n} bytes as a number, the most significant first; -1 where there are fewer.
   */
  private static long first(byte[] head, int n) {
    if (head.length < n) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < n; i++) {
      number = number << 8 | (head[i] & 0xFF);
    }
    return number;
  }

  /**
   * Opens compressed data. The stream gives bytes as soon as they are decompressed, uses bounded
   * memory, and reads all members or frames.
   *
   * @param packed closed together with the result
   * @return a stream that throws {@link DamagedCompressionException} where the data are cut or
   *     damaged, and passes on the exceptions of {@code packed}
   */
  public static InputStream open(Compression compression, InputStream packed) throws IOException {
    FailureWatch below = new FailureWatch(packed);
    try {
      return new DecompressedInput(compression, decompress(compression, below), below);
    } catch (IOException | RuntimeException e) {
      throw below.orDamage(compression, e);
    } catch (LinkageError e) {
      throw noNativeCode(compression, e);
    }
  }

  private static InputStream decompress(Compression compression, InputStream packed)
      throws IOException {
    return switch (compression) {
      case GZIP -> new GzipInput(packed);
      case ZSTD -> new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW_LOG);
      case LZ4 -> new Lz4FrameInput(packed);
      case XZ -> new XzInput(packed, XZ_MEMORY_KIB);
    };
  }

  /** The exception for a machine on which a library's native code does not load. */
  static IOException noNativeCode(Compression compression, LinkageError cause) {
    return new IOException(
        compression.label() + " needs native code that does not load on this machine", cause);
  }
}
