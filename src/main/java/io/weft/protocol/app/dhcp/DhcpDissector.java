package io.weft.protocol.app.dhcp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/**
 * Dissects BOOTP and DHCP, and checks that the options fit into the message. A message that ends
 * behind the client's address is one as far as it goes.
 */
final class DhcpDissector implements Dissector {
  @Override
  public Protocol protocol() {
    return Dhcp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Dhcp.HEADER_LENGTH) && cursor.available() < Dhcp.LEAST_SHOWN) {
      return null;
    }
    if (!areOptionsWhole(cursor.bytes(), cursor.offset(), cursor.limit())) {
      boolean isCut = cursor.limit() < cursor.wireLimit();
      cursor.note(isCut ? Anomaly.CUT_BY_CAPTURE : Dhcp.BAD_OPTION, 0, cursor.available());
    }
    cursor.enter(Dhcp.PROTOCOL, cursor.available());
    return null;
  }

  private static boolean areOptionsWhole(byte[] bytes, int message, int limit) {
    if (!Dhcp.hasCookie(bytes, message, limit)) {
      return true;
    }
    for (int at = message + Dhcp.OPTIONS; at < limit; ) {
      int code = BigEndian.u8(bytes, at);
      if (code == DhcpOptions.END) {
        return true;
      }
      at = code == DhcpOptions.PAD ? at + 1 : DhcpOptions.next(bytes, at, limit);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }
}
