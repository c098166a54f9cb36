package io.weft.protocol.app.stun;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.UdpPayloads;

/**
 * Dissects STUN. The datagrams that a TURN server relays in indications (RFC 8656 section 11) are
 * read on, by their content.
 */
final class StunDissector implements Dissector {
  private static final int SEND = 6;
  private static final int DATA = 7;
  private static final int DATA_ATTRIBUTE = 0x0013;

  private final UdpPayloads payloads;

  StunDissector(UdpPayloads payloads) {
    this.payloads = payloads;
  }

  @Override
  public Protocol protocol() {
    return Stun.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Stun.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length = BigEndian.u16(bytes, at + Stun.LENGTH);
    cursor.narrow(Stun.HEADER_LENGTH + length, Stun.PROTOCOL);
    cursor.require(Math.min(Stun.HEADER_LENGTH + length, cursor.wireLimit() - at));
    int data = relayed(bytes, at, cursor.limit());
    if (data < 0) {
      cursor.enter(Stun.PROTOCOL, cursor.available());
      return null;
    }
    int dataLength = BigEndian.u16(bytes, data - Stun.ATTRIBUTE_HEADER + 2);
    if (!cursor.enter(Stun.PROTOCOL, data - at)) {
      return null;
    }
    cursor.narrow(dataLength, Stun.PROTOCOL);
    return payloads.choose(cursor, 0, 0);
  }

  /** Index of the datagram that an indication relays; -1 where none is there, or not all of it. */
  private static int relayed(byte[] bytes, int message, int limit) {
    int type = BigEndian.u16(bytes, message);
    int method = Stun.method(type);
    if (Stun.messageClass(type) != Stun.INDICATION || (method != SEND && method != DATA)) {
      return -1;
    }
    int at = message + Stun.HEADER_LENGTH;
    while (limit - at > Stun.ATTRIBUTE_HEADER) {
      int length = BigEndian.u16(bytes, at + 2);
      int value = at + Stun.ATTRIBUTE_HEADER;
      if (BigEndian.u16(bytes, at) == DATA_ATTRIBUTE) {
        return length > 0 && length <= limit - value ? value : -1;
      }
      at = value + (length + 3 & ~3);
    }
    return -1;
  }
}
