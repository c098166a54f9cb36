package io.weft.protocol.transport.tcp;

/**
 * What Weft itself says of a TCP segment, beside Wireshark's terms: reused for later segments.
 * Wireshark calls one and the same event a retransmission near the sender and an out-of-order
 * segment near the receiver; here it is told by what the capture had seen before.
 */
public final class TcpVerdict {
  /** Bytes that the sender had sent before, whether or not the capture saw that. */
  public static final int RETRANSMISSION = 1;

  /** Sent in order, and overtaken on the way. */
  public static final int OUT_OF_ORDER = 1 << 1;

  /** A retransmission of what the receiver had acknowledged already. */
  public static final int SPURIOUS = 1 << 2;

  /** The same packet captured once more: mirrored, or seen on several interfaces. */
  public static final int DUPLICATE = 1 << 3;

  /** Where, as seen from the capture point, the first copy of what is sent again was lost. */
  public enum LossSide {
    /** It never came by: between sender and capture. */
    SENDER("sender"),

    /** It came by: between capture and receiver, or its acknowledgment on the way back. */
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

  /** What proves that a retransmission was not needed. */
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

  // The flow stage fills it in.

  /** Forgets what was said of the last segment. */
  public void clear() {
    flags = 0;
    lossSide = null;
    proof = null;
    spuriousPacket = 0;
    duplicateOf = 0;
  }

  /** Adds one of the flags, or several. */
  public void add(int some) {
    flags |= some;
  }

  /** Says where the first copy of this retransmission was lost. */
  public void lostOn(LossSide side) {
    lossSide = side;
  }

  /** This retransmission was not needed. */
  public void spurious(Proof why) {
    flags |= SPURIOUS;
    proof = why;
  }

  /**
   * This segment's acknowledgment shows that an earlier retransmission was not needed.
   *
   * @param packet number of the packet with that retransmission
   */
  public void provesSpurious(long packet, Proof how) {
    spuriousPacket = packet;
    proof = how;
  }

  /** The packet is the same as an earlier one, which has this number. */
  public void duplicateOf(long packet) {
    flags |= DUPLICATE;
    duplicateOf = packet;
  }

  // What was found out.

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Which of the flags hold. */
  public int flags() {
    return flags;
  }

  /** Null for what is no retransmission, was not lost, or cannot be told. */
  public LossSide lossSide() {
    return lossSide;
  }

  /** Of this retransmission, or of the one that this segment's acknowledgment shows; or null. */
  public Proof proof() {
    return proof;
  }

  /** Number of the packet whose retransmission this one shows to be spurious, or 0. */
  public long spuriousPacket() {
    return spuriousPacket;
  }

  /** Number of the packet that this one is the same as, or 0. */
  public long duplicateOf() {
    return duplicateOf;
  }
}
