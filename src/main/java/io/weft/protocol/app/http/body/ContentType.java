package io.weft.protocol.app.http.body;

import java.util.List;

/**
 * Recognises what content is by its first bytes. The signatures are those of the formats' own
 * specifications; the rules for text follow the WHATWG's MIME Sniffing standard.
 */
final class ContentType {
  /** So many first bytes are looked at: tar has its mark at 257. */
  static final int HEAD = 512;

  private static final String TEXT = "text/plain";
  private static final String HTML = "text/html";

  /**
   * A signature: bytes at an offset, and perhaps more at another one.
   *
   * @param bytes one character a byte
   */
  private record Magic(String type, int offset, String bytes, int secondOffset, String second) {
    boolean matches(byte[] head, int length) {
      return has(head, length, offset, bytes) && has(head, length, secondOffset, second);
    }

    private static boolean has(byte[] head, int length, int at, String wanted) {
      if (length < at + wanted.length()) {
        return false;
      }
      for (int i = 0; i < wanted.length(); i++) {
        if ((head[at + i] & 0xFF) != wanted.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The first that matches holds, so that those with more bytes come before their beginnings. */
  private static final List<Magic> MAGICS =
      List.of(
          magic("image/png", "\u0089PNG\r\n\u001a\n"),
          magic("image/jpeg", "\u00ff\u00d8\u00ff"),
          magic("image/gif", "GIF87a"),
          magic("image/gif", "GIF89a"),
          magic("image/webp", 0, "RIFF", 8, "WEBP"),
          magic("audio/wav", 0, "RIFF", 8, "WAVE"),
          magic("video/x-msvideo", 0, "RIFF", 8, "AVI "),
          magic("image/avif", 4, "ftypavif"),
          magic("image/avif", 4, "ftypavis"),
          magic("image/heic", 4, "ftypheic"),
          magic("image/heic", 4, "ftypmif1"),
          magic("audio/mp4", 4, "ftypM4A "),
          magic("video/quicktime", 4, "ftypqt  "),
          magic("video/3gpp", 4, "ftyp3gp"),
          magic("video/mp4", 4, "ftyp"),
          magic("video/iso.segment", 4, "styp"),
          magic("video/iso.segment", 4, "moof"),
          magic("image/jxl", "\u00ff\n"),
          magic("image/jxl", "\0\0\0\fJXL \r\n\u0087\n"),
          magic("image/jp2", "\0\0\0\fjP  \r\n\u0087\n"),
          magic("image/tiff", "II*\0"),
          magic("image/tiff", "MM\0*"),
          magic("image/bmp", 0, "BM", 6, "\0\0\0\0"),
          magic("image/x-icon", "\0\0\u0001\0"),
          magic("image/vnd.adobe.photoshop", "8BPS"),
          magic("application/pdf", "%PDF-"),
          magic("application/postscript", "%!PS"),
          magic("text/rtf", "{\\rtf"),
          magic("application/epub+zip", 0, "PK\3\4", 30, "mimetypeapplication/epub+zip"),
          magic(
              "application/vnd.oasis.opendocument",
              0,
              "PK\3\4",
              30,
              "mimetypeapplication/vnd.oasis.opendocument"),
          magic("application/java-archive", 0, "PK\3\4", 30, "META-INF/"),
          magic("application/vnd.openxmlformats", 0, "PK\3\4", 30, "[Content_Types].xml"),
          magic("application/vnd.android.package-archive", 0, "PK\3\4", 30, "AndroidManifest.xml"),
          magic("application/zip", "PK\3\4"),
          magic("application/zip", "PK\5\6"),
          magic("application/gzip", "\u001f\u008b\b"),
          magic("application/zstd", "(\u00b5/\u00fd"),
          magic("application/x-xz", "\u00fd7zXZ\0"),
          magic("application/x-bzip2", "BZh"),
          magic("application/x-lz4", "\4\"M\u0018"),
          magic("application/x-7z-compressed", "7z\u00bc\u00af'\u001c"),
          magic("application/vnd.rar", "Rar!\u001a\7"),
          magic("application/vnd.ms-cab-compressed", "MSCF\0\0\0\0"),
          magic("application/x-tar", 257, "ustar"),
          magic("application/vnd.debian.binary-package", "!<arch>\ndebian-binary"),
          magic("application/x-archive", "!<arch>\n"),
          magic("application/x-rpm", "\u00ed\u00ab\u00ee\u00db"),
          magic("application/x-elf", "\u007fELF"),
          magic("application/vnd.microsoft.portable-executable", "MZ"),
          magic("application/x-mach-binary", "\u00cf\u00fa\u00ed\u00fe"),
          magic("application/x-mach-binary", "\u00ce\u00fa\u00ed\u00fe"),
          magic("application/java-vm", "\u00ca\u00fe\u00ba\u00be\0\0\0"),
          magic("application/vnd.android.dex", "dex\n03"),
          magic("application/wasm", "\0asm"),
          magic("application/x-ole-storage", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"),
          magic("application/x-ms-shortcut", "L\0\0\0\1\u0014\2\0"),
          magic("application/vnd.sqlite3", "SQLite format 3\0"),
          magic("application/vnd.tcpdump.pcap", "\u00d4\u00c3\u00b2\u00a1"),
          magic("application/vnd.tcpdump.pcap", "\u00a1\u00b2\u00c3\u00d4"),
          magic("application/x-pcapng", "\n\r\r\n"),
          magic("application/x-x509-ca-cert", "-----BEGIN CERTIFICATE-----"),
          magic("application/pgp-signature", "-----BEGIN PGP SIGNATURE-----"),
          magic("application/ocsp-response", 0, "0\u0082", 4, "\n\1\0\u00a0\u0082"),
          magic("font/woff", "wOFF"),
          magic("font/woff2", "wOF2"),
          magic("font/otf", "OTTO"),
          magic("font/ttf", "\0\1\0\0\0"),
          magic("audio/mpeg", "ID3"),
          magic("audio/mpeg", "\u00ff\u00fb"),
          magic("audio/aac", "\u00ff\u00f1"),
          magic("audio/flac", "fLaC"),
          magic("audio/midi", "MThd"),
          magic("audio/ogg", 0, "OggS", 28, "OpusHead"),
          magic("application/ogg", "OggS"),
          magic("video/webm", 0, "\u001aE\u00df\u00a3", 24, "webm"),
          magic("video/webm", 0, "\u001aE\u00df\u00a3", 31, "webm"),
          magic("video/x-matroska", "\u001aE\u00df\u00a3"),
          magic("video/x-flv", "FLV\1"),
          magic("video/mp2t", 0, "G", 188, "G"),
          magic("video/mpeg", "\0\0\1\u00ba"),
          magic("application/x-shockwave-flash", "CWS"),
          magic("application/x-shockwave-flash", "FWS"),
          magic("application/vnd.apple.mpegurl", "#EXTM3U"),
          magic("text/vtt", "WEBVTT"),
          magic("application/x-bittorrent", "d8:announce"),
          magic("text/x-shellscript", "#!"),
          magic("text/x-php", "<?php"));

  /** What begins with one of these, in letters of any case behind white space, is a document. */
  private static final List<Magic> MARKUP =
      List.of(
          magic(HTML, "<!doctype html"),
          magic(HTML, "<html"),
          magic(HTML, "<head"),
          magic(HTML, "<script"),
          magic(HTML, "<body"),
          magic(HTML, "<iframe"),
          magic(HTML, "<title"),
          magic(HTML, "<table"),
          magic(HTML, "<div"),
          magic("image/svg+xml", "<svg"),
          magic("text/xml", "<?xml"));

  private ContentType() {}

  private static Magic magic(String type, String bytes) {
    return magic(type, 0, bytes);
  }

  private static Magic magic(String type, int offset, String bytes) {
    return magic(type, offset, bytes, 0, "");
  }

  private static Magic magic(String type, int offset, String bytes, int second, String more) {
    return new Magic(type, offset, bytes, second, more);
  }

  /**
   * The media type of content; null where its beginning shows none.
   *
   * @param length how many of its first bytes are there, at most {@link #HEAD}
   */
  static String of(byte[] head, int length) {
    if (length == 0) {
      return null;
    }
    for (Magic magic : MAGICS) {
      if (magic.matches(head, length)) {
        return magic.type();
      }
    }
    return isText(head, length) ? text(head, length) : null;
  }

  private static boolean isText(byte[] head, int length) {
    for (int i = 0; i < length; i++) {
      int b = head[i] & 0xFF;
      if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] head, int length) {
    boolean hasMark = length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB;
    int at = hasMark ? 3 : 0;
    while (at < length && head[at] <= ' ' && head[at] > 0) {
      at++;
    }
    if (at == length) {
      return TEXT;
    }
    byte[] lower = new byte[Math.min(16, length - at)];
    for (int i = 0; i < lower.length; i++) {
      byte b = head[at + i];
      lower[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 'a' - 'A') : b;
    }
    for (Magic magic : MARKUP) {
      if (magic.matches(lower, lower.length)) {
        return magic.type();
      }
    }
    return looksLikeJson(lower) ? "application/json" : TEXT;
  }

  /** An object with a name or none in it, or an array whose first value can be one of JSON. */
  private static boolean looksLikeJson(byte[] text) {
    int at = 1;
    while (at < text.length && text[at] <= ' ') {
      at++;
    }
    if (at == text.length) {
      return false;
    }
    if (text[0] == '{') {
      return text[at] == '"' || text[at] == '}';
    }
    return text[0] == '[' && "\"{[]-0123456789tfn".indexOf(text[at]) >= 0;
  }
}
