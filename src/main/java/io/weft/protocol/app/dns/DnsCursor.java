package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;

/**
 * Walks through the questions and records of a message. It is reused for every message and
 * allocates nothing. Each question and record takes bytes of the message, so a walk ends with the
 * message, whatever the counts in the header claim.
 */
final class DnsCursor {
  static final int QUESTION = 0;
  static final int ANSWER = 1;
  static final int AUTHORITY = 2;
  static final int ADDITIONAL = 3;

  /** The cursor stands at a question or a record. */
  static final int OK = 0;

  /** The cursor has passed all that the header counts. */
  static final int END = 1;

  static final int CUT = DnsName.CUT;
  static final int BAD = DnsName.BAD;

  private byte[] bytes;
  private int message;
  private int limit;
  private boolean isUtf8;
  private final int[] left = new int[4];
  private int next;

  private int section;
  private int nameAt;
  private int type;
  private int recordClass;
  private long timeToLive;
  private int dataAt;
  private int dataEnd;

  /** Begins a message; the caller has made sure that its header is there. */
  DnsCursor wrap(byte[] bytes, int message, int limit) {
    this.bytes = bytes;
    this.message = message;
    this.limit = limit;
    left[QUESTION] = Dns.questionCount(bytes, message);
    left[ANSWER] = Dns.answerCount(bytes, message);
    left[AUTHORITY] = Dns.authorityCount(bytes, message);
    left[ADDITIONAL] = Dns.additionalCount(bytes, message);
    next = message + Dns.HEADER_LENGTH;
    section = QUESTION;
    return this;
  }

  /**
   * Moves to the next question or record.
   *
   * @return {@link #OK}, {@link #END}, {@link #CUT} or {@link #BAD}
   */
  int next() {
    while (left[section] == 0) {
      if (section == ADDITIONAL) {
        return END;
      }
      section++;
    }
    nameAt = next;
    int tail = DnsName.skip(bytes, next, limit);
    if (tail < 0) {
      return tail;
    }
    int needed = section == QUESTION ? DnsDissector.QUESTION_TAIL : DnsDissector.RECORD_TAIL;
    if (limit - tail < needed) {
      return CUT;
    }
    type = BigEndian.u16(bytes, tail);
    recordClass = BigEndian.u16(bytes, tail + 2);
    timeToLive = 0;
    dataAt = tail + needed;
    dataEnd = dataAt;
    if (section != QUESTION) {
      timeToLive = BigEndian.u32(bytes, tail + 4);
      dataEnd = dataAt + BigEndian.u16(bytes, tail + DnsDissector.DATA_LENGTH);
      if (dataEnd > limit) {
        return CUT;
      }
    }
    left[section]--;
    next = dataEnd;
    return OK;
  }

  int section() {
    return section;
  }

  /** Where the record's name begins. */
  int nameAt() {
    return nameAt;
  }

  int type() {
    return type;
  }

  int recordClass() {
    return recordClass;
  }

  /** Time to live in seconds, 0 to 2^32 - 1; 0 for a question. */
  long timeToLive() {
    return timeToLive;
  }

  int dataAt() {
    return dataAt;
  }

  int dataEnd() {
    return dataEnd;
  }

  byte[] bytes() {
    return bytes;
  }

  int message() {
    return message;
  }

  int limit() {
    return limit;
  }

  /** Says whether names are UTF-8, as those of multicast DNS are (RFC 6762 section 16). */
  DnsCursor utf8(boolean names) {
    isUtf8 = names;
    return this;
  }

  boolean isUtf8() {
    return isUtf8;
  }

  /** The name of the question or record; null where it cannot be read. */
  String name() {
    return DnsName.text(bytes, message, nameAt, limit, isUtf8);
  }
}
