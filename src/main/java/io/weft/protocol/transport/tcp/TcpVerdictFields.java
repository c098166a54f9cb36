package io.weft.protocol.transport.tcp;

import io.weft.dissect.Field;
import io.weft.dissect.FieldSink;
import java.util.List;

/** The fields of {@link TcpVerdict}. */
final class TcpVerdictFields {
  private TcpVerdictFields() {}

  /** Pushes one value, or none. */
  @FunctionalInterface
  private interface Reader {
    void read(TcpVerdict verdict, FieldSink sink);
  }

  static List<Field> all() {
    return List.of(
        flag("retransmission", "Sent before", TcpVerdict.RETRANSMISSION),
        flag("out_of_order", "Overtaken on the way", TcpVerdict.OUT_OF_ORDER),
        flag("spurious_retransmission", "Sent again needlessly", TcpVerdict.SPURIOUS),
        flag("duplicate", "The same packet once more", TcpVerdict.DUPLICATE),
        field(
            "duplicate_frame",
            "The same packet as in frame",
            Field.Type.NUMBER,
            (verdict, sink) -> number(verdict.duplicateOf, sink)),
        field(
            "loss_side",
            "Side of the capture on which the first copy was lost",
            Field.Type.TEXT,
            (verdict, sink) -> text(verdict.lossSide, sink)),
        field(
            "spurious_frame",
            "Shows that the retransmission was spurious in frame",
            Field.Type.NUMBER,
            (verdict, sink) -> number(verdict.spuriousPacket, sink)),
        field(
            "spurious_proof",
            "What shows that a retransmission was spurious",
            Field.Type.TEXT,
            (verdict, sink) -> text(verdict.proof, sink)));
  }

  private static void number(long packet, FieldSink sink) {
    if (packet != 0) {
      sink.number(packet, 0, 0);
    }
  }

  private static void text(Object value, FieldSink sink) {
    if (value != null) {
      sink.text(value.toString(), 0, 0);
    }
  }

  private static Field flag(String name, String label, int flag) {
    return field(
        name,
        label,
        Field.Type.FLAG,
        (verdict, sink) -> {
          if (verdict.has(flag)) {
            sink.flag(true, 0, 0);
          }
        });
  }

  private static Field field(String name, String label, Field.Type type, Reader reader) {
    return Field.of(
        "weft." + name,
        label,
        type,
        (packet, layer, sink) -> {
          if (packet.attached(layer) instanceof TcpAnalysis analysis) {
            reader.read(analysis.verdict, sink);
          }
        });
  }
}
