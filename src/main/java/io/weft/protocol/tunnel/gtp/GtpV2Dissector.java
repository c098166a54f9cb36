package io.weft.protocol.tunnel.gtp;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects control messages of version 2. A second message behind the first is not read. */
final class GtpV2Dissector implements Dissector {
  @Override
  public Protocol protocol() {
    return GtpV2.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(GtpV2.MIN_HEADER_LENGTH)) {
      return null;
    }
    if (!GtpV2.isVersion2(cursor.bytes(), cursor.offset())) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    int length = GtpV2.LENGTH_END + GtpV2.length(cursor.bytes(), cursor.offset());
    if (length < GtpV2.headerLength(cursor.bytes(), cursor.offset())) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    cursor.narrow(length, GtpV2.PROTOCOL);
    cursor.require(Math.min(length, cursor.wireLimit() - cursor.offset()));
    cursor.enter(GtpV2.PROTOCOL, cursor.available());
    return null;
  }
}
