package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;

/**
 * DNS over TCP: each message stands behind its length in two bytes (RFC 1035 section 4.2.2, RFC
 * 7766).
 */
final class DnsStreams {
  /** Bytes of the length before a message. */
  static final int LENGTH = 2;

  /** Bytes of a message that are looked at; they are enough for one question. */
  private static final int MAX_PROBED = 320;

  private DnsStreams() {}

  /**
   * Recognises a message with a whole header and exactly one question whose name can be read. A
   * query must have no answers, and no more records than EDNS and a signature need; an update may
   * have any.
   */
  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int message = from + LENGTH;
    if (to < message) {
      return ProbeResult.MORE;
    }
    int length = BigEndian.u16(bytes, from);
    if (length <= Dns.HEADER_LENGTH) {
      return ProbeResult.NO;
    }
    if (to - message < Dns.HEADER_LENGTH) {
      return ProbeResult.MORE;
    }
    int flags = Dns.flags(bytes, message);
    boolean response = Dns.isResponse(flags);
    if (!isPlausible(bytes, message, flags, length)) {
      return ProbeResult.NO;
    }
    int limit = Math.min(to, message + Math.min(length, MAX_PROBED));
    int tail = DnsName.skip(bytes, message + Dns.HEADER_LENGTH, limit);
    if (tail == DnsName.BAD) {
      return ProbeResult.NO;
    }
    if (tail == DnsName.CUT || limit - tail < DnsDissector.QUESTION_TAIL) {
      return limit == to && to < message + length ? ProbeResult.MORE : ProbeResult.NO;
    }
    int questionClass = BigEndian.u16(bytes, tail + 2);
    if (questionClass == 0 || (questionClass > 4 && questionClass < 254) || questionClass > 255) {
      return ProbeResult.NO;
    }
    return ProbeResult.yes(response == (direction == Direction.FROM_SERVER));
  }

  private static boolean isPlausible(byte[] bytes, int message, int flags, int length) {
    int opcode = Dns.opcode(flags);
    boolean update = opcode == 5;
    int answers = Dns.answerCount(bytes, message);
    int authorities = Dns.authorityCount(bytes, message);
    int additionals = Dns.additionalCount(bytes, message);
    if (Dns.questionCount(bytes, message) != 1 || (opcode > 2 && opcode != 4 && !update)) {
      return false;
    }
    if (Dns.isResponse(flags)) {
      return (answers + authorities + additionals) * (long) (DnsDissector.RECORD_TAIL + 1)
          <= length;
    }
    return Dns.responseCode(flags) == 0
        && (update || (answers == 0 && authorities <= 1))
        && (update || additionals <= 2);
  }
}
