package io.weft.protocol.transport.tcp;

import io.weft.bytes.BigEndian;

/**
 * The options of one TCP header, read into a reused object. Options that are cut, or whose length
 * cannot be, end the reading; those before them stand.
 */
public final class TcpOptions {
  private static final int END = 0;
  private static final int NOP = 1;
  static final int MSS = 2;
  static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  static final int SACK = 5;
  static final int TIMESTAMPS = 8;
  private static final int FAST_OPEN = 34;
  private static final int EXPERIMENT = 254;

  /** What tells the experiment's fast open from others (RFC 7413, section 4.1.1; RFC 6994). */
  private static final int FAST_OPEN_EXPERIMENT = 0xF989;

  private static final int MAX_SACK_BLOCKS = 4;

  private int maximumSegmentSize;
  private int windowScale;
  private boolean sackPermitted;
  private boolean hasTimestamps;
  private int timestampValue;
  private int timestampEcho;
  private boolean hasCookie;
  private int sackCount;
  private final int[] sackEdges = new int[2 * MAX_SACK_BLOCKS];

  /** Reads the options of a bound header; what an earlier header had is forgotten. */
  public void read(Tcp tcp) {
    read(tcp.bytes(), tcp.optionsStart(), Math.min(tcp.payloadStart(), tcp.limit()));
  }

  /**
   * Bytes of the option that begins at a place, 1 or more; 0 where the options end there: at their
   * end mark, at the end of the bytes, or at an option that is cut or has a length that cannot be.
   *
   * @param to end of the header
   */
  static int length(byte[] bytes, int at, int to) {
    if (at >= to || bytes[at] == END) {
      return 0;
    }
    if (bytes[at] == NOP) {
      return 1;
    }
    int length = at + 1 < to ? BigEndian.u8(bytes, at + 1) : 0;
    return length < 2 || at + length > to ? 0 : length;
  }

  void read(byte[] bytes, int from, int to) {
    clear();
    int at = from;
    for (int length; (length = length(bytes, at, to)) > 0; at += length) {
      take(BigEndian.u8(bytes, at), length, bytes, at);
    }
  }

  /** Stands for the options of a SYN that was seen before; -1 for those it did not have. */
  public void restore(int maximumSegmentSize, int windowScale, boolean sackPermitted) {
    clear();
    this.maximumSegmentSize = maximumSegmentSize;
    this.windowScale = windowScale;
    this.sackPermitted = sackPermitted;
  }

  private void clear() {
    maximumSegmentSize = -1;
    windowScale = -1;
    sackPermitted = false;
    hasTimestamps = false;
    hasCookie = false;
    sackCount = 0;
  }

  private void take(int kind, int length, byte[] bytes, int at) {
    if (kind == MSS && length == 4) {
      maximumSegmentSize = BigEndian.u16(bytes, at + 2);
    } else if (kind == WINDOW_SCALE && length == 3) {
      windowScale = BigEndian.u8(bytes, at + 2);
    } else if (kind == SACK_PERMITTED && length == 2) {
      sackPermitted = true;
    } else if (kind == TIMESTAMPS && length == 10) {
      hasTimestamps = true;
      timestampValue = BigEndian.i32(bytes, at + 2);
      timestampEcho = BigEndian.i32(bytes, at + 6);
    } else if (kind == FAST_OPEN) {
      hasCookie = length > 2;
    } else if (kind == EXPERIMENT && length > 4) {
      hasCookie |= BigEndian.u16(bytes, at + 2) == FAST_OPEN_EXPERIMENT;
    } else if (kind == SACK) {
      for (int edge = at + 2; edge + 8 <= at + length && sackCount < MAX_SACK_BLOCKS; edge += 8) {
        sackEdges[2 * sackCount] = BigEndian.i32(bytes, edge);
        sackEdges[2 * sackCount + 1] = BigEndian.i32(bytes, edge + 4);
        sackCount++;
      }
    }
  }

  /** In bytes, or -1 (RFC 9293, section 3.7.1). */
  public int maximumSegmentSize() {
    return maximumSegmentSize;
  }

  /** The shift as sent, or -1; above 14 it counts as 14 (RFC 7323, section 2.3). */
  public int windowScale() {
    return windowScale;
  }

  /** RFC 2018, section 2. */
  public boolean sackPermitted() {
    return sackPermitted;
  }

  /** RFC 7323, section 3. */
  public boolean hasTimestamps() {
    return hasTimestamps;
  }

  /** Of meaning with {@link #hasTimestamps} only. */
  public int timestampValue() {
    return timestampValue;
  }

  /** Of meaning with {@link #hasTimestamps} only. */
  public int timestampEcho() {
    return timestampEcho;
  }

  /** A cookie of TCP Fast Open, with which a SYN may carry data (RFC 7413, section 4.1.1). */
  public boolean hasCookie() {
    return hasCookie;
  }

  /** 0 to 4 (RFC 2018, section 3). */
  public int sackCount() {
    return sackCount;
  }

  /** First sequence number of the block. */
  public int sackLeft(int block) {
    return sackEdges[2 * block];
  }

  /** Sequence number behind the block's last byte. */
  public int sackRight(int block) {
    return sackEdges[2 * block + 1];
  }
}
