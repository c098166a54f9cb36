package io.weft.capture;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/** The compressions that captures come in, recognised by their first bytes. */
public enum Compression {
  GZIP("gzip"),
  ZSTD("zstd"),
  LZ4("lz4"),
  XZ("xz");

  /** Bytes that tell them apart. */
  static final int MAGIC_LENGTH = 6;

  /** Dictionaries of up to 64 MiB: what {@code xz -9} asks for. */
  private static final int XZ_MEMORY_KIB = 128 << 10;

  /** Windows of up to 128 MiB: the most that the zstd program unpacks unasked. */
  private static final int ZSTD_WINDOW_LOG = 27;

  private final String label;

  Compression(String label) {
    this.label = label;
  }

  /** As its program is called. */
  public String label() {
    return label;
  }

  /** The compression that data beginning with these bytes have; null for none that is known. */
  static Compression of(byte[] head) {
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
  InputStream unpack(InputStream packed) throws IOException {
    FailureWatch below = new FailureWatch(packed);
    try {
      return new UnpackedInput(this, open(below), below);
    } catch (IOException | RuntimeException e) {
      throw below.orDamage(this, e);
    } catch (LinkageError e) {
      throw new IOException(label + " needs native code that does not load on this machine", e);
    }
  }

  private InputStream open(InputStream packed) throws IOException {
    return switch (this) {
      case GZIP -> new GzipInput(packed);
      case ZSTD -> new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW_LOG);
      case LZ4 -> new Lz4FrameInput(packed);
      case XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
    };
  }
}
