package io.weft.protocol.app.syslog;

import io.weft.bytes.Text;
import io.weft.dissect.Packet;

/** Describes a message in a line: facility, severity, and the beginning of the text. */
final class SyslogText {
  /** Most bytes of the text that are shown. */
  private static final int LONGEST = 256;

  private SyslogText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int limit = packet.limit(layer);
    int priority = Syslog.priority(bytes, from, limit);
    if (priority != Syslog.NO_PRIORITY) {
      text.append(SyslogNames.facility(priority >> 3))
          .append('.')
          .append(SyslogNames.severity(priority & 7))
          .append(": ");
    }
    int at = Syslog.textFrom(bytes, from, limit);
    text.append(Text.of(bytes, at, Math.min(limit, at + LONGEST)));
  }
}
