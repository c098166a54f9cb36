package io.weft.protocol.app.stun;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/**
 * Reads the messages of one connection as layers of the packets that complete them. What is sent
 * between them (media, or the data of channels) is passed over. A gap ends the reading of its
 * direction, because nobody can tell where the next message begins.
 */
final class StunStreamDissector implements StreamDissector {
  /** Bytes of the length before a message (RFC 4571 section 2). */
  static final int FRAME_HEADER = 2;

  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 72;

  private final Side client = new Side();
  private final Side server = new Side();

  private static final class Side {
    boolean isLost;
    boolean isKnown;

    /** Do messages stand behind their lengths? Known from the first one. */
    boolean isFramed;
  }

  /** Is attached to a message that stood behind its length. */
  enum Frame {
    LENGTH_BEFORE
  }

  private Side side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    Side side = side(direction);
    int at = from;
    while (at < to && !side.isLost) {
      if (!side.isKnown) {
        if (to - at < Stun.TRANSACTION) {
          return at - from;
        }
        side.isKnown = true;
        side.isFramed = BigEndian.i32(bytes, at + Stun.COOKIE) != Stun.MAGIC;
      }
      int length = side.isFramed ? framed(bytes, at, to) : plain(side, bytes, at, to);
      if (length == 0) {
        return at - from;
      }
      if (length > 0) {
        append(side.isFramed, bytes, at, at + length, context);
        at += length;
      }
    }
    return to - from;
  }

  /** Bytes of the frame that begins here; 0 where it is not whole yet. */
  private static int framed(byte[] bytes, int at, int to) {
    if (to - at < FRAME_HEADER) {
      return 0;
    }
    int length = FRAME_HEADER + BigEndian.u16(bytes, at);
    return to - at < length ? 0 : length;
  }

  /**
   * Bytes of the message, or the data of a channel, that begins here; 0 where it is not whole yet,
   * negative where neither does.
   */
  private static int plain(Side side, byte[] bytes, int at, int to) {
    if (to - at < Channel.HEADER_LENGTH) {
      return 0;
    }
    int count = BigEndian.u16(bytes, at + Stun.LENGTH);
    int kind = bytes[at] & 0xC0;
    int length = kind == 0 ? Stun.HEADER_LENGTH + count : Channel.HEADER_LENGTH + (count + 3 & ~3);
    if (kind != 0 && kind != 0x40) {
      side.isLost = true;
      return -1;
    }
    return to - at < length ? 0 : length;
  }

  private static void append(
      boolean isFramed, byte[] bytes, int at, int end, StreamContext context) {
    int message = isFramed ? at + FRAME_HEADER : at;
    boolean isMessage =
        end - message >= Stun.HEADER_LENGTH
            && (bytes[message] & 0xC0) == 0
            && BigEndian.i32(bytes, message + Stun.COOKIE) == Stun.MAGIC
            && Stun.HEADER_LENGTH + BigEndian.u16(bytes, message + Stun.LENGTH) <= end - message;
    if (isMessage) {
      context.append(Stun.PROTOCOL, bytes, message, end, isFramed ? Frame.LENGTH_BEFORE : null);
    }
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    side(direction).isLost = true;
  }

  @Override
  public void onEnd(Direction direction, boolean clean, StreamContext context) {}

  @Override
  public int memory() {
    return BYTES;
  }
}
