package io.weft.protocol.link.eapol;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;

/** Dissects EAPOL, and goes on with the EAP message that it may carry. */
final class EapolDissector implements Dissector {
  private final Dissector eap;

  EapolDissector(Dissector eap) {
    this.eap = eap;
  }

  @Override
  public Protocol protocol() {
    return Eapol.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Eapol.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    cursor.narrow(Eapol.HEADER_LENGTH + BigEndian.u16(bytes, at + 2), Eapol.PROTOCOL);
    boolean carriesEap = bytes[at + 1] == Eapol.EAP_PACKET;
    int length = carriesEap ? Eapol.HEADER_LENGTH : cursor.available();
    return cursor.enter(Eapol.PROTOCOL, length) && carriesEap && cursor.available() > 0
        ? eap
        : null;
  }
}
