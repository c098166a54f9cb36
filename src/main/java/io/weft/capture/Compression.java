package io.weft.capture;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.weft.capture.compression.DamagedCompressionException;
import io.weft.capture.compression.FailureWatch;
import io.weft.capture.compression.GzipInput;
import io.weft.capture.compression.Lz4FrameInput;
import io.weft.capture.compression.UnpackedInput;
import io.weft.capture.compression.XzInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The compressions that captures come in, recognised by their first bytes. */
public enum Compression {
  GZIP("gzip", ".gz"),
  ZSTD("zstd", ".zst"),
  LZ4("lz4", ".lz4"),
  XZ("xz", ".xz");

  /** Bytes that tell them apart. */
  public static final int MAGIC_LENGTH = 6;

  /** Dictionaries of up to 64 MiB: what {@code xz -9} asks for. */
  private static final int XZ_MEMORY_KIB = 128 << 10;

  /** Windows of up to 128 MiB: the most that the zstd program unpacks unasked. */
  private static final int ZSTD_WINDOW_LOG = 27;

  /** Levels that keep pace with a link as far as the method can: speed first, then size. */
  private static final int GZIP_LEVEL = 1;

  private static final int ZSTD_LEVEL = 1;
  private static final int XZ_LEVEL = 0;

  private static final int GZIP_BUFFER = 64 << 10;

  private final String label;
  private final String ending;

  Compression(String label, String ending) {
    this.label = label;
    this.ending = ending;
  }

  /** As its program is called. */
  public String label() {
    return label;
  }

  /** The end of its files' names, with the dot. */
  public String ending() {
    return ending;
  }

  /** Length of a file's name without the ending that tells its compression, if one does. */
  public static int stemLength(String name) {
    Compression compression = ofName(name);
    return name.length() - (compression == null ? 0 : compression.ending.length());
  }

  /** The compression that a file's name ends with, in capitals or not; null for none. */
  public static Compression ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression each : values()) {
      if (lower.endsWith(each.ending)) {
        return each;
      }
    }
    return null;
  }

  /** The compression that data beginning with these bytes have; null for none that is known. */
  public static Compression of(byte[] head) {
    if (startsWith(head, 0x1F, 0x8B)) {
      return GZIP;
    }
    // RFC 8878, 3.1.1; a skippable frame, 3.1.2, may come first (pzstd writes one)
    if (startsWith(head, 0x28, 0xB5, 0x2F, 0xFD)
        || (head.length >= 4 && (head[0] & 0xF0) == 0x50 && skippable(head))) {
      return ZSTD;
    }
    if (startsWith(head, 0x04, 0x22, 0x4D, 0x18)) {
      return LZ4;
    }
    if (startsWith(head, 0xFD, '7', 'z', 'X', 'Z', 0x00)) {
      return XZ;
    }
    return null;
  }

  private static boolean skippable(byte[] head) {
    return head[1] == 0x2A && head[2] == 0x4D && head[3] == 0x18;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The decompressed data, as they come, in bounded memory, of all members or frames. Damage in
   * them is thrown as {@link DamagedCompressionException}; other exceptions are those of {@code
   * packed}.
   */
  public InputStream unpack(InputStream packed) throws IOException {
    FailureWatch below = new FailureWatch(packed);
    try {
      return new UnpackedInput(this, open(below), below);
    } catch (IOException | RuntimeException e) {
      throw below.orDamage(this, e);
    } catch (LinkageError e) {
      throw noNativeCode(e);
    }
  }

  private IOException noNativeCode(LinkageError e) {
    return new IOException(label + " needs native code that does not load on this machine", e);
  }

  private InputStream open(InputStream packed) throws IOException {
    return switch (this) {
      case GZIP -> new GzipInput(packed);
      case ZSTD -> new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW_LOG);
      case LZ4 -> new Lz4FrameInput(packed);
      case XZ -> new XzInput(packed, XZ_MEMORY_KIB);
    };
  }

  /**
   * Compresses into {@code target}, fast rather than small. What was flushed can be unpacked
   * whatever becomes of the rest.
   *
   * @param target flushed and closed with it
   */
  @SuppressWarnings("resource") // what is made here is given away
  public OutputStream pack(OutputStream target) throws IOException {
    try {
      return switch (this) {
        case GZIP -> new GzipOutput(target, GZIP_LEVEL, GZIP_BUFFER);
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
      throw noNativeCode(e);
    }
  }

  /** As the platform's, with a level of one's own; flushing it makes all be written. */
  private static final class GzipOutput extends GZIPOutputStream {
    GzipOutput(OutputStream target, int level, int buffer) throws IOException {
      super(target, buffer, true);
      def.setLevel(level);
    }
  }
}
