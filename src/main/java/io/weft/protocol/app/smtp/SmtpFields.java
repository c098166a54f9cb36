package io.weft.protocol.app.smtp;

import static io.weft.dissect.field.FieldSequence.wantedText;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.DialogText;

/** The fields of a client's line, or of the lines of a reply, by Wireshark's names. */
final class SmtpFields {
  private static final Field REQUEST = Field.flag("smtp.req", "Request").generated();
  private static final Field COMMAND_LINE = Field.text("smtp.command_line", "Command Line");
  private static final Field COMMAND = Field.text("smtp.req.command", "Command");
  private static final Field PARAMETER = Field.text("smtp.req.parameter", "Request parameter");
  private static final Field USERNAME = Field.text("smtp.auth.username", "Username").tracked();
  private static final Field PASSWORD = Field.text("smtp.auth.password", "Password").tracked();
  private static final Field END = Field.presence("smtp.eom", "EOM").generated();
  private static final Field RESPONSE = Field.flag("smtp.rsp", "Response").generated();
  private static final Field RESPONSE_LINE = Field.text("smtp.response", "Response");
  private static final Field CODE = Field.u32("smtp.response.code", "Response code");
  private static final Field RESPONSE_PARAMETER =
      Field.text("smtp.rsp.parameter", "Response parameter").repeating();

  /** Digits of a reply's number. */
  private static final int DIGITS = 3;

  /** Wireshark counts so many bytes of a line as its command, and what follows the next one not. */
  private static final int COMMAND_LENGTH = 4;

  private SmtpFields() {}

  static LayerFields all() {
    return LayerFields.of(
        SmtpFields::read,
        REQUEST,
        COMMAND_LINE,
        COMMAND,
        PARAMETER,
        USERNAME,
        PASSWORD,
        END,
        RESPONSE,
        RESPONSE_LINE,
        CODE,
        RESPONSE_PARAMETER);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int limit = packet.limit(layer);
    SmtpLine line = packet.attached(layer) instanceof SmtpLine known ? known : null;
    if (line == SmtpLine.END_OF_MESSAGE) {
      flag(END, sink);
    } else if (line == null && DialogText.code(bytes, from, lineEnd(bytes, from, limit)) >= 0) {
      reply(packet, layer, from, limit, sink);
    } else {
      flag(REQUEST, sink);
      int end = lineEnd(bytes, from, limit);
      if (line == SmtpLine.USERNAME || line == SmtpLine.PASSWORD) {
        wantedText(line == SmtpLine.USERNAME ? USERNAME : PASSWORD, packet, layer, from, end, sink);
        return;
      }
      wantedText(COMMAND_LINE, packet, layer, from, limit, sink);
      int command = Math.min(end, from + COMMAND_LENGTH);
      wantedText(COMMAND, packet, layer, from, command, sink);
      wantedText(PARAMETER, packet, layer, Math.min(end, command + 1), end, sink);
    }
  }

  /** Where the text of the line ends that begins there. */
  private static int lineEnd(byte[] bytes, int from, int limit) {
    int lineFeed = DialogText.lineFeed(bytes, from, limit);
    return DialogText.trim(bytes, from, lineFeed < 0 ? limit : lineFeed);
  }

  /** Pushes the number and the text of the first line, and what each line says behind it. */
  private static void reply(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int lineFeed = DialogText.lineFeed(bytes, from, limit);
    flag(RESPONSE, sink);
    wantedText(RESPONSE_LINE, packet, layer, from, lineFeed < 0 ? limit : lineFeed + 1, sink);
    if (sink.wants(CODE)) {
      int end = lineEnd(bytes, from, limit);
      sink.number(CODE, DialogText.code(bytes, from, end), from, DIGITS);
    }
    for (int at = from; at < limit && sink.wants(RESPONSE_PARAMETER); ) {
      int next = DialogText.lineFeed(bytes, at, limit);
      int end = lineEnd(bytes, at, limit);
      boolean hasCode = DialogText.code(bytes, at, end) >= 0;
      int text = hasCode ? Math.min(end, at + DIGITS + 1) : at;
      wantedText(RESPONSE_PARAMETER, packet, layer, text, end, sink);
      at = next < 0 ? limit : next + 1;
    }
  }

  private static void flag(Field field, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, 0, 0);
    }
  }
}
