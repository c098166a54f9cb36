package io.weft.protocol.app.ftp;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/** The fields of a piece of a file: what the control connection told of it. */
final class FtpDataFields {
  private static final Field SETUP_PACKET = told(Field.u32("ftp-data.setup-frame", "Setup frame"));
  private static final Field METHOD = told(Field.text("ftp-data.setup-method", "Setup method"));
  private static final Field COMMAND = told(Field.text("ftp-data.command", "Command"));
  private static final Field COMMAND_PACKET =
      told(Field.u32("ftp-data.command-frame", "Command frame"));
  private static final Field DIRECTORY =
      told(Field.text("ftp-data.current-working-directory", "Current working directory"));

  private FtpDataFields() {}

  private static Field told(Field field) {
    return field.generated().tracked();
  }

  static LayerFields all() {
    return LayerFields.of(
        FtpDataFields::read, SETUP_PACKET, METHOD, COMMAND, COMMAND_PACKET, DIRECTORY);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    if (!(packet.attached(layer) instanceof FtpTransfer transfer)) {
      return;
    }
    number(SETUP_PACKET, transfer.setupPacket(), sink);
    text(METHOD, transfer.method(), sink);
    if (transfer.command() != null) {
      text(COMMAND, transfer.command(), sink);
      number(COMMAND_PACKET, transfer.commandPacket(), sink);
      text(DIRECTORY, transfer.directory(), sink);
    }
  }

  private static void number(Field field, long value, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, 0, 0);
    }
  }

  private static void text(Field field, String value, FieldSink sink) {
    if (value != null && sink.wants(field)) {
      sink.text(field, value, 0, 0);
    }
  }
}
