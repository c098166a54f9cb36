package io.weft.protocol.link.pppoe;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;

/** What PPPoE's two stages have in common (RFC 2516, section 4). */
public abstract class Pppoe extends View {
  public static final int HEADER_LENGTH = 6;

  private static final int CODE = 1;
  private static final int SESSION = 2;
  private static final int LENGTH = 4;

  static int length(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + LENGTH);
  }

  /** 0 in a session; in discovery PADI 9, PADO 7, PADR 0x19, PADS 0x65, PADT 0xA7. */
  public int code() {
    return BigEndian.u8(bytes, at + CODE);
  }

  public int sessionId() {
    return BigEndian.u16(bytes, at + SESSION);
  }

  /** Of the payload, in bytes. */
  public int length() {
    return length(bytes, at);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .put(
            EtherType.TABLE,
            EtherType.PPPOE_DISCOVERY,
            new PppoeDissector(chain, PppoeDiscovery.PROTOCOL))
        .put(
            EtherType.TABLE,
            EtherType.PPPOE_SESSION,
            new PppoeDissector(chain, PppoeSession.PROTOCOL));
  }
}
