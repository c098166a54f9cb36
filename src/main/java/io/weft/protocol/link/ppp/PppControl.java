package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;

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
import java.util.function.IntFunction;

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

  /** The layout of an option whose contents are not read. */
  static final FixedFields NOTHING = FixedFields.of();

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

  /**
   * Reads the options of a message, each of which has a type and its own length before it.
   *
   * @param common of every option
   * @param layouts what an option of a type has besides
   */
  static void readOptions(
      byte[] bytes,
      int from,
      int end,
      FixedFields common,
      IntFunction<FixedFields> layouts,
      FieldSink sink) {
    int at = from;
    while (at + 2 <= end) {
      int length = BigEndian.u8(bytes, at + 1);
      if (length < 2 || at + length > end) {
        return;
      }
      common.read(bytes, at, at + length, sink);
      layouts.apply(BigEndian.u8(bytes, at)).read(bytes, at, at + length, sink);
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
