package io.weft.protocol.app.http.body;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes gzip (RFC 1952), any number of members, and deflate: with zlib's header (RFC 1950), or
 * without it (RFC 1951), as some servers send it.
 */
final class InflateDecoder implements Decoder {
  /** Memory of zlib's state with its window, and of this object, in bytes. */
  private static final int BYTES = 48 << 10;

  // Parts of a gzip member, and the choice that is made for deflate.
  private static final int UNKNOWN = 0;
  private static final int FIXED = 1;
  private static final int EXTRA_LENGTH = 2;
  private static final int EXTRA = 3;
  private static final int NAME = 4;
  private static final int COMMENT = 5;
  private static final int HEADER_CHECK = 6;
  private static final int DATA = 7;
  private static final int TRAILER = 8;

  /** Behind the last member: what follows is passed over. */
  private static final int PADDING = 9;

  private static final int FIXED_LENGTH = 10;
  private static final int TRAILER_LENGTH = 8;

  // Flags of a member (RFC 1952, section 2.3.1).
  private static final int HAS_CHECK = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final boolean isGzip;
  private final CRC32 check = new CRC32();
  private final byte[] out = new byte[BodyLimits.PIECE];
  private final byte[] small = new byte[FIXED_LENGTH];
  private int smallLength;
  private Inflater inflater;
  private int state;
  private int flags;
  private int left;
  private int members;

  private InflateDecoder(boolean isGzip) {
    this.isGzip = isGzip;
    state = isGzip ? FIXED : UNKNOWN;
  }

  static InflateDecoder gzip() {
    return new InflateDecoder(true);
  }

  static InflateDecoder deflate() {
    return new InflateDecoder(false);
  }

  @Override
  public boolean decode(byte[] bytes, int from, int to, Output next) throws DamagedBodyException {
    int at = from;
    while (at < to) {
      if (state == DATA) {
        inflater.setInput(bytes, at, to - at);
        if (!inflate(next)) {
          return false;
        }
        at = to - inflater.getRemaining();
      } else if (state == UNKNOWN) {
        small[smallLength++] = bytes[at++];
        if (smallLength == 2 && !chooseDeflate(next)) {
          return false;
        }
      } else if (state == PADDING) {
        return true;
      } else {
        header(bytes[at++]);
      }
    }
    return true;
  }

  /** Begins deflate once its first two bytes are there, which tell whether zlib's header is. */
  private boolean chooseDeflate(Output next) throws DamagedBodyException {
    int both = (small[0] & 0xFF) << 8 | (small[1] & 0xFF);
    boolean hasHeader = (small[0] & 0x0F) == 8 && both % 31 == 0;
    inflater = new Inflater(!hasHeader);
    state = DATA;
    inflater.setInput(small, 0, 2);
    return inflate(next);
  }

  /** Inflates what the inflater has been given; false where no more is wanted. */
  private boolean inflate(Output next) throws DamagedBodyException {
    try {
      while (true) {
        int n = inflater.inflate(out);
        if (isGzip) {
          check.update(out, 0, n);
        }
        if (n > 0 && !next.take(out, 0, n)) {
          return false;
        }
        if (inflater.finished()) {
          state = isGzip ? TRAILER : PADDING;
          smallLength = 0;
          return true;
        }
        if (inflater.needsDictionary()) {
          throw new DamagedBodyException("needs a dictionary");
        }
        if (n == 0) {
          return true;
        }
      }
    } catch (DataFormatException e) {
      throw new DamagedBodyException(e.getMessage(), e);
    }
  }

  /** Takes a byte of a member's header or trailer. */
  private void header(byte b) throws DamagedBodyException {
    switch (state) {
      case FIXED -> {
        small[smallLength++] = b;
        if (smallLength <= 3 && !isHeaderSoFar()) {
          if (members == 0) {
            throw new DamagedBodyException("no gzip");
          }
          state = PADDING; // what follows the last member is no other one
        } else if (smallLength == FIXED_LENGTH) {
          flags = small[3];
          smallLength = 0;
          nextPart(EXTRA_LENGTH);
        }
      }
      case EXTRA_LENGTH -> {
        small[smallLength++] = b;
        if (smallLength == 2) {
          left = (small[1] & 0xFF) << 8 | (small[0] & 0xFF);
          smallLength = 0;
          nextPart(left == 0 ? NAME : EXTRA);
        }
      }
      case EXTRA -> {
        if (--left == 0) {
          nextPart(NAME);
        }
      }
      case NAME -> {
        if (b == 0) {
          nextPart(COMMENT);
        }
      }
      case COMMENT -> {
        if (b == 0) {
          nextPart(HEADER_CHECK);
        }
      }
      case HEADER_CHECK -> {
        if (++smallLength == 2) {
          smallLength = 0;
          nextPart(DATA);
        }
      }
      default -> trailer(b);
    }
  }

  private boolean isHeaderSoFar() {
    return small[0] == 0x1F
        && (smallLength < 2 || small[1] == (byte) 0x8B)
        && (smallLength < 3 || small[2] == 8);
  }

  /** Goes on to the part, or to the next one that the flags announce. */
  private void nextPart(int part) {
    int next = part;
    if (next == EXTRA_LENGTH && (flags & HAS_EXTRA) == 0) {
      next = NAME;
    }
    if (next == NAME && (flags & HAS_NAME) == 0) {
      next = COMMENT;
    }
    if (next == COMMENT && (flags & HAS_COMMENT) == 0) {
      next = HEADER_CHECK;
    }
    if (next == HEADER_CHECK && (flags & HAS_CHECK) == 0) {
      next = DATA;
    }
    if (next == DATA) {
      if (inflater == null) {
        inflater = new Inflater(true);
      } else {
        inflater.reset();
      }
      check.reset();
    }
    state = next;
  }

  private void trailer(byte b) throws DamagedBodyException {
    small[smallLength++] = b;
    if (smallLength < TRAILER_LENGTH) {
      return;
    }
    long sum = 0;
    for (int i = 3; i >= 0; i--) {
      sum = sum << 8 | (small[i] & 0xFF);
    }
    if (sum != check.getValue()) {
      throw new DamagedBodyException("wrong checksum");
    }
    members++;
    smallLength = 0;
    state = FIXED;
  }

  @Override
  public boolean end(Output next) {
    return state == PADDING || (state == FIXED && members > 0);
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }

  @Override
  public int memory() {
    return BYTES;
  }
}
