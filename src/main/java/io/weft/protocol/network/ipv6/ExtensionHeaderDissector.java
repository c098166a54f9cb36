package io.weft.protocol.network.ipv6;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.IpProtocol;

/**
 * Dissects an extension header of which only the length and the next header are needed. One that
 * ends before its length is shown as far as it goes.
 */
final class ExtensionHeaderDissector implements Dissector {
  private final Protocol protocol;
  private final DispatchTable byNextHeader;

  ExtensionHeaderDissector(Chain.Builder chain, Protocol protocol) {
    this.protocol = protocol;
    byNextHeader = chain.table(IpProtocol.TABLE);
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    boolean authentication = protocol == AuthenticationHeader.PROTOCOL;
    int least = authentication ? AuthenticationHeader.MIN_LENGTH : ExtensionHeader.MIN_LENGTH;
    if (!cursor.require(least)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length =
        authentication ? AuthenticationHeader.length(bytes, at) : ExtensionHeader.length(bytes, at);
    if (length < least) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!cursor.require(length)) {
      cursor.enter(protocol, cursor.available());
      return null;
    }
    if (!cursor.enter(protocol, length)) {
      return null;
    }
    return byNextHeader.get(ExtensionHeader.nextHeader(bytes, at));
  }
}
