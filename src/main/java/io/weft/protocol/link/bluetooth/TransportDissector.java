package io.weft.protocol.link.bluetooth;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;

/** Dissects the transport's byte, which says who reads on. */
final class TransportDissector implements Dissector {
  private static final int COMMAND_LENGTH = 3;
  private static final int EVENT_LENGTH = 2;
  private static final int VOICE_LENGTH = 3;

  private final int before;
  private final Dissector data;
  private final Dissector[] next = new Dissector[Bluetooth.IS_EVENT + 1];

  /**
   * @param before bytes that stand before the transport's
   */
  TransportDissector(Chain.Builder chain, int before) {
    this.before = before;
    data = chain.data();
    next[Bluetooth.IS_COMMAND] = new HeaderDissector(Bluetooth.COMMAND, COMMAND_LENGTH, data);
    next[Bluetooth.IS_DATA] = new AclDissector(data);
    next[Bluetooth.IS_VOICE] = new HeaderDissector(Bluetooth.VOICE, VOICE_LENGTH, data);
    next[Bluetooth.IS_EVENT] = new HeaderDissector(Bluetooth.EVENT, EVENT_LENGTH, data);
  }

  @Override
  public Protocol protocol() {
    return Bluetooth.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(before + 1)) {
      return null;
    }
    int type = cursor.bytes()[cursor.offset() + before];
    if (!cursor.enter(Bluetooth.PROTOCOL, before + 1)) {
      return null;
    }
    return type >= Bluetooth.IS_COMMAND && type <= Bluetooth.IS_EVENT ? next[type] : data;
  }
}
