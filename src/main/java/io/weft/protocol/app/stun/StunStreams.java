package io.weft.protocol.app.stun;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;

/**
 * STUN over TCP: messages that follow one another (RFC 8489 section 6.2.2), or each behind its
 * length in two bytes, as ICE has it (RFC 4571, RFC 6544).
 */
final class StunStreams {
  private StunStreams() {}

  /** Recognises the fixed bytes of the header of a message, with a length before it or without. */
  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    ProbeResult plain = probe(direction, bytes, from, from, to);
    if (plain.isYes()) {
      return plain;
    }
    ProbeResult framed = probe(direction, bytes, from, from + StunStreamDissector.FRAME_HEADER, to);
    return framed == ProbeResult.NO ? plain : framed;
  }

  /**
   * Looks at a message.
   *
   * @param at where it would begin, with its length before it or not
   */
  private static ProbeResult probe(Direction direction, byte[] bytes, int from, int at, int to) {
    if (to - at < Stun.COOKIE) {
      return bytes[from] == 0 || bytes[from] == 1 ? ProbeResult.MORE : ProbeResult.NO;
    }
    int type = BigEndian.u16(bytes, at);
    int length = BigEndian.u16(bytes, at + Stun.LENGTH);
    boolean isFramed = at > from;
    if ((type & 0xC000) != 0
        || length % 4 != 0
        || !Stun.isMethod(type)
        || (isFramed && BigEndian.u16(bytes, from) != Stun.HEADER_LENGTH + length)) {
      return ProbeResult.NO;
    }
    if (to - at < Stun.TRANSACTION) {
      return ProbeResult.MORE;
    }
    if (BigEndian.i32(bytes, at + Stun.COOKIE) != Stun.MAGIC) {
      return ProbeResult.NO;
    }
    boolean isAnswer = Stun.messageClass(type) >= Stun.SUCCESS;
    return ProbeResult.yes(isAnswer == (direction == Direction.FROM_SERVER));
  }
}
