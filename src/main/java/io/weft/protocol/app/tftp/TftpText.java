package io.weft.protocol.app.tftp;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;
import io.weft.dissect.Packet;

/** Describes a packet in a line: its operation, with the file or the block. */
final class TftpText {
  private TftpText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int limit = packet.limit(layer);
    int operation = Tftp.operation(bytes, at);
    String name = Tftp.name(operation);
    text.append(name == null ? "operation " + operation : name);
    int value = at + Tftp.HEADER_LENGTH;
    if (operation == Tftp.READ_REQUEST || operation == Tftp.WRITE_REQUEST) {
      int end = Tftp.textEnd(bytes, value, limit);
      text.append(' ').append(Text.of(bytes, value, Math.max(value, end - 1)));
    } else if ((operation == Tftp.DATA || operation == Tftp.ACKNOWLEDGEMENT)
        && limit - value >= 2) {
      text.append(" block ").append(BigEndian.u16(bytes, value));
    }
  }
}
