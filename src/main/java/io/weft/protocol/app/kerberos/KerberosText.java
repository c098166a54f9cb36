package io.weft.protocol.app.kerberos;

import io.weft.dissect.Packet;

/** Describes a message in a line: what it is, or what went wrong. */
final class KerberosText {
  private KerberosText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    KerberosFacts facts = KerberosFacts.of(bytes, packet.start(layer), packet.limit(layer));
    String error = facts.errorCode() == null ? null : KerberosNames.ERRORS.name(facts.errorCode());
    text.append(Kerberos.name(facts.type()));
    if (error != null) {
      text.append(": ").append(error);
    } else if (facts.service() != null) {
      text.append(' ').append(facts.service());
    }
  }
}
