package io.weft.analysis;

import io.weft.capture.Block;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.dissect.Fragments;
import java.util.Arrays;
import java.util.List;

/**
 * Some packets in the order of the capture, and what the source said behind the last of them. The
 * batch holds the bytes of its packets until it is cleared. One thread at a time uses it.
 */
final class Batch {
  /** How many packets a batch of the ring takes: enough that handing it over costs next to none. */
  static final int PACKETS = 512;

  /** A batch is full when its packets have this many bytes, however few they are. */
  static final int BYTES = 512 << 10;

  /** What the source said behind the packets of a batch. */
  enum Event {
    /** Nothing: the batch is full. */
    NONE,
    /** There are more interfaces, names or secrets: {@link #interfaces} and {@link #info}. */
    DESCRIBED,
    /** Packets were dropped between {@link #from} and {@link #to}. */
    DROPS,
    /** Time has passed up to {@link #to}. */
    TICK,
    /**
     * No more packets are there for now; all up to {@link #to} were handed out, or {@link
     * Long#MIN_VALUE} where that is not known.
     */
    QUIET,
    /** The capture has ended. */
    END,
    /** The source cannot be read on, because of {@link #failure}. */
    FAILURE
  }

  private final Fragments fragments;
  private final PacketInFlight[] packets;

  /** Whether a packet outlives the reading of the next one. */
  private final boolean isHeld;

  private int count;
  private int bytes;

  private Block[] blocks = new Block[4];
  private int blockCount;

  /** Takes copies of packets that lie in no block; null until one comes. */
  private byte[] copies;

  private int copied;

  private Event event = Event.NONE;
  private long from;
  private long to;
  private List<CaptureInterface> interfaces;
  private CaptureInfo info;
  private Throwable failure;

  /**
   * An empty batch.
   *
   * @param capacity packets for which there is room; with one, a packet is looked at before the
   *     next one is read, and its bytes need not be held
   * @param fragments of the thread that dissects
   */
  Batch(int capacity, Fragments fragments) {
    this.fragments = fragments;
    packets = new PacketInFlight[capacity];
    isHeld = capacity > 1;
  }

  int count() {
    return count;
  }

  /** The n-th packet, from 0. */
  PacketInFlight packet(int nth) {
    return packets[nth];
  }

  /** Bytes of all packets, as captured. */
  int bytes() {
    return bytes;
  }

  boolean isFull() {
    return count == packets.length || bytes >= BYTES;
  }

  /** The place of one more packet behind the others; there is room for it. */
  PacketInFlight next() {
    PacketInFlight packet = packets[count];
    if (packet == null) { // a short capture needs few of them
      packet = new PacketInFlight(fragments);
      packets[count] = packet;
    }
    count++;
    return packet;
  }

  /** Keeps the bytes of a packet of this batch as they are until {@link #clear}. */
  void keep(CapturedPacket packet) {
    bytes += packet.capturedLength();
    if (!isHeld) {
      return;
    }
    Block block = packet.block();
    if (block == null) {
      copy(packet);
    } else if (blockCount == 0 || blocks[blockCount - 1] != block) {
      if (blockCount == blocks.length) {
        blocks = Arrays.copyOf(blocks, 2 * blockCount);
      }
      block.hold();
      blocks[blockCount++] = block;
    }
  }

  /** Points a packet at a copy of its bytes and options, because its source will overwrite them. */
  private void copy(CapturedPacket packet) {
    int length = packet.capturedLength();
    int at = room(length);
    System.arraycopy(packet.bytes(), packet.offset(), copies, at, length);
    int original = packet.originalLength();
    int optionsFrom = packet.optionsFrom();
    int optionsTo = packet.optionsTo();
    packet.point(copies, at, length, original);
    if (optionsTo > optionsFrom) {
      byte[] options = Arrays.copyOfRange(packet.optionBytes(), optionsFrom, optionsTo);
      packet.options(options, 0, options.length, packet.optionsBigEndian());
    }
  }

  /**
   * Index of room for so many bytes in {@link #copies}. Where the array is full a new one takes its
   * place; packets that lie in the old one keep that alive.
   */
  private int room(int length) {
    if (copies == null || copies.length - copied < length) {
      copies = new byte[Math.max(BYTES, length)];
      copied = 0;
    }
    copied += length;
    return copied - length;
  }

  Event event() {
    return event;
  }

  /** Ends the batch with something that needs no more words. */
  void end(Event with) {
    event = with;
  }

  /** Ends the batch with a span of time or a moment, in nanoseconds since the epoch. */
  void end(Event with, long fromNanos, long toNanos) {
    event = with;
    from = fromNanos;
    to = toNanos;
  }

  /** Ends the batch with what the capture has described by now. */
  void end(List<CaptureInterface> described, CaptureInfo said) {
    event = Event.DESCRIBED;
    interfaces = described;
    info = said;
  }

  /** Ends the batch with the reason why no more can be read. */
  void end(Throwable reason) {
    event = Event.FAILURE;
    failure = reason;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  List<CaptureInterface> interfaces() {
    return interfaces;
  }

  CaptureInfo info() {
    return info;
  }

  Throwable failure() {
    return failure;
  }

  /** Lets go of the packets' bytes, and is ready to be filled again. */
  void clear() {
    for (int i = 0; i < blockCount; i++) {
      blocks[i].release();
      blocks[i] = null;
    }
    blockCount = 0;
    copied = 0;
    count = 0;
    bytes = 0;
    event = Event.NONE;
    interfaces = null;
    info = null;
  }
}
