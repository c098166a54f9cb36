package io.weft.protocol.transport.tcp;

import io.weft.bytes.BigEndian;

/**
 * The options of one TCP header (RFC 9293, section 3.1). The object is reused for other headers. An
 * option that is cut, or whose length is impossible, ends the reading; the options before it are
 * kept.
 */
public final class TcpOptions {
  static final int END = 0;
  private static final int NOP = 1;
  static final int MSS = 2;
  static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  static final int SACK = 5;
  static final int ECHO = 6;
  static final int ECHO_REPLY = 7;
  static final int TIMESTAMPS = 8;
  static final int CC = 11;
  static final int CC_NEW = 12;
  static final int CC_ECHO = 13;
  static final int MD5 = 19;
  static final int QUICK_START = 27;
  static final int USER_TIMEOUT = 28;
  private static final int FAST_OPEN = 34;
  private static final int EXPERIMENT = 254;

  /**
   * Identifies the experimental form of TCP Fast Open among the experiments (RFC 7413, section
   * 4.1.1; RFC 6994).
   */
  static final int FAST_OPEN_EXPERIMENT = 0xF989;

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

  /** Reads the options of a bound header, and forgets those of the header before. */
  public void read(Tcp tcp) {
    int end = tcp.start() + tcp.headerLength();
    read(tcp.bytes(), tcp.optionsStart(), Math.min(end, tcp.limit()));
  }

  /**
   * Length in bytes, 1 or more, of the option that begins at a place. It is 0 where the options
   * end: at the end mark, at the end of the bytes, and at an option that is cut or whose length is
   * impossible.
   *
   * @param to index behind the header's last byte
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

  /** Can an option of this kind have this length, in bytes? Most kinds have one alone. */
  static boolean hasLength(int kind, int length) {
    return switch (kind) {
      case SACK_PERMITTED -> length == 2;
      case WINDOW_SCALE -> length == 3;
      case MSS, USER_TIMEOUT -> length == 4;
      case ECHO, ECHO_REPLY, CC, CC_NEW, CC_ECHO -> length == 6;
      case QUICK_START -> length == 8;
      case TIMESTAMPS -> length == 10;
      case MD5 -> length == 18;
      default -> true;
    };
  }

  void read(byte[] bytes, int from, int to) {
    clear();
    int at = from;
    for (int length; (length = length(bytes, at, to)) > 0; at += length) {
      take(BigEndian.u8(bytes, at), length, bytes, at);
    }
  }

  /**
   * Takes the options of a SYN that was read earlier; -1 stands for a number that it did not have.
   */
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
    if (!hasLength(kind, length)) {
      return;
    }
    if (kind == MSS) {
      maximumSegmentSize = BigEndian.u16(bytes, at + 2);
    } else if (kind == WINDOW_SCALE) {
      windowScale = BigEndian.u8(bytes, at + 2);
    } else if (kind == SACK_PERMITTED) {
      sackPermitted = true;
    } else if (kind == TIMESTAMPS) {
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

  /** In bytes, 0 to 65,535 (RFC 9293, section 3.7.1); -1 without the option. */
  public int maximumSegmentSize() {
    return maximumSegmentSize;
  }

  /**
   * The shift as sent, 0 to 255, of which values above 14 count as 14 (RFC 7323, section 2.3); -1
   * without the option.
   */
  public int windowScale() {
    return windowScale;
  }

  /** May the other side send selective acknowledgments (RFC 2018, section 2)? */
  public boolean sackPermitted() {
    return sackPermitted;
  }

  /** Does the segment have the timestamps option (RFC 7323, section 3)? */
  public boolean hasTimestamps() {
    return hasTimestamps;
  }

  /** The sender's clock, modulo 2^32; to be asked for with {@link #hasTimestamps} only. */
  public int timestampValue() {
    return timestampValue;
  }

  /** The clock that the other side sent last; to be asked for with {@link #hasTimestamps} only. */
  public int timestampEcho() {
    return timestampEcho;
  }

  /**
   * Does the segment have a cookie of TCP Fast Open, with which a SYN may carry data (RFC 7413,
   * section 4.1.1)?
   */
  public boolean hasCookie() {
    return hasCookie;
  }

  /** Number of blocks that were acknowledged selectively, 0 to 4 (RFC 2018, section 3). */
  public int sackCount() {
    return sackCount;
  }

  /**
   * First sequence number of a block.
   *
   * @param block from 0, below {@link #sackCount}
   */
  public int sackLeft(int block) {
    return sackEdges[2 * block];
  }

  /**
   * Sequence number behind the last byte of a block.
   *
   * @param block from 0, below {@link #sackCount}
   */
  public int sackRight(int block) {
    return sackEdges[2 * block + 1];
  }
}
