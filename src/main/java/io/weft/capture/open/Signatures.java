package io.weft.capture.open;

import io.weft.bytes.Hex;
import io.weft.capture.CaptureFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Guesses what a file that is no capture may be, for the error message. */
final class Signatures {
  /** How many of the file's first bytes are needed. */
  static final int LENGTH = 16;

  private static final String READ =
      "Weft reads pcap and pcapng, plain or in gzip, zstd, lz4 or xz";

  /** The first bytes of each kind of file, one byte a character, and the name of the kind. */
  private static final String[][] KNOWN = {
    {"snoop\0\0\0", "a snoop capture"},
    {"btsnoop\0", "a Bluetooth HCI (btsnoop) log"},
    {"RTSS", "a Microsoft Network Monitor 1 capture"},
    {"GMBU", "a Microsoft Network Monitor 2 capture"},
    {"TRSNIFF data", "a Sniffer capture"},
    {"XCP\0", "a NetXRay capture"},
    {"\u00a1\u00b2\u00c3\u00cb", "a compiled BPF filter"},
    {"\u00cb\u00c3\u00b2\u00a1", "a compiled BPF filter"},
    {"\u0002!L\u0018", "lz4 data in the old (legacy) format"},
    {"BZh", "bzip2 data"},
    {"PK\u0003\u0004", "a zip archive"},
    {"7z\u00bc\u00af", "a 7z archive"},
    {"Rar!", "a RAR archive"},
    {"\u007fELF", "an ELF program"},
    {"MZ", "a Windows program"},
    {"\u00ca\u00fe\u00ba\u00be", "a Java class"},
    {"#!", "a script"},
    {"%PDF", "a PDF document"},
    {"\u0089PNG", "a PNG picture"},
    {"\u00ff\u00d8\u00ff", "a JPEG picture"},
    {"GIF8", "a GIF picture"},
    {"SQLite format", "an SQLite database"},
  };

  private Signatures() {}

  /**
   * Says what the file seems to be, and what Weft reads.
   *
   * @param head the first {@link #LENGTH} bytes, or fewer where the file has no more
   * @return a clause for {@link CaptureFormatException}
   */
  static String describe(byte[] head) {
    if (head.length == 0) {
      return "is empty; " + READ;
    }
    return "not a capture but "
        + guess(head)
        + " (it begins with "
        + Hex.of(head, 0, Math.min(head.length, 8))
        + "); "
        + READ;
  }

  private static String guess(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    for (String[] known : KNOWN) {
      if (text.startsWith(known[0])) {
        return known[1];
      }
    }
    if (isText(head)) {
      String start = text.stripLeading().toLowerCase(Locale.ROOT);
      if (start.startsWith("{") || start.startsWith("[")) {
        return "text, JSON by its look";
      }
      if (start.startsWith("<")) {
        return start.startsWith("<!doctype") || start.startsWith("<html")
            ? "an HTML page"
            : "text, XML by its look";
      }
      return "text";
    }
    if (isErf(head)) {
      return "something that may be an ERF capture";
    }
    return "something else";
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      boolean control = b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t';
      if (control || b == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the bytes may be an ERF record header: time 8, type 1 (1 to 48, and a highest bit of
   * another meaning), flags 1, record length 2 (at least the header's 16), lost packets 2, original
   * length 2.
   */
  private static boolean isErf(byte[] head) {
    if (head.length < 16) {
      return false;
    }
    int type = head[8] & 0x7F;
    int length = (head[10] & 0xFF) << 8 | (head[11] & 0xFF);
    return type >= 1 && type <= 48 && length >= 16 && head[15] >= 0;
  }
}
