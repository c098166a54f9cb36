package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * Dissects a DNS message in a datagram, and checks that its names can be read and its counts are
 * right.
 */
final class DnsDissector implements Dissector {
  /** Bytes of type and class behind the name of a question. */
  static final int QUESTION_TAIL = 4;

  /** Bytes of type, class, time to live and length of the data behind the name of a record. */
  static final int RECORD_TAIL = 10;

  /** Where the length of the data stands, in bytes behind the name of a record. */
  static final int DATA_LENGTH = 8;

  private final Protocol protocol;

  DnsDissector(Protocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.available() == 0 || !cursor.require(Dns.HEADER_LENGTH)) {
      return null;
    }
    int end = check(cursor.bytes(), cursor.offset(), cursor.limit());
    if (end == DnsName.BAD) {
      cursor.note(Dns.BAD_NAME, 0, cursor.available());
    } else if (end == DnsName.CUT) {
      boolean cut = cursor.limit() < cursor.wireLimit();
      cursor.note(cut ? Anomaly.CUT_BY_CAPTURE : Dns.BAD_COUNT, 0, cursor.available());
    }
    cursor.enter(protocol, cursor.available());
    return null;
  }

  /**
   * Index behind the last record, {@link DnsName#CUT} or {@link DnsName#BAD}. The check uses no
   * {@link DnsCursor}, because all threads share the dissector and a cursor has state.
   */
  static int check(byte[] bytes, int message, int limit) {
    int questions = Dns.questionCount(bytes, message);
    int records =
        Dns.answerCount(bytes, message)
            + Dns.authorityCount(bytes, message)
            + Dns.additionalCount(bytes, message);
    int at = message + Dns.HEADER_LENGTH;
    for (int i = 0; i < questions + records; i++) {
      at = DnsName.skip(bytes, at, limit);
      if (at < 0) {
        return at;
      }
      int tail = i < questions ? QUESTION_TAIL : RECORD_TAIL;
      if (limit - at < tail) {
        return DnsName.CUT;
      }
      at += tail + (i < questions ? 0 : BigEndian.u16(bytes, at + DATA_LENGTH));
      if (at > limit) {
        return DnsName.CUT;
      }
    }
    return at;
  }
}
