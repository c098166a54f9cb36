package io.weft.protocol.link.bluetooth;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * Dissects data between devices. The first fragment of a message begins with L2CAP's header; the
 * rest of a message is data.
 */
final class AclDissector implements Dissector {
  private static final int HEADER_LENGTH = 4;
  private static final int L2CAP_LENGTH = 4;

  /** In the boundary flags: this goes on with what an earlier packet began. */
  private static final int CONTINUES = 1;

  private final Dissector data;
  private final Dissector l2cap;

  AclDissector(Dissector data) {
    this.data = data;
    l2cap = new L2cap();
  }

  @Override
  public Protocol protocol() {
    return Bluetooth.DATA;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(HEADER_LENGTH)) {
      return null;
    }
    int handle = LittleEndian.u16(cursor.bytes(), cursor.offset());
    int length = LittleEndian.u16(cursor.bytes(), cursor.offset() + 2);
    cursor.narrow(HEADER_LENGTH + length, Bluetooth.DATA);
    if (!cursor.enter(Bluetooth.DATA, HEADER_LENGTH) || length == 0) {
      return null;
    }
    return (handle >> 12 & 3) == CONTINUES || length < L2CAP_LENGTH ? data : l2cap;
  }

  private final class L2cap implements Dissector {
    @Override
    public Protocol protocol() {
      return Bluetooth.L2CAP;
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      if (!cursor.require(L2CAP_LENGTH)) {
        return null;
      }
      boolean isLast = cursor.wireLimit() - cursor.offset() == L2CAP_LENGTH;
      return !cursor.enter(Bluetooth.L2CAP, L2CAP_LENGTH) || isLast ? null : data;
    }
  }
}
