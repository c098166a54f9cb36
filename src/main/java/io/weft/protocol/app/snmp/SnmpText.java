package io.weft.protocol.app.snmp;

import io.weft.dissect.Packet;

/** Describes a message in a line: its version, what it does, and the first object's name. */
final class SnmpText {
  private SnmpText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    SnmpMessage message = SnmpMessage.of(packet, layer, 1);
    text.append('v').append(message.version()).append(' ').append(message.operation());
    for (String name : message.names()) {
      text.append(' ').append(name);
    }
  }
}
