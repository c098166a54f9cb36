package io.weft.protocol.app.syslog;

import static io.weft.dissect.field.FieldSequence.wantedText;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/**
 * The fields of a message, by Wireshark's names. In the older form the name of the process is
 * called its identifier there, and in both forms what follows it is called the message's
 * identifier.
 */
final class SyslogFields {
  private static final Field FACILITY =
      Field.u8("syslog.facility", "Facility").named(SyslogNames::facility);
  private static final Field LEVEL = Field.u8("syslog.level", "Level").named(SyslogNames::severity);
  private static final Field VERSION = Field.text("syslog.version", "Syslog version");
  private static final Field TIME = Field.absoluteTime("syslog.timestamp", "Syslog timestamp");
  private static final Field OLD_TIME =
      Field.text("syslog.timestamp_rfc3164", "Syslog timestamp (RFC3164)");
  private static final Field HOST = Field.text("syslog.hostname", "Syslog hostname");
  private static final Field APPLICATION = Field.text("syslog.appname", "Syslog app name");
  private static final Field PROCESS = Field.text("syslog.procid", "Syslog process id");
  private static final Field ID = Field.text("syslog.msgid", "Syslog message id");
  private static final Field MESSAGE = Field.text("syslog.msg", "Message");

  /** Length of a time such as {@code Jan 2 10:09:52}, in bytes. */
  private static final int OLD_TIME_LENGTH = 15;

  private SyslogFields() {}

  static LayerFields all() {
    return LayerFields.of(
        SyslogFields::read,
        FACILITY,
        LEVEL,
        MESSAGE,
        VERSION,
        TIME,
        OLD_TIME,
        HOST,
        APPLICATION,
        PROCESS,
        ID);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int text = Syslog.textFrom(bytes, start, limit);
    int priority = Syslog.priority(bytes, start, limit);
    if (priority != Syslog.NO_PRIORITY) {
      if (sink.wants(FACILITY)) {
        sink.number(FACILITY, priority >> 3, start + 1, text - start - 2);
      }
      if (sink.wants(LEVEL)) {
        sink.number(LEVEL, priority & 7, start + 1, text - start - 2);
      }
    }
    wantedText(MESSAGE, packet, layer, text, limit, sink);
    if (limit - text > 2 && bytes[text] == '1' && bytes[text + 1] == ' ') {
      structured(packet, layer, text, limit, sink);
    } else if (isOldTime(bytes, text, limit)) {
      older(packet, layer, text, limit, sink);
    }
  }

  private static int wordEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  /** The form of RFC 5424: words with blanks between them. */
  private static void structured(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    wantedText(VERSION, packet, layer, from, from + 1, sink);
    int time = from + 2;
    int host = wordEnd(bytes, time, limit) + 1;
    if (host > time + 2 && sink.wants(TIME)) {
      long nanos = Rfc3339.nanos(bytes, time, host - 1);
      if (nanos != Rfc3339.NONE) {
        sink.time(TIME, nanos, time, host - 1 - time);
      }
    }
    int application = wordEnd(bytes, host, limit) + 1;
    wantedText(HOST, packet, layer, host, application - 1, sink);
    int process = wordEnd(bytes, application, limit) + 1;
    wantedText(APPLICATION, packet, layer, application, process - 1, sink);
    int id = wordEnd(bytes, process, limit) + 1;
    wantedText(PROCESS, packet, layer, process, id - 1, sink);
    wantedText(ID, packet, layer, id, limit, sink);
  }

  private static boolean isOldTime(byte[] bytes, int from, int limit) {
    return limit - from > OLD_TIME_LENGTH
        && bytes[from + 3] == ' '
        && bytes[from + 6] == ' '
        && bytes[from + 9] == ':'
        && bytes[from + 12] == ':'
        && bytes[from + OLD_TIME_LENGTH] == ' ';
  }

  /** The form of RFC 3164: a time, a host, and a process with what it says. */
  private static void older(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int host = from + OLD_TIME_LENGTH + 1;
    int process = wordEnd(bytes, host, limit) + 1;
    wantedText(OLD_TIME, packet, layer, from, from + OLD_TIME_LENGTH, sink);
    wantedText(HOST, packet, layer, host, process - 1, sink);
    int end = process;
    while (end < limit && Character.isLetterOrDigit(bytes[end])) {
      end++;
    }
    wantedText(PROCESS, packet, layer, process, end, sink);
    wantedText(ID, packet, layer, end, limit, sink);
  }
}
