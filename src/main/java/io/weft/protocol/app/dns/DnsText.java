package io.weft.protocol.app.dns;

import io.weft.dissect.Packet;

/** Describes a message in a line: the questions and the data of the answers. */
final class DnsText {
  /** Most answers that are shown; further ones are only counted. */
  private static final int ANSWERS = 4;

  private DnsText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int flags = Dns.flags(bytes, at);
    boolean response = Dns.isResponse(flags);
    if (Dns.opcode(flags) != 0) {
      text.append(DnsNames.opcode(Dns.opcode(flags))).append(' ');
    }
    text.append(response ? "response 0x" : "query 0x")
        .append(Integer.toHexString(0x10000 | Dns.id(bytes, at)), 1, 5);
    if (response && Dns.responseCode(flags) != 0) {
      text.append(' ').append(DnsNames.responseCode(Dns.responseCode(flags)));
    }
    if (Dns.isTruncated(flags)) {
      text.append(" truncated");
    }
    DnsCursor cursor = new DnsCursor().wrap(bytes, at, packet.limit(layer));
    cursor.utf8(packet.protocol(layer) != Dns.PROTOCOL);
    RecordData data = new RecordData();
    int answers = 0;
    while (cursor.next() == DnsCursor.OK && cursor.section() <= DnsCursor.ANSWER) {
      if (cursor.section() == DnsCursor.QUESTION) {
        text.append(' ').append(DnsNames.type(cursor.type())).append(' ').append(name(cursor));
      } else if (answers++ < ANSWERS) {
        text.append(answers == 1 ? " = " : ", ")
            .append(DnsNames.type(cursor.type()))
            .append(' ')
            .append(data.text(cursor));
      }
    }
    if (answers > ANSWERS) {
      text.append(", ").append(answers - ANSWERS).append(" more");
    }
  }

  private static String name(DnsCursor cursor) {
    String name = cursor.name();
    return name == null ? "?" : name;
  }
}
