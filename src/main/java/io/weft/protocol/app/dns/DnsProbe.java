package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;

/** Recognises DNS messages in datagrams. */
final class DnsProbe {
  private static final int UPDATE = 5;

  /** Classes of questions up to this one are in use: Internet, Chaos, Hesiod (RFC 6895, 3.2). */
  private static final int MAX_CLASS = 4;

  /** Length of a label that is a name of NetBIOS. */
  private static final int NETBIOS_NAME = 32;

  private static final int CLASS_NONE = 254;
  private static final int CLASS_ANY = 255;

  private DnsProbe() {}

  /**
   * A message on a port of DNS. Its counts must add up: what the header counts fills the payload.
   * Where it does not the message may be a damaged one.
   */
  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int end = DnsDissector.check(bytes, from, to);
    boolean isEmpty = to - from == Dns.HEADER_LENGTH;
    boolean isBare = end == from + Dns.HEADER_LENGTH && !isEmpty;
    return Fit.yesOrMaybe(
        Dns.opcode(Dns.flags(bytes, from)) <= UPDATE + 1 && end == wireTo && !isBare);
  }

  /**
   * A message on any port: a query or an answer with exactly one question of a class in use, whose
   * counts add up.
   */
  static Fit isQueryOrAnswer(byte[] bytes, int from, int to, int wireTo) {
    int flags = Dns.flags(bytes, from);
    if (Dns.opcode(flags) != 0
        || Dns.questionCount(bytes, from) != 1
        || (flags & Dns.RESERVED) != 0
        || isNetBiosName(bytes, from + Dns.HEADER_LENGTH, to)
        || (!Dns.isResponse(flags) && !isPlainQuery(bytes, from, flags))) {
      return Fit.NO;
    }
    int tail = DnsName.skip(bytes, from + Dns.HEADER_LENGTH, to);
    return Fit.yesIf(
        tail > 0
            && to - tail >= DnsDissector.QUESTION_TAIL
            && isInUse(BigEndian.u16(bytes, tail + 2))
            && DnsDissector.check(bytes, from, to) == wireTo);
  }

  /**
   * Is the first label a name of NetBIOS, whose messages have the same form: 32 letters from A to P
   * (RFC 1001 section 14.1)?
   */
  private static boolean isNetBiosName(byte[] bytes, int at, int to) {
    if (to - at <= NETBIOS_NAME || bytes[at] != NETBIOS_NAME) {
      return false;
    }
    for (int i = at + 1; i <= at + NETBIOS_NAME; i++) {
      if (bytes[i] < 'A' || bytes[i] > 'P') {
        return false;
      }
    }
    return true;
  }

  /** A query has no answers, and no more than EDNS and a signature behind its question. */
  private static boolean isPlainQuery(byte[] bytes, int from, int flags) {
    return Dns.responseCode(flags) == 0
        && Dns.answerCount(bytes, from) == 0
        && Dns.authorityCount(bytes, from) == 0
        && Dns.additionalCount(bytes, from) <= 2;
  }

  private static boolean isInUse(int questionClass) {
    return (questionClass > 0 && questionClass <= MAX_CLASS)
        || questionClass == CLASS_NONE
        || questionClass == CLASS_ANY;
  }
}
