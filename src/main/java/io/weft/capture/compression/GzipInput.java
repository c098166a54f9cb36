package io.weft.capture.compression;

import io.weft.bytes.LittleEndian;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip members (RFC 1952), one behind another. {@link java.util.zip.GZIPInputStream}
 * is not used because it reports the normal end where a further member's header is cut or damaged.
 * Here that is an error, and so is a member without its trailer. Bytes that follow a member and do
 * not begin like another one are ignored, as the gzip program ignores them.
 */
final class GzipInput extends BulkInput {
  /** The first two bytes of a member, the most significant first. */
  static final int MAGIC = 0x1F8B;

  private static final int BUFFER = 64 << 10;
  private static final int MAGIC_1 = MAGIC >>> 8;
  private static final int MAGIC_2 = MAGIC & 0xFF;
  private static final int DEFLATE = 8;
  private static final int FLAG_HEADER_CRC = 0x02;
  private static final int FLAG_EXTRA = 0x04;
  private static final int FLAG_NAME = 0x08;
  private static final int FLAG_COMMENT = 0x10;
  private static final int RESERVED_FLAGS = 0xE0;
  private static final int TRAILER = 8;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] packed = new byte[BUFFER];
  private int next;
  private int limit;
  private boolean first = true;
  private boolean inMember;
  private boolean ended;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    while (!ended) {
      if (!inMember) {
        inMember = beginMember();
        ended = !inMember;
      } else {
        int n = inflate(bytes, from, length);
        if (n > 0 || length == 0) {
          return n;
        }
        if (inflater.finished()) {
          endMember();
        }
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int from, int length) throws IOException {
    if (inflater.needsInput()) {
      if (!fill()) {
        throw new EOFException("the file ends within the data");
      }
      inflater.setInput(packed, next, limit - next);
      next = limit;
    }
    try {
      int n = inflater.inflate(bytes, from, length);
      if (n == 0 && inflater.needsDictionary()) {
        throw new IOException("the data need a dictionary");
      }
      crc.update(bytes, from, n);
      return n;
    } catch (DataFormatException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Reads a member's header; false where no further member begins. */
  private boolean beginMember() throws IOException {
    if (!fill() || (!first && packed[next] != MAGIC_1)) {
      return false;
    }
    int magic = u8();
    if (!first && !fill()) {
      throw new EOFException("the file ends within a member's header");
    }
    if (magic != MAGIC_1 || u8() != MAGIC_2) {
      if (first) {
        throw new IOException("no gzip header");
      }
      return false;
    }
    first = false;
    readHeader();
    inflater.reset();
    crc.reset();
    return true;
  }

  private void readHeader() throws IOException {
    if (u8() != DEFLATE) {
      throw new IOException("an unknown method of compression");
    }
    int flags = u8();
    if ((flags & RESERVED_FLAGS) != 0) {
      throw new IOException("a header with unknown flags");
    }
    skip(6); // modification time, extra flags, operating system
    if ((flags & FLAG_EXTRA) != 0) {
      int low = u8();
      skip(low | u8() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void endMember() throws IOException {
    inMember = false;
    next = limit - inflater.getRemaining();
    byte[] trailer = new byte[TRAILER];
    for (int i = 0; i < TRAILER; i++) {
      trailer[i] = (byte) u8();
    }
    if (LittleEndian.i32(trailer, 0) != (int) crc.getValue()) {
      throw new IOException("a checksum is wrong");
    }
    if (LittleEndian.i32(trailer, 4) != (int) inflater.getBytesWritten()) {
      throw new IOException("a length is wrong");
    }
  }

  private void skip(int n) throws IOException {
    for (int i = 0; i < n; i++) {
      u8();
    }
  }

  private void skipText() throws IOException {
    int read = u8();
    while (read != 0) {
      read = u8();
    }
  }

  private int u8() throws IOException {
    if (!fill()) {
      throw new EOFException("the file ends within a member's header or trailer");
    }
    return packed[next++] & 0xFF;
  }

  /** Makes sure that at least one packed byte is there; false at the end of the file. */
  private boolean fill() throws IOException {
    if (next < limit) {
      return true;
    }
    int n = in.read(packed, 0, packed.length);
    next = 0;
    limit = Math.max(n, 0);
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    ended = true;
    in.close();
  }
}
