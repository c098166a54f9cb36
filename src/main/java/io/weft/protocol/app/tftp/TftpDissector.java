package io.weft.protocol.app.tftp;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects TFTP: the whole datagram is a packet. */
final class TftpDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Tftp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (cursor.require(Tftp.HEADER_LENGTH)) {
      cursor.enter(Tftp.PROTOCOL, cursor.available());
    }
    return null;
  }
}
