package io.weft.protocol.app.sflow;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;

/**
 * Dissects sFlow up to the header of the first packet sampled, which is quoted. A datagram may have
 * a hundred samples, and a packet has room for few layers: the others are not opened.
 */
final class SflowDissector implements Dissector {
  private static final int VERSION_5 = 5;
  private static final int IPV4_AGENT = 1;
  private static final int IPV6_AGENT = 2;

  /** Samples and records of one datagram that are looked at. */
  private static final int MAX_LOOKED_AT = 256;

  // Types of samples, and where in one the number of its records stands.
  private static final int FLOW_SAMPLE = 1;
  private static final int EXPANDED_FLOW_SAMPLE = 3;
  private static final int RECORDS = 28;
  private static final int EXPANDED_RECORDS = 40;

  /** Type of a record with the header of a packet. */
  private static final int RAW_HEADER = 1;

  private static final int RAW_LENGTH = 12;
  private static final int RAW_BYTES = 16;

  // What a sampled header is.
  private static final int ETHERNET = 1;
  private static final int IPV4 = 11;
  private static final int IPV6 = 12;

  private final DispatchTable byEtherType;

  SflowDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Sflow.PROTOCOL;
  }

  /** A version that is in use, and an agent with an address. */
  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int version = Sflow.version(bytes, from);
    int address = Sflow.addressType(bytes, from);
    return Fit.yesIf(
        (version == 2 || version == 4 || version == VERSION_5)
            && (address == IPV4_AGENT || address == IPV6_AGENT));
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Sflow.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int record =
        Sflow.version(bytes, at) == VERSION_5 ? firstHeader(bytes, at, cursor.limit()) : -1;
    if (record < 0) {
      cursor.enter(Sflow.PROTOCOL, cursor.available());
      return null;
    }
    int header = record + RAW_BYTES;
    if (!cursor.enter(Sflow.PROTOCOL, header - at)) {
      return null;
    }
    cursor.narrow(BigEndian.i32(bytes, record + RAW_LENGTH), Sflow.PROTOCOL);
    cursor.beginQuote();
    return switch (BigEndian.i32(bytes, record)) {
      case ETHERNET -> byEtherType.get(EtherType.ETHERNET);
      case IPV4 -> byEtherType.get(EtherType.IPV4);
      case IPV6 -> byEtherType.get(EtherType.IPV6);
      default -> byEtherType.otherwise();
    };
  }

  /** Index of the first record with the header of a packet, behind its type and length; or -1. */
  private static int firstHeader(byte[] bytes, int from, int limit) {
    int agent = Sflow.addressType(bytes, from) == IPV6_AGENT ? 16 : 4;
    int at = from + Sflow.MIN_HEADER_LENGTH + agent + 12; // sub-agent, sequence number, up time
    if (limit - at < 4) {
      return -1;
    }
    int samples = Math.min(BigEndian.i32(bytes, at), MAX_LOOKED_AT);
    at += 4;
    for (int i = 0; i < samples && limit - at >= 8; i++) {
      int type = BigEndian.i32(bytes, at);
      int length = BigEndian.i32(bytes, at + 4);
      at += 8;
      if (length < 0 || length > limit - at) {
        return -1;
      }
      if (type == FLOW_SAMPLE || type == EXPANDED_FLOW_SAMPLE) {
        int found =
            rawHeader(bytes, at + (type == FLOW_SAMPLE ? RECORDS : EXPANDED_RECORDS), at + length);
        if (found >= 0) {
          return found;
        }
      }
      at += length;
    }
    return -1;
  }

  /** The same within one sample, whose number of records stands at {@code from}. */
  private static int rawHeader(byte[] bytes, int from, int limit) {
    if (limit - from < 4) {
      return -1;
    }
    int records = Math.min(BigEndian.i32(bytes, from), MAX_LOOKED_AT);
    int at = from + 4;
    for (int i = 0; i < records && limit - at >= 8; i++) {
      int type = BigEndian.i32(bytes, at);
      int length = BigEndian.i32(bytes, at + 4);
      at += 8;
      if (length < 0 || length > limit - at) {
        return -1;
      }
      if (type == RAW_HEADER && length > RAW_BYTES) {
        int captured = BigEndian.i32(bytes, at + RAW_LENGTH);
        return captured > 0 && captured <= length - RAW_BYTES ? at : -1;
      }
      at += length;
    }
    return -1;
  }
}
