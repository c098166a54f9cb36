package io.weft.protocol.tunnel.udpencap;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.IpProtocol;

/** Dissects ESP and key exchange in UDP, and keep-alives. */
final class UdpEncapsulationDissector implements Dissector {
  private static final byte KEEP_ALIVE = (byte) 0xFF;

  private static final int KEY_EXCHANGE_HEADER = 28;

  /** Where the length stands in the header of key exchange. */
  private static final int KEY_EXCHANGE_LENGTH = 24;

  /** The greatest security parameters index that is reserved (RFC 4303, section 2.1). */
  private static final int RESERVED_INDEXES = 255;

  /** Bytes of index, sequence number, and the least payload with its trailer. */
  private static final int MIN_ESP = 12;

  private final DispatchTable byProtocol;
  private final Dissector keyExchange;

  UdpEncapsulationDissector(Chain.Builder chain) {
    byProtocol = chain.table(IpProtocol.TABLE);
    keyExchange = chain.named("isakmp");
  }

  @Override
  public Protocol protocol() {
    return UdpEncapsulation.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    int there = cursor.available();
    if (there < UdpEncapsulation.MARKER_LENGTH) {
      cursor.enter(UdpEncapsulation.PROTOCOL, there); // a keep-alive is one byte
      return null;
    }
    boolean marker = UdpEncapsulation.isMarker(cursor.bytes(), cursor.offset());
    if (!cursor.enter(UdpEncapsulation.PROTOCOL, marker ? UdpEncapsulation.MARKER_LENGTH : 0)) {
      return null;
    }
    return marker ? keyExchange : byProtocol.get(IpProtocol.ESP);
  }

  /**
   * A keep-alive is one byte of ones; key exchange has a length (RFC 7296, section 3.1). ESP looks
   * like random bytes, so that only the port speaks for it; its index is no reserved one.
   */
  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    if (wireTo - from == 1) {
      return Fit.yesIf(bytes[from] == KEEP_ALIVE);
    }
    if (to - from < UdpEncapsulation.MARKER_LENGTH) {
      return to < wireTo ? Fit.MAYBE : Fit.NO;
    }
    if (UdpEncapsulation.isMarker(bytes, from)) {
      int message = from + UdpEncapsulation.MARKER_LENGTH;
      return Fit.yesOrMaybe(
          to - message >= KEY_EXCHANGE_HEADER
              && BigEndian.i32(bytes, message + KEY_EXCHANGE_LENGTH) == wireTo - message);
    }
    return Integer.compareUnsigned(BigEndian.i32(bytes, from), RESERVED_INDEXES) > 0
            && wireTo - from >= MIN_ESP
        ? Fit.MAYBE
        : Fit.NO;
  }
}
