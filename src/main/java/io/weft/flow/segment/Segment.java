package io.weft.flow.segment;

import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;

/** One TCP segment. One object is filled anew for every segment. */
public final class Segment {
  private boolean fromFirst;
  private int flags;
  private int sequence;
  private int acknowledgment;
  private int window;
  private int length;
  private byte[] bytes;
  private int from;
  private int to;
  private long packet;
  private long nanos;
  private long recordedNanos;
  private int identification;
  private int path;
  private boolean copy;
  private boolean broken;
  private boolean corrupt;

  /** Takes the fields of a header (RFC 9293, section 3.1); nothing of the last segment remains. */
  public void header(int flags, int sequence, int acknowledgment, int window) {
    this.flags = flags;
    this.sequence = sequence;
    this.acknowledgment = acknowledgment;
    this.window = window;
    payload(null, 0, 0, 0);
    copy = false;
    broken = false;
    corrupt = false;
  }

  /**
   * Takes the payload.
   *
   * @param from first captured byte
   * @param to end of the captured bytes
   * @param length bytes on the wire, more than were captured where the capture cut the packet
   */
  public void payload(byte[] bytes, int from, int to, int length) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.length = length;
  }

  /**
   * Takes the packet that carries the segment.
   *
   * @param number from 1
   * @param nanos when it was captured, as far as that is believed, in nanoseconds since the epoch
   * @param recordedNanos the same, as the capture says
   */
  public void packet(long number, long nanos, long recordedNanos) {
    packet = number;
    this.nanos = nanos;
    this.recordedNanos = recordedNanos;
  }

  /** Says who sent the segment: the flow's first end (true) or the other (false). */
  public void fromFirst(boolean first) {
    fromFirst = first;
  }

  /**
   * Takes what tells copies of one packet from separate packets.
   *
   * @param identification of the IP header, 0 to 65,535; 0 where there is none
   * @param way a number that differs where a packet was seen at another place of the network
   */
  public void passing(int identification, int way) {
    this.identification = identification;
    path = way;
  }

  /** IP identification, 0 to 65,535, as {@link #passing} was told. */
  public int identification() {
    return identification;
  }

  /** Where the packet was seen, as {@link #passing} was told. */
  public int path() {
    return path;
  }

  /** Says whether the segment is a copy of a packet that was captured before. */
  public void copy(boolean known) {
    copy = known;
  }

  /**
   * Says whether the header claims to be longer than the segment; nothing in such a segment can be
   * relied upon.
   */
  public void broken(boolean known) {
    broken = known;
  }

  /**
   * Says whether the checksum is wrong. The receiver drops such a segment, and its bytes and
   * numbers mean nothing.
   */
  public void corrupt(boolean known) {
    corrupt = known;
  }

  /** Did the flow's first end send it? */
  public boolean isFromFirst() {
    return fromFirst;
  }

  /** The flags of the header: {@link Tcp#SYN} and the other constants there, added up. */
  public int flags() {
    return flags;
  }

  /** Is any of these flags set? */
  public boolean has(int some) {
    return (flags & some) != 0;
  }

  /** Sequence number of the header, as it stands on the wire. */
  public int sequence() {
    return sequence;
  }

  /** Acknowledgment number of the header; meaningful only with {@link Tcp#ACK}. */
  public int acknowledgment() {
    return acknowledgment;
  }

  /** Receive window, not scaled. */
  public int window() {
    return window;
  }

  /** Payload on the wire, in bytes. */
  public int length() {
    return length;
  }

  /** The array that holds the payload. */
  public byte[] bytes() {
    return bytes;
  }

  /** First captured byte of payload. */
  public int from() {
    return from;
  }

  /**
   * End of the captured payload: less than {@link #length} from {@link #from} where the capture cut
   * it.
   */
  public int to() {
    return to;
  }

  /** Number of the packet. */
  public long packet() {
    return packet;
  }

  /** When the packet was captured, as far as that is believed, in nanoseconds since the epoch. */
  public long nanos() {
    return nanos;
  }

  /**
   * When the packet was captured, as the capture says, in nanoseconds since the epoch: what
   * Wireshark's analysis goes by.
   */
  public long recordedNanos() {
    return recordedNanos;
  }

  /** Is the segment a copy of a packet that was captured before? */
  public boolean isCopy() {
    return copy;
  }

  /** Does the header claim to be longer than the segment? */
  public boolean isBroken() {
    return broken;
  }

  /** Is the checksum wrong? */
  public boolean isCorrupt() {
    return corrupt;
  }

  /**
   * Copies the numbers of a header that is not analysed into a result, as they stand in the header.
   */
  public void quote(TcpAnalysis result) {
    result.quote();
    result.numbers(sequence, 0, acknowledgment);
    result.window(window);
  }

  /** Has the segment SYN, but not ACK? */
  public boolean isBareSyn() {
    return (flags & (Tcp.SYN | Tcp.ACK)) == Tcp.SYN;
  }

  /** Has the segment both SYN and ACK? */
  public boolean isSynAck() {
    return (flags & (Tcp.SYN | Tcp.ACK)) == (Tcp.SYN | Tcp.ACK);
  }

  /** Sequence number of the first byte of payload. */
  public int dataSequence() {
    return has(Tcp.SYN) ? sequence + 1 : sequence;
  }

  /** Sequence numbers that the segment takes up: its payload, and one each for SYN and FIN. */
  public int sequenceLength() {
    return length + (has(Tcp.SYN) ? 1 : 0) + (has(Tcp.FIN) ? 1 : 0);
  }
}
