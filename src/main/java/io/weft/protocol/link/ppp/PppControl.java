package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.PppProtocol;
import java.util.ArrayList;
import java.util.List;

/**
 * What the control protocols of PPP have in common: a code, a number and a length before each
 * message (RFC 1661, section 5), which Wireshark names alike in all of them.
 */
final class PppControl {
  static final int HEADER_LENGTH = 4;

  static final int CONFIGURE_REQUEST = 1;
  static final int CONFIGURE_REJECT = 4;
  static final int TERMINATE_REQUEST = 5;
  static final int CODE_REJECT = 7;
  static final int PROTOCOL_REJECT = 8;
  static final int ECHO_REQUEST = 9;
  static final int DISCARD_REQUEST = 11;
  static final int IDENTIFICATION = 12;
  static final int TIME_REMAINING = 13;

  static final FixedFields HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("ppp.code", "Code")
                  .named(
                      ValueNames.of(
                          "1 Configuration request",
                          "2 Configuration ack",
                          "3 Configuration nak",
                          "4 Configuration reject",
                          "5 Termination request",
                          "6 Termination ack",
                          "7 Code reject",
                          "8 Protocol reject",
                          "9 Echo request",
                          "10 Echo reply",
                          "11 Discard request",
                          "12 Identification",
                          "13 Time remaining"))),
          at(1, Field.u8("ppp.identifier", "Identifier")),
          at(2, Field.u16("ppp.length", "Length")));

  private static final FixedFields DATA =
      FixedFields.of(rest(HEADER_LENGTH, Field.bytes("ppp.data", "Data")));
  private static final Field INVALID_LENGTH =
      Field.presence("ppp.opt.len.invalid", "Invalid length for option").repeating();

  /** What the methods below push besides the header. */
  static final LayerFields COMMON = LayerFields.declaring(List.of(HEADER, DATA), INVALID_LENGTH);

  /** Reads what an option has behind its type and length. */
  @FunctionalInterface
  interface OptionReader {
    /**
     * @param at of the option's type
     * @param end behind the option, which is whole
     */
    void read(int type, byte[] bytes, int at, int end, FieldSink sink);
  }

  private PppControl() {}

  /** Does the message consist of options? */
  static boolean hasOptions(int code) {
    return code >= CONFIGURE_REQUEST && code <= CONFIGURE_REJECT;
  }

  /** Adds a control protocol to a chain. */
  static void register(Chain.Builder chain, Protocol protocol, LayerFields fields, int number) {
    chain
        .fields(protocol, fields)
        .put(PppProtocol.TABLE, number, new MessageDissector(protocol, HEADER_LENGTH));
  }

  /** The fields of a control protocol whose messages are options, or else bytes of no layout. */
  static LayerFields fields(FixedFields option, OptionReader reader, LayerFields... parts) {
    List<LayerFields> all = new ArrayList<>(List.of(COMMON, option));
    all.addAll(List.of(parts));
    return LayerFields.of(
        (packet, layer, sink) -> {
          byte[] bytes = packet.bytes(layer);
          int start = packet.start(layer);
          int end = end(packet, layer);
          HEADER.read(bytes, start, end, sink);
          if (hasOptions(BigEndian.u8(bytes, start))) {
            readOptions(bytes, start + HEADER_LENGTH, end, option, reader, sink);
          } else {
            readData(bytes, start, end, sink);
          }
        },
        all);
  }

  /** Reads what stands behind the header as bytes. */
  static void readData(byte[] bytes, int start, int end, FieldSink sink) {
    DATA.read(bytes, start, end, sink);
  }

  /**
   * Reads the options of a message, each of which has a type and its own length before it.
   *
   * @param common of every option
   * @param reader of what an option has besides
   */
  static void readOptions(
      byte[] bytes, int from, int end, FixedFields common, OptionReader reader, FieldSink sink) {
    int at = from;
    while (at + 2 <= end) {
      int length = BigEndian.u8(bytes, at + 1);
      if (length < 2 || at + length > end) {
        if (sink.wants(INVALID_LENGTH)) {
          sink.flag(INVALID_LENGTH, true, at, end - at);
        }
        return;
      }
      common.read(bytes, at, at + length, sink);
      reader.read(BigEndian.u8(bytes, at), bytes, at, at + length, sink);
      at += length;
    }
  }

  /** End of the message: as its length says, and at most that of its layer. */
  static int end(Packet packet, int layer) {
    int at = packet.start(layer);
    return Math.min(
        packet.limit(layer),
        at + Math.max(HEADER_LENGTH, BigEndian.u16(packet.bytes(layer), at + 2)));
  }
}
