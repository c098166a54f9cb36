package io.weft.capture;

import java.util.Arrays;

/**
 * One packet as it was captured. The packet's bytes and options lie in the source's own buffer and
 * are not copied. The caller owns this object and hands it to {@link PacketSource#next} again and
 * again; what it points at is valid until that next call.
 *
 * <p>Users read the packet; {@link #point}, {@link #describe}, {@link #comment(String)} and {@link
 * #options} are for sources, which call them in this order.
 */
public final class CapturedPacket {
  private static final byte[] NONE = new byte[0];

  private byte[] bytes = NONE;
  private Block block;
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

  /**
   * The array that holds the packet's {@link #capturedLength} bytes from {@link #offset} on, and
   * other data around them. Only the source may change it.
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * The block that holds the packet's bytes and options: who holds it may look at them after the
   * source has gone on. Null where they are valid only until then.
   */
  public Block block() {
    return block;
  }

  /** The index of the packet's first byte in {@link #bytes}. */
  public int offset() {
    return offset;
  }

  /** How many of the packet's bytes were captured and are there; 0 or more. */
  public int capturedLength() {
    return capturedLength;
  }

  /**
   * How many bytes the packet had on the wire, as the capture says. A damaged capture may say fewer
   * than were captured. A length of 2 GiB or more reads as {@link Integer#MAX_VALUE}.
   */
  public int originalLength() {
    return originalLength;
  }

  /**
   * When the packet was captured, in nanoseconds since 1970-01-01T00:00:00Z; 0 where the packet
   * {@linkplain #hasTime has no time}.
   */
  public long timeNanos() {
    return timeNanos;
  }

  /** Whether the packet has a time; packets of pcapng's simple packet blocks have none. */
  public boolean hasTime() {
    return hasTime;
  }

  /** The link type of the packet's interface: a number of {@link LinkType}. */
  public int linkType() {
    return linkType;
  }

  /** The index of the packet's interface in {@link PacketSource#interfaces}. */
  public int interfaceId() {
    return interfaceId;
  }

  /** The packet's number, counted from 1 over all files of the source. */
  public long number() {
    return number;
  }

  /** The capture's comments on this packet, joined by line feeds; null where there is none. */
  public String comment() {
    return comment;
  }

  /**
   * Sets where the packet's bytes and options lie, in a block that others may hold.
   *
   * @param holding becomes {@link #block}, and its array {@link #bytes}
   * @param from becomes {@link #offset}
   * @param captured becomes {@link #capturedLength}
   * @param original becomes {@link #originalLength}
   */
  public void point(Block holding, int from, int captured, int original) {
    point(holding.bytes(), from, captured, original);
    block = holding;
  }

  /**
   * Sets where the packet's bytes lie, in an array whose contents change with the next packet.
   *
   * @param array becomes {@link #bytes}
   * @param from becomes {@link #offset}
   * @param captured becomes {@link #capturedLength}
   * @param original becomes {@link #originalLength}
   */
  public void point(byte[] array, int from, int captured, int original) {
    bytes = array;
    block = null;
    offset = from;
    capturedLength = captured;
    originalLength = original;
  }

  /**
   * Copies the bytes and options of a packet that lies in no {@link #block}, so that they stay
   * valid when the source goes on.
   */
  public void copyBytes() {
    bytes = Arrays.copyOfRange(bytes, offset, offset + capturedLength);
    offset = 0;
    optionBytes = Arrays.copyOfRange(optionBytes, optionsFrom, optionsTo);
    optionsTo -= optionsFrom;
    optionsFrom = 0;
  }

  /**
   * Sets everything about the packet but its bytes, and removes the last packet's comment and
   * options.
   *
   * @param packetNumber becomes {@link #number}
   * @param nanos becomes {@link #timeNanos}
   * @param timed becomes {@link #hasTime}
   * @param link becomes {@link #linkType}
   * @param interfaceIndex becomes {@link #interfaceId}
   */
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

  /** Sets the packet's comment, behind {@link #describe}. */
  public void comment(String text) {
    comment = text;
  }

  /**
   * Sets where the options of the packet's pcapng block lie, behind {@link #describe}. The source
   * has checked that every option fits the block.
   *
   * @param array becomes {@link #optionBytes}
   * @param from becomes {@link #optionsFrom}
   * @param to becomes {@link #optionsTo}
   * @param bigEndian becomes {@link #optionsBigEndian}
   */
  public void options(byte[] array, int from, int to, boolean bigEndian) {
    optionBytes = array;
    optionsFrom = from;
    optionsTo = to;
    optionsBigEndian = bigEndian;
  }

  /**
   * The array that holds the options of the packet's pcapng block, as they stand in the file, from
   * {@link #optionsFrom} to {@link #optionsTo}. The option that ends the list is not among them.
   */
  public byte[] optionBytes() {
    return optionBytes;
  }

  /** The index of the first option's first byte in {@link #optionBytes}. */
  public int optionsFrom() {
    return optionsFrom;
  }

  /** The index behind the last option; equal to {@link #optionsFrom} where there is none. */
  public int optionsTo() {
    return optionsTo;
  }

  /** Whether the numbers in the options have the most significant byte first. */
  public boolean optionsBigEndian() {
    return optionsBigEndian;
  }
}
