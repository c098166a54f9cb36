package io.weft.protocol.app.http.hpack;

import io.weft.bytes.Text;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The header fields to which HPACK's indices point (RFC 7541, section 2.3): a static part that all
 * connections share, and a dynamic part that one direction of a connection fills.
 *
 * <p>Indices of the dynamic part count the newest entry first. So where the beginning of a
 * connection was not captured, the entries inserted since then resolve exactly, and older ones are
 * unknown.
 */
final class HpackTable {
  /** The size until the first update says another one, in bytes (RFC 9113, section 6.5.2). */
  static final int FIRST_SIZE = 4_096;

  /** The largest dynamic part that is kept, in bytes; of a larger one the oldest are unknown. */
  static final int MOST_BYTES = 64 << 10;

  /** What an entry counts besides its name and value, in bytes (RFC 7541, section 4.1). */
  private static final int ENTRY_BYTES = 32;

  private static final String[] STATIC = {
    ":authority",
    "",
    ":method",
    "GET",
    ":method",
    "POST",
    ":path",
    "/",
    ":path",
    "/index.html",
    ":scheme",
    "http",
    ":scheme",
    "https",
    ":status",
    "200",
    ":status",
    "204",
    ":status",
    "206",
    ":status",
    "304",
    ":status",
    "400",
    ":status",
    "404",
    ":status",
    "500",
    "accept-charset",
    "",
    "accept-encoding",
    "gzip, deflate",
    "accept-language",
    "",
    "accept-ranges",
    "",
    "accept",
    "",
    "access-control-allow-origin",
    "",
    "age",
    "",
    "allow",
    "",
    "authorization",
    "",
    "cache-control",
    "",
    "content-disposition",
    "",
    "content-encoding",
    "",
    "content-language",
    "",
    "content-length",
    "",
    "content-location",
    "",
    "content-range",
    "",
    "content-type",
    "",
    "cookie",
    "",
    "date",
    "",
    "etag",
    "",
    "expect",
    "",
    "expires",
    "",
    "from",
    "",
    "host",
    "",
    "if-match",
    "",
    "if-modified-since",
    "",
    "if-none-match",
    "",
    "if-range",
    "",
    "if-unmodified-since",
    "",
    "last-modified",
    "",
    "link",
    "",
    "location",
    "",
    "max-forwards",
    "",
    "proxy-authenticate",
    "",
    "proxy-authorization",
    "",
    "range",
    "",
    "referer",
    "",
    "refresh",
    "",
    "retry-after",
    "",
    "server",
    "",
    "set-cookie",
    "",
    "strict-transport-security",
    "",
    "transfer-encoding",
    "",
    "user-agent",
    "",
    "vary",
    "",
    "via",
    "",
    "www-authenticate",
    ""
  };

  private static final Entry[] STATIC_ENTRIES = new Entry[STATIC.length / 2];

  static {
    for (int i = 0; i < STATIC_ENTRIES.length; i++) {
      STATIC_ENTRIES[i] = new Entry(Text.ascii(STATIC[2 * i]), Text.ascii(STATIC[2 * i + 1]));
    }
  }

  /** A header field. */
  static final class Entry {
    private final byte[] name;
    private final byte[] value;

    /**
     * @param name null where it is not known
     * @param value null where it is not known
     */
    Entry(byte[] name, byte[] value) {
      this.name = name;
      this.value = value;
    }

    /** The field's name; null where it is not known. */
    byte[] name() {
      return name;
    }

    /** The field's value; null where it is not known. */
    byte[] value() {
      return value;
    }

    private int size() {
      return ENTRY_BYTES + (name == null ? 0 : name.length) + (value == null ? 0 : value.length);
    }
  }

  /** Stands for an entry from before the capture, or from a gap in it. */
  static final Entry UNKNOWN = new Entry(null, null);

  /** The newest first. */
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  private int bytes;
  private int size = FIRST_SIZE;

  /** Is every entry known, so that an index behind the last one is a mistake of the sender? */
  private boolean isWhole = true;

  /** Bytes of memory that the dynamic part takes, as HPACK counts them. */
  int memory() {
    return bytes;
  }

  /** Entries were inserted that are not known: older ones stay what they are, but are unsure. */
  void unsure() {
    entries.clear();
    bytes = 0;
    isWhole = false;
  }

  /** The beginning of the connection was not captured. */
  void joinedMidway() {
    isWhole = false;
  }

  /**
   * The header field of an index, from 1.
   *
   * @return {@link #UNKNOWN} where it was inserted out of sight; null where there can be none
   */
  Entry get(long index) {
    if (index < 1) {
      return null;
    }
    if (index <= STATIC_ENTRIES.length) {
      return STATIC_ENTRIES[(int) index - 1];
    }
    long nth = index - STATIC_ENTRIES.length - 1;
    if (nth >= entries.size()) {
      return isWhole ? null : UNKNOWN;
    }
    Iterator<Entry> newestFirst = entries.iterator();
    for (long i = 0; i < nth; i++) {
      newestFirst.next();
    }
    return newestFirst.next();
  }

  /** Inserts a header field as the newest; older ones give way. */
  void insert(Entry entry) {
    entries.addFirst(entry);
    bytes += entry.size();
    evict();
  }

  /** Takes a new size of the dynamic part, in bytes. */
  void resize(long newSize) {
    if (newSize > MOST_BYTES) {
      isWhole = false;
    }
    size = (int) Math.min(newSize, MOST_BYTES);
    evict();
  }

  private void evict() {
    while (bytes > size && !entries.isEmpty()) {
      bytes -= entries.removeLast().size();
    }
  }
}
