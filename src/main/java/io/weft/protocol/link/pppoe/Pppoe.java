package io.weft.protocol.link.pppoe;

import io.weft.bytes.BigEndian;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/** The header of both stages of PPPoE, discovery and session (RFC 2516, section 4). */
public abstract class Pppoe extends View {
  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 6;

  private static final int CODE = 1;
  private static final int SESSION = 2;
  private static final int LENGTH = 4;

  static int length(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + LENGTH);
  }

  static int sessionId(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + SESSION);
  }

  /** 0 in a session; in discovery PADI 9, PADO 7, PADR 0x19, PADS 0x65, PADT 0xA7. */
  public int code() {
    return BigEndian.u8(bytes, at + CODE);
  }

  /** Number that the concentrator gave the session; 0 before it did. */
  public int sessionId() {
    return sessionId(bytes, at);
  }

  /** Length of the payload in bytes, 0 to 65,535. */
  public int length() {
    return length(bytes, at);
  }

  /** Adds both stages to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PppoeDiscovery.PROTOCOL, () -> PppoeFields.DISCOVERY)
        .fields(PppoeSession.PROTOCOL, () -> PppoeFields.SESSION)
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
