package io.weft.protocol.app.radius;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;

/** Dissects RADIUS. Bytes behind the packet's own length are padding. */
final class RadiusDissector implements Dissector {
  /** Type of the attributes that hold a message of EAP, or a part of it (RFC 3579 section 3.1). */
  private static final int EAP_MESSAGE = 79;

  private static final int NONE = -1;

  private final Dissector eap;

  RadiusDissector(Chain.Builder chain) {
    eap = chain.named("eap");
  }

  @Override
  public Protocol protocol() {
    return Radius.PROTOCOL;
  }

  /**
   * A message of EAP is a layer inside of RADIUS's, which reaches to the end of the packet all the
   * same. One that several attributes hold is read as far as the first of them goes.
   */
  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Radius.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int start = cursor.offset();
    int length = BigEndian.u16(bytes, start + Radius.LENGTH);
    if (length < Radius.HEADER_LENGTH) {
      return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    cursor.narrow(length, Radius.PROTOCOL);
    cursor.require(Math.min(length, cursor.wireLimit() - start));
    int message = message(bytes, start + Radius.HEADER_LENGTH, start + cursor.available());
    if (message == NONE) {
      cursor.enter(Radius.PROTOCOL, cursor.available());
      return null;
    }
    int value = message + Radius.ATTRIBUTE_HEADER;
    if (!cursor.enter(Radius.PROTOCOL, value - start)) {
      return null;
    }
    cursor.narrow(BigEndian.u8(bytes, message + 1) - Radius.ATTRIBUTE_HEADER, Radius.PROTOCOL);
    return eap;
  }

  /** Where the first attribute that holds a message of EAP begins, if one does and is whole. */
  private static int message(byte[] bytes, int from, int end) {
    int at = from;
    while (end - at >= Radius.ATTRIBUTE_HEADER) {
      int length = BigEndian.u8(bytes, at + 1);
      if (length < Radius.ATTRIBUTE_HEADER || length > end - at) {
        return NONE;
      }
      if (bytes[at] == EAP_MESSAGE && length > Radius.ATTRIBUTE_HEADER) {
        return at;
      }
      at += length;
    }
    return NONE;
  }
}
