package io.weft.protocol.network.isis;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import java.util.ArrayList;
import java.util.List;

/** The fields of messages that tell which link states a system has: all, or some. */
final class SequenceFields {
  private static final String COMPLETE = "isis.csnp.";
  private static final String PARTIAL = "isis.psnp.";

  private static final int SOURCE = 2;
  private static final int FIRST = 9;
  private static final int LAST = 17;
  private static final int COMPLETE_LENGTH = 25;
  private static final int PARTIAL_LENGTH = 9;
  private static final int ENTRY_LENGTH = 16;

  private static final FixedFields HEAD_OF_COMPLETE = head(COMPLETE);
  private static final FixedFields HEAD_OF_PARTIAL = head(PARTIAL);
  private static final Field SOURCE_OF_COMPLETE = Field.text(COMPLETE + "source_id", "Source-ID");
  private static final Field SOURCE_OF_PARTIAL = Field.text(PARTIAL + "source_id", "Source-ID");
  private static final Field FROM = Field.text(COMPLETE + "start_lsp_id", "Start LSP-ID");
  private static final Field TO = Field.text(COMPLETE + "end_lsp_id", "End LSP-ID");
  private static final Field LINK_STATE = Field.text(COMPLETE + "lsp_id", "LSP-ID").repeating();

  /** Of both kinds of messages, as in Wireshark. */
  private static final FixedFields ENTRY =
      FixedFields.of(
          at(0, Field.u16(COMPLETE + "lsp_remain_life", "Remaining Lifetime").repeating()),
          at(
              10,
              Field.u32(COMPLETE + "lsp_seq_num", "LSP Sequence Number").hexadecimal().repeating()),
          at(14, Field.u16(COMPLETE + "lsp_checksum", "LSP checksum").hexadecimal().repeating()));

  private static final Field INSTANCE = Field.u16(COMPLETE + "iid", "Instance Identifier");
  private static final Field TOPOLOGY =
      Field.u16(COMPLETE + "supported_itid", "Supported ITID").repeating();
  private static final Elements OF_COMPLETE = new Elements(COMPLETE, INSTANCE, TOPOLOGY);
  private static final Elements OF_PARTIAL = new Elements(PARTIAL, INSTANCE, TOPOLOGY);

  private SequenceFields() {}

  private static FixedFields head(String prefix) {
    return FixedFields.of(
        at(0, Field.u16(prefix + "pdu_length", "PDU length")),
        at(8, 1, Field.bytes(prefix + "source_circuit", "Source-ID-Circuit")));
  }

  static List<Field> declared() {
    List<Field> all = new ArrayList<>(OF_COMPLETE.declared());
    all.addAll(OF_PARTIAL.head().declared());
    all.addAll(HEAD_OF_COMPLETE.declared());
    all.addAll(HEAD_OF_PARTIAL.declared());
    all.addAll(ENTRY.declared());
    all.addAll(List.of(SOURCE_OF_COMPLETE, SOURCE_OF_PARTIAL, FROM, TO, LINK_STATE));
    return all;
  }

  static void read(byte[] bytes, int start, int limit, boolean isComplete, FieldSink sink) {
    (isComplete ? HEAD_OF_COMPLETE : HEAD_OF_PARTIAL).read(bytes, start, limit, sink);
    Field source = isComplete ? SOURCE_OF_COMPLETE : SOURCE_OF_PARTIAL;
    SystemId.push(source, bytes, start + SOURCE, SystemId.LENGTH, limit, sink);
    if (isComplete) {
      SystemId.push(FROM, bytes, start + FIRST, SystemId.OF_LINK_STATE, limit, sink);
      SystemId.push(TO, bytes, start + LAST, SystemId.OF_LINK_STATE, limit, sink);
    }
    int elements = start + (isComplete ? COMPLETE_LENGTH : PARTIAL_LENGTH);
    (isComplete ? OF_COMPLETE : OF_PARTIAL)
        .read(bytes, elements, limit, sink, SequenceFields::element);
  }

  private static void element(int type, byte[] bytes, int from, int end, FieldSink sink) {
    if (type == Elements.LINK_STATES) {
      for (int at = from; at < end; at += ENTRY_LENGTH) {
        ENTRY.read(bytes, at, end, sink);
        SystemId.push(LINK_STATE, bytes, at + 2, SystemId.OF_LINK_STATE, end, sink);
      }
    }
  }
}
