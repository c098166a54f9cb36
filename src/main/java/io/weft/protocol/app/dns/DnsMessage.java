package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a message that exchanges report. The object is reused for every message; its strings
 * and lists are new ones.
 */
final class DnsMessage {
  static final int MAX_ANSWERS = 64;
  static final int MAX_NOTES = 4;

  private static final int OPT = 41;
  private static final int DNSSEC_OK = 0x8000;

  private final DnsCursor cursor = new DnsCursor();
  private final RecordData data = new RecordData();

  int id;
  int flags;
  int length;
  int questions;
  int answerCount;
  int authorityCount;
  int additionalCount;

  /** Is there a first question? Its name may still be unreadable. */
  boolean hasQuestion;

  /** Name of the first question; null where there is none or it cannot be read. */
  String name;

  /** Hash of {@link #name}, the same for capital and small letters; 0 without a name. */
  int nameHash;

  int type;
  int recordClass;

  /** Null in a query, and in a response without answers. */
  List<DnsRecord> answers;

  boolean hasEdns;
  int udpSize;
  boolean dnssecOk;
  int extendedCode;
  List<String> notes;

  /**
   * Reads a message; the caller has made sure that its header is there.
   *
   * @param isUtf8 are names UTF-8, as those of multicast DNS?
   */
  void read(byte[] bytes, int from, int to, boolean isUtf8, AddressSink addresses) {
    cursor.utf8(isUtf8);
    id = Dns.id(bytes, from);
    flags = Dns.flags(bytes, from);
    length = to - from;
    questions = Dns.questionCount(bytes, from);
    answerCount = Dns.answerCount(bytes, from);
    authorityCount = Dns.authorityCount(bytes, from);
    additionalCount = Dns.additionalCount(bytes, from);
    hasQuestion = false;
    name = null;
    nameHash = 0;
    type = 0;
    recordClass = 0;
    answers = null;
    hasEdns = false;
    udpSize = 0;
    dnssecOk = false;
    extendedCode = 0;
    notes = null;
    cursor.wrap(bytes, from, to);
    int result = cursor.next();
    boolean first = true;
    while (result == DnsCursor.OK) {
      switch (cursor.section()) {
        case DnsCursor.QUESTION -> {
          if (first) {
            question();
          }
        }
        case DnsCursor.ANSWER -> answer(addresses);
        default -> {
          if (cursor.type() == OPT) {
            edns();
          } else {
            address(addresses, null);
          }
        }
      }
      first = false;
      result = cursor.next();
    }
    if (result != DnsCursor.END) {
      note(result == DnsCursor.BAD ? Dns.BAD_NAME.name() : "records_missing");
    }
  }

  boolean isResponse() {
    return Dns.isResponse(flags);
  }

  int responseCode() {
    return extendedCode << 4 | Dns.responseCode(flags);
  }

  private void note(String what) {
    if (notes == null) {
      notes = new ArrayList<>(MAX_NOTES);
    }
    if (notes.size() < MAX_NOTES && !notes.contains(what)) {
      notes.add(what);
    }
  }

  /**
   * A hash that does not depend on the case of letters: a letter and its capital differ in bit 5
   * only (RFC 4343 section 2).
   */
  private static int foldedHash(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + (name.charAt(i) | 0x20);
    }
    return hash;
  }

  private void question() {
    hasQuestion = true;
    name = cursor.name();
    nameHash = name == null ? 0 : foldedHash(name);
    type = cursor.type();
    recordClass = cursor.recordClass();
    if (name == null) {
      note(Dns.BAD_NAME.name());
    }
  }

  private void answer(AddressSink addresses) {
    if (!isResponse()) {
      return; // A query has known answers in multicast DNS, and prerequisites in an update.
    }
    if (answers == null) {
      answers = new ArrayList<>(Math.min(answerCount, MAX_ANSWERS));
    }
    if (answers.size() == MAX_ANSWERS) {
      address(addresses, null);
      return;
    }
    String owner = cursor.name();
    if (owner == null) {
      note(Dns.BAD_NAME.name());
      return;
    }
    address(addresses, owner);
    String text = data.text(cursor);
    if (data.isMalformed()) {
      note("bad_record_data");
    }
    answers.add(new DnsRecord(owner, DnsNames.type(cursor.type()), cursor.timeToLive(), text));
  }

  /**
   * Reports the address of the cursor's record, if the message is a response and the record has
   * one.
   *
   * @param owner the record's name; null where it has not been read yet
   */
  private void address(AddressSink addresses, String owner) {
    int size = cursor.dataEnd() - cursor.dataAt();
    boolean ipv6 = cursor.type() == 28 && size == 16;
    if (!isResponse() || (!ipv6 && (cursor.type() != 1 || size != 4))) {
      return;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.dataAt();
    long high = ipv6 ? BigEndian.i64(bytes, at) : 0;
    long low = ipv6 ? BigEndian.i64(bytes, at + 8) : BigEndian.u32(bytes, at);
    addresses.address(this, cursor, owner, ipv6, high, low);
  }

  private void edns() {
    hasEdns = true;
    udpSize = cursor.recordClass();
    extendedCode = (int) (cursor.timeToLive() >> 24);
    dnssecOk = (cursor.timeToLive() & DNSSEC_OK) != 0;
  }

  /** Takes the addresses in the records of a response. */
  interface AddressSink {
    /**
     * Takes an address.
     *
     * @param cursor stands at the record
     * @param owner the record's name; null where it has not been read
     * @param high first eight bytes of an IPv6 address; 0 for IPv4
     * @param low last eight bytes of an IPv6 address, or an IPv4 address in network byte order
     */
    void address(
        DnsMessage message, DnsCursor cursor, String owner, boolean ipv6, long high, long low);
  }
}
