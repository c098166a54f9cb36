package io.weft.filter;

import io.weft.dissect.Packet;

/** What a filter is asked about; reused for the next packet or record. */
final class Evaluation {
  private Packet packet;
  private Object record;
  private long bits;
  private long number;

  /** Begins with the next packet. */
  void begin(Packet next) {
    packet = next;
    record = null;
    number++;
  }

  /**
   * Begins with the next record.
   *
   * @param bitsOfPackets which parts of the filter are true of one of its packets
   */
  void begin(Object next, long bitsOfPackets) {
    packet = null;
    record = next;
    bits = bitsOfPackets;
    number++;
  }

  /** Which parts of the filter are true of one of the record's packets. */
  long bits() {
    return bits;
  }

  /** Null where a record is asked about. */
  Packet packet() {
    return packet;
  }

  /** Null where a packet is asked about. */
  Object record() {
    return record;
  }

  /** Different for each packet and record. */
  long number() {
    return number;
  }
}
