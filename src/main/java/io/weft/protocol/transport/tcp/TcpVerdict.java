package io.weft.protocol.transport.tcp;

/**
 * What Weft says of a TCP segment in its own terms, besides Wireshark's. The object is reused for
 * later segments: it is valid as long as the packet is. Wireshark gives the same event different
 * names, a retransmission near the sender and an out-of-order segment near the receiver. Weft
 * decides by what the capture had seen before.
 */
public final class TcpVerdict {
  /** The sender had sent these bytes before, whether the capture saw it or not. */
  public static final int RETRANSMISSION = 1;

  /** The segment was sent in order, and other segments overtook it on the way. */
  public static final int OUT_OF_ORDER = 1 << 1;

  /** The retransmission was not needed, because the receiver had the bytes: see {@link Proof}. */
  public static final int SPURIOUS = 1 << 2;

  /** The same packet was captured once more: it was mirrored, or seen on several interfaces. */
  public static final int DUPLICATE = 1 << 3;

  /** The side of the capture point on which the first copy of a retransmission was lost. */
  public enum LossSide {
    /** Between sender and capture: the first copy never passed the capture point. */
    SENDER("sender"),

    /**
     * Between capture and receiver: the first copy passed, and it or its acknowledgment was lost.
     */
    RECEIVER("receiver");

    private final String text;

    LossSide(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The evidence that a retransmission was not needed. */
  public enum Proof {
    /** The receiver had acknowledged the bytes before, by ACK or SACK. */
    ACKNOWLEDGED("acknowledged"),

    /** The receiver reports that it got them twice (RFC 2883). */
    DSACK("dsack"),

    /** The receiver's timestamp answers the first copy (RFC 3522). */
    TIMESTAMPS("timestamps");

    private final String text;

    Proof(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private int flags;
  private LossSide lossSide;
  private Proof proof;
  private long spuriousPacket;
  private long duplicateOf;

  // The flow stage calls these methods to fill the object in.

  /** Forgets what was said of the last segment. */
  public void clear() {
    flags = 0;
    lossSide = null;
    proof = null;
    spuriousPacket = 0;
    duplicateOf = 0;
  }

  /** Adds one or several of the flags. */
  public void add(int some) {
    flags |= some;
  }

  /** Says where the first copy of this retransmission was lost. */
  public void lostOn(LossSide side) {
    lossSide = side;
  }

  /** Says that this retransmission was not needed. */
  public void spurious(Proof why) {
    flags |= SPURIOUS;
    proof = why;
  }

  /**
   * Says that this segment's acknowledgment shows that an earlier retransmission was not needed.
   *
   * @param packet number of the packet with that retransmission
   */
  public void provesSpurious(long packet, Proof how) {
    spuriousPacket = packet;
    proof = how;
  }

  /** Says that the packet is a copy of an earlier one, which has this number. */
  public void duplicateOf(long packet) {
    flags |= DUPLICATE;
    duplicateOf = packet;
  }

  // These methods tell what was found out.

  /** Does one of these flags hold? */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The flags that hold, one bit each. */
  public int flags() {
    return flags;
  }

  /**
   * Null where the segment is no retransmission, where nothing was lost, and where the side cannot
   * be told.
   */
  public LossSide lossSide() {
    return lossSide;
  }

  /**
   * Proof about this retransmission, or about the earlier one of {@link #spuriousPacket}; null
   * where there is none.
   */
  public Proof proof() {
    return proof;
  }

  /**
   * Number of the packet with an earlier retransmission that this one shows to be needless, or 0.
   */
  public long spuriousPacket() {
    return spuriousPacket;
  }

  /** Number of the packet that this one is a copy of, or 0. */
  public long duplicateOf() {
    return duplicateOf;
  }
}
