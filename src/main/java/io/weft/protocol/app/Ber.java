package io.weft.protocol.app;

/**
 * Goes over the elements of a message in the basic encoding rules (ITU-T X.690), as far as LDAP and
 * Kerberos use them: definite lengths of at most four bytes, tags of one byte.
 */
public final class Ber {
  public static final int SEQUENCE = BerElement.SEQUENCE;
  public static final int INTEGER = BerElement.INTEGER;
  public static final int OCTETS = BerElement.OCTETS;
  public static final int ENUMERATED = 10;

  private static final int LONG = 0x80;
  private static final int MAX_LENGTH_BYTES = 4;

  private final byte[] bytes;
  private final int to;
  private int at;
  private int tag;
  private int from;
  private long length;

  public Ber(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    at = from;
  }

  /** Moves to the next element; false where there is none whose header is whole. */
  public boolean next() {
    if (to - at < 2) {
      return false;
    }
    int first = bytes[at + 1] & 0xFF;
    int more = first < LONG ? 0 : first - LONG;
    if (first == LONG || more > MAX_LENGTH_BYTES || to - at < 2 + more) {
      return false;
    }
    tag = bytes[at] & 0xFF;
    from = at + 2 + more;
    length = BerElement.length(bytes, at, from);
    at = (int) Math.min(to, from + length);
    return true;
  }

  public int tag() {
    return tag;
  }

  /** Of the content, in bytes; not all of them need be there. */
  public long length() {
    return length;
  }

  /** Index of the content. */
  public int from() {
    return from;
  }

  /** Index behind the content, as far as it is there. */
  public int to() {
    return at;
  }

  /** Index behind the content, were it all there. */
  public long end() {
    return from + length;
  }

  public boolean isWhole() {
    return end() <= to;
  }

  /** Goes over the elements inside this one. */
  public Ber inside() {
    return new Ber(bytes, from, at);
  }

  /** A number of at most four bytes; else -1. */
  public int number() {
    return length > Integer.BYTES ? -1 : (int) integer();
  }

  /** A number of at most eight bytes; else -1. */
  public long integer() {
    if (length < 1 || length > Long.BYTES || !isWhole()) {
      return -1;
    }
    return BerElement.integer(bytes, from, at);
  }
}
