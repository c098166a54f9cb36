package io.weft.capture;

/**
 * One packet as it was captured: a window into the source's buffer. Owned and reused by the caller;
 * the bytes are valid until the source moves on.
 */
public final class CapturedPacket {
  private static final byte[] NONE = new byte[0];

  private byte[] bytes = NONE;
  private int offset;
  private int capturedLength;
  private int originalLength;
  private long timeNanos;
  private boolean hasTime;
  private int linkType;
  private int interfaceId;
  private long number;
  private String comment;
  private byte[] optionBytes = NONE;
  private int optionsFrom;
  private int optionsTo;
  private boolean optionsBigEndian;

  /** The array that holds the packet from {@link #offset} on, among other things. */
  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  /** Bytes that are there. */
  public int capturedLength() {
    return capturedLength;
  }

  /**
   * Bytes the packet had on the wire, as the capture says; a damaged one may say less than was
   * captured. Lengths of 2 GiB and more are told as {@link Integer#MAX_VALUE}.
   */
  public int originalLength() {
    return originalLength;
  }

  /** Nanoseconds since 1970-01-01T00:00:00Z; 0 where there is {@linkplain #hasTime no time}. */
  public long timeNanos() {
    return timeNanos;
  }

  /** False for pcapng's simple packet block, which carries no time. */
  public boolean hasTime() {
    return hasTime;
  }

  /** A number of {@link LinkType}. */
  public int linkType() {
    return linkType;
  }

  /** Index into {@link PacketSource#interfaces}. */
  public int interfaceId() {
    return interfaceId;
  }

  /** Counted from 1 over all files of the source. */
  public long number() {
    return number;
  }

  /**
   * The capture's comment on this packet, several joined by line feeds; null where there is none.
   */
  public String comment() {
    return comment;
  }

  /** For sources: points at the packet's bytes; {@code original} counts as on the wire. */
  public void point(byte[] array, int from, int captured, int original) {
    bytes = array;
    offset = from;
    capturedLength = captured;
    originalLength = original;
  }

  /** For sources: everything about the packet but its bytes; there is no comment yet. */
  public void describe(long packetNumber, long nanos, boolean timed, int link, int interfaceIndex) {
    number = packetNumber;
    timeNanos = nanos;
    hasTime = timed;
    linkType = link;
    interfaceId = interfaceIndex;
    comment = null;
    optionsFrom = 0;
    optionsTo = 0;
  }

  /** For sources: after {@link #describe}. */
  public void comment(String text) {
    comment = text;
  }

  /** The options of a packet's pcapng block, which were walked and found to fit. */
  public void options(byte[] array, int from, int to, boolean bigEndian) {
    optionBytes = array;
    optionsFrom = from;
    optionsTo = to;
    optionsBigEndian = bigEndian;
  }

  public byte[] optionBytes() {
    return optionBytes;
  }

  public int optionsFrom() {
    return optionsFrom;
  }

  /** The same as {@link #optionsFrom} where there are none. */
  public int optionsTo() {
    return optionsTo;
  }

  public boolean optionsBigEndian() {
    return optionsBigEndian;
  }
}
