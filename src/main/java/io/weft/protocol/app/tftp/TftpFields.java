package io.weft.protocol.app.tftp;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/** The fields of a packet, by Wireshark's names. */
final class TftpFields {
  private static final Field OPERATION = Field.u16("tftp.opcode", "Opcode").named(Tftp::name);
  private static final Field SOURCE = Field.text("tftp.source_file", "Source File");
  private static final Field DESTINATION = Field.text("tftp.destination_file", "Destination File");
  private static final Field TYPE = Field.text("tftp.type", "Type");
  private static final Field BLOCK = Field.u16("tftp.block", "Block");
  private static final Field FULL_BLOCK =
      Field.u32("tftp.block.full", "Full Block Number").generated();
  private static final Field REQUEST = Field.u32("tftp.request_frame", "Request frame").generated();
  private static final Field ERROR_CODE = Field.u16("tftp.error.code", "Error code");
  private static final Field ERROR_MESSAGE = Field.text("tftp.error.message", "Error message");
  private static final Field OPTION_NAME =
      Field.text("tftp.option.name", "Option name").repeating();
  private static final Field OPTION_VALUE =
      Field.text("tftp.option.value", "Option value").repeating();

  private static final FieldSequence HEAD = FieldSequence.of(OPERATION);
  private static final FieldSequence BLOCK_VALUE = FieldSequence.of(BLOCK);
  private static final FieldSequence ERROR = FieldSequence.of(ERROR_CODE, ERROR_MESSAGE);

  private TftpFields() {}

  static LayerFields all() {
    return LayerFields.of(
        TftpFields::read,
        OPERATION,
        SOURCE,
        DESTINATION,
        TYPE,
        BLOCK,
        FULL_BLOCK,
        REQUEST,
        ERROR_CODE,
        ERROR_MESSAGE,
        OPTION_NAME,
        OPTION_VALUE);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(packet, layer, start, limit, sink);
    int at = start + Tftp.HEADER_LENGTH;
    switch (Tftp.operation(packet.bytes(layer), start)) {
      case Tftp.READ_REQUEST -> request(SOURCE, packet, layer, at, limit, sink);
      case Tftp.WRITE_REQUEST -> request(DESTINATION, packet, layer, at, limit, sink);
      case Tftp.DATA, Tftp.ACKNOWLEDGEMENT -> BLOCK_VALUE.read(packet, layer, at, limit, sink);
      case Tftp.ERROR -> ERROR.read(packet, layer, at, limit, sink);
      case Tftp.OPTIONS -> options(packet, layer, at, limit, sink);
      default -> {} // Nothing is known of other operations.
    }
    if (packet.attached(layer) instanceof Transfer transfer) {
      transfer(transfer, sink);
    }
  }

  /** Pushes what the request of a transfer has told; Wireshark calls either file so. */
  private static void transfer(Transfer transfer, FieldSink sink) {
    if (sink.wants(DESTINATION)) {
      sink.text(DESTINATION, transfer.file(), 0, 0);
    }
    if (sink.wants(REQUEST)) {
      sink.number(REQUEST, transfer.request(), 0, 0);
    }
    if (transfer.block() >= 0 && sink.wants(FULL_BLOCK)) {
      sink.number(FULL_BLOCK, transfer.block(), 0, 0);
    }
  }

  private static void request(
      Field file, Packet packet, int layer, int at, int limit, FieldSink sink) {
    int type = text(file, packet, layer, at, limit, sink);
    int options = text(TYPE, packet, layer, type, limit, sink);
    options(packet, layer, options, limit, sink);
  }

  private static void options(Packet packet, int layer, int from, int limit, FieldSink sink) {
    for (int at = from; at < limit; ) {
      int value = text(OPTION_NAME, packet, layer, at, limit, sink);
      at = text(OPTION_VALUE, packet, layer, value, limit, sink);
    }
  }

  /** Pushes a text up to its zero byte, and returns the index behind it. */
  private static int text(
      Field field, Packet packet, int layer, int at, int limit, FieldSink sink) {
    int end = Tftp.textEnd(packet.bytes(layer), at, limit);
    boolean hasValue = end - at > 1 || (field.repeats() && end > at);
    if (hasValue && sink.wants(field)) {
      FieldSequence.text(packet, layer, field, at, end - at, sink);
    }
    return end;
  }
}
