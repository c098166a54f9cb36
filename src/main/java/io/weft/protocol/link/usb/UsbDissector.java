package io.weft.protocol.link.usb;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;

/** Dissects one of the headers; what the transfer carried is data. */
final class UsbDissector implements Dissector {
  private final int headerLength;
  private final Dissector data;

  /**
   * @param headerLength in bytes; that of USBPcap may be longer, and says so
   */
  UsbDissector(Chain.Builder chain, int headerLength) {
    this.headerLength = headerLength;
    data = chain.data();
  }

  @Override
  public Protocol protocol() {
    return Usb.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(headerLength)) {
      return null;
    }
    int length = headerLength;
    if (headerLength == Usb.WINDOWS_LENGTH) {
      length = LittleEndian.u16(cursor.bytes(), cursor.offset());
      if (length < headerLength) {
        return cursor.reject(Anomaly.BAD_HEADER_LENGTH);
      }
      if (!cursor.require(length)) {
        return null;
      }
    }
    boolean isLast = cursor.wireLimit() - cursor.offset() == length;
    return !cursor.enter(Usb.PROTOCOL, length) || isLast ? null : data;
  }
}
