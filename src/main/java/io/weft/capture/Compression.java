package io.weft.capture;

import java.util.Locale;

/**
 * The compressions that capture files come in. This enum only names them; the package {@code
 * io.weft.capture.compression} recognises, decompresses and compresses the data.
 */
public enum Compression {
  /** RFC 1952. */
  GZIP("gzip", ".gz"),

  /** RFC 8878. */
  ZSTD("zstd", ".zst"),

  /** The LZ4 frame format (github.com/lz4/lz4, doc/lz4_Frame_format.md). */
  LZ4("lz4", ".lz4"),

  /** The .xz file format (tukaani.org/xz/xz-file-format.txt). */
  XZ("xz", ".xz");

  private final String label;
  private final String extension;

  Compression(String label, String extension) {
    this.label = label;
    this.extension = extension;
  }

  /** The name of the compression's usual program, in lower case. */
  public String label() {
    return label;
  }

  /** The extension of compressed files' names, with its dot: {@code .gz}. */
  public String extension() {
    return extension;
  }

  /** The compression that a file's name ends with, in upper or lower case; null for none. */
  public static Compression ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression each : values()) {
      if (lower.endsWith(each.extension)) {
        return each;
      }
    }
    return null;
  }

  /**
   * The length of a file's name without its compression's extension; the whole length where the
   * name has no such extension.
   */
  public static int stemLength(String name) {
    Compression compression = ofName(name);
    return name.length() - (compression == null ? 0 : compression.extension.length());
  }
}
