package io.weft.protocol.transport.tcp;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/** The fields of {@link TcpVerdict}; a segment that was not analysed has none of them. */
final class TcpVerdictFields {
  private static final Field RETRANSMISSION =
      Field.flag("weft.retransmission", "Sent before").generated().tracked();
  private static final Field OUT_OF_ORDER =
      Field.flag("weft.out_of_order", "Overtaken on the way").generated().tracked();
  private static final Field SPURIOUS =
      Field.flag("weft.spurious_retransmission", "Sent again needlessly").generated().tracked();
  private static final Field DUPLICATE =
      Field.flag("weft.duplicate", "The same packet once more").generated().tracked();
  private static final Field DUPLICATE_FRAME =
      Field.u64("weft.duplicate_frame", "The same packet as in frame").generated().tracked();
  private static final Field LOSS_SIDE =
      Field.text("weft.loss_side", "Side of the capture on which the first copy was lost")
          .generated()
          .tracked();
  private static final Field SPURIOUS_FRAME =
      Field.u64("weft.spurious_frame", "Shows that the retransmission was spurious in frame")
          .generated()
          .tracked();
  private static final Field SPURIOUS_PROOF =
      Field.text("weft.spurious_proof", "What shows that a retransmission was spurious")
          .generated()
          .tracked();

  private TcpVerdictFields() {}

  static LayerFields all() {
    return LayerFields.of(
        (packet, layer, sink) -> {
          if (packet.attached(layer) instanceof TcpAnalysis analysis) {
            read(analysis.verdict(), sink);
          }
        },
        RETRANSMISSION,
        OUT_OF_ORDER,
        SPURIOUS,
        DUPLICATE,
        DUPLICATE_FRAME,
        LOSS_SIDE,
        SPURIOUS_FRAME,
        SPURIOUS_PROOF);
  }

  private static void read(TcpVerdict verdict, FieldSink sink) {
    if (verdict.flags() != 0) {
      flag(RETRANSMISSION, verdict.has(TcpVerdict.RETRANSMISSION), sink);
      flag(OUT_OF_ORDER, verdict.has(TcpVerdict.OUT_OF_ORDER), sink);
      flag(SPURIOUS, verdict.has(TcpVerdict.SPURIOUS), sink);
      flag(DUPLICATE, verdict.has(TcpVerdict.DUPLICATE), sink);
      packet(DUPLICATE_FRAME, verdict.duplicateOf(), sink);
      text(LOSS_SIDE, verdict.lossSide(), sink);
    }
    packet(SPURIOUS_FRAME, verdict.spuriousPacket(), sink);
    text(SPURIOUS_PROOF, verdict.proof(), sink);
  }

  private static void flag(Field field, boolean holds, FieldSink sink) {
    if (holds && sink.wants(field)) {
      sink.flag(field, true, 0, 0);
    }
  }

  private static void packet(Field field, long number, FieldSink sink) {
    if (number != 0 && sink.wants(field)) {
      sink.number(field, number, 0, 0);
    }
  }

  private static void text(Field field, Object value, FieldSink sink) {
    if (value != null && sink.wants(field)) {
      sink.text(field, value.toString(), 0, 0);
    }
  }
}
