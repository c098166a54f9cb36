package io.weft.protocol.link.eapol;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of Microsoft's challenge as a method of EAP (RFC 2759 for what is in it). */
final class MsChapFields {
  private static final int CHALLENGE = 1;
  private static final int RESPONSE = 2;
  private static final int SUCCESS = 3;
  private static final int FAILURE = 4;

  /** Where an operation begins, and where its value does, from the beginning of EAP's header. */
  private static final int OPERATION = 5;

  private static final int VALUE = 10;

  /** Bytes before a text that ends an exchange. */
  private static final int TEXT = 9;

  private static final String NAME = "eap.ms_chap_v2.";
  private static final FixedFields OPERATION_CODE =
      FixedFields.of(
          at(
              OPERATION,
              Field.u8(NAME + "opcode", "EAP-MS-CHAP-v2 OpCode")
                  .named(
                      ValueNames.of(
                          "1 Challenge",
                          "2 Response",
                          "3 Success",
                          "4 Failure",
                          "7 Change-Password"))));
  private static final FixedFields HEAD =
      FixedFields.of(
          at(6, Field.u8(NAME + "id", "EAP-MS-CHAP-v2 Id")),
          at(7, Field.u16(NAME + "length", "EAP-MS-CHAP-v2 Length")));
  private static final FixedFields SIZE =
      FixedFields.of(at(TEXT, Field.u8(NAME + "value_size", "EAP-MS-CHAP-v2 Value-Size")));
  private static final FixedFields ASKED =
      FixedFields.of(rest(0, Field.bytes(NAME + "challenge", "EAP-MS-CHAP-v2 Challenge")));
  private static final FixedFields ANSWERED =
      FixedFields.of(
          at(0, 16, Field.bytes(NAME + "peer_challenge", "EAP-MS-CHAP-v2 Peer-Challenge")),
          at(16, 8, Field.bytes(NAME + "reserved", "EAP-MS-CHAP-v2 Reserved")),
          at(24, 24, Field.bytes(NAME + "nt_response", "EAP-MS-CHAP-v2 NT-Response")),
          at(48, Field.u8(NAME + "flags", "EAP-MS-CHAP-v2 Flags").hexadecimal()));
  private static final FixedFields WHO =
      FixedFields.of(rest(0, Field.text(NAME + "name", "EAP-MS-CHAP-v2 Name")));
  private static final FixedFields MESSAGE =
      FixedFields.of(rest(TEXT, Field.text(NAME + "message", "EAP-MS-CHAP-v2 Message")));
  private static final FixedFields REASON =
      FixedFields.of(
          rest(TEXT, Field.text(NAME + "failure_request", "EAP-MS-CHAP-v2 Failure-Request")));
  private static final FixedFields DATA =
      FixedFields.of(rest(TEXT, Field.bytes(NAME + "data", "EAP-MS-CHAP-v2 Data")));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(OPERATION_CODE, HEAD, SIZE, ASKED, ANSWERED, WHO, MESSAGE, REASON, DATA));

  private MsChapFields() {}

  /**
   * Reads a message; the last one of a client has an operation only.
   *
   * @param at of EAP's header
   */
  static void read(byte[] bytes, int at, int end, FieldSink sink) {
    OPERATION_CODE.read(bytes, at, end, sink);
    if (end - at <= OPERATION + 1) {
      return;
    }
    HEAD.read(bytes, at, end, sink);
    switch (BigEndian.u8(bytes, at + OPERATION)) {
      case CHALLENGE -> value(ASKED, bytes, at, end, sink);
      case RESPONSE -> value(ANSWERED, bytes, at, end, sink);
      case SUCCESS -> MESSAGE.read(bytes, at, end, sink);
      case FAILURE -> REASON.read(bytes, at, end, sink);
      default -> DATA.read(bytes, at, end, sink);
    }
  }

  private static void value(FixedFields layout, byte[] bytes, int at, int end, FieldSink sink) {
    SIZE.read(bytes, at, end, sink);
    if (end - at < VALUE) {
      return;
    }
    int name = Math.min(end, at + VALUE + BigEndian.u8(bytes, at + TEXT));
    layout.read(bytes, at + VALUE, name, sink);
    WHO.read(bytes, name, end, sink);
  }
}
