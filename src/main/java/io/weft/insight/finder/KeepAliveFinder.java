package io.weft.insight.finder;

import io.weft.dissect.Direction;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Flags;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.insight.time.ConnectionTime;

/** Connections whose peer has gone without a word: keep-alives get no answer. */
final class KeepAliveFinder extends SideFinder {
  /** One or two answers may be lost. */
  private static final int FEW = 3;

  @Override
  void look(Flow flow, Side asking, ConnectionTime time) {
    FlowRecord record = asking.record();
    EndpointRecord asked = asking.peer();
    long sent = sent(asking);
    long unanswered = unanswered(asking);
    if (unanswered < FEW) {
      return;
    }
    Proof proof = new Proof();
    proof.addClose(record);
    found(
        new Finding(
            FindingKind.KEEP_ALIVE_DEATH,
            Severity.WARNING,
            Message.of(
                "keep-alive-death", Place.text(asking.own()), Place.text(asked), unanswered, sent),
            proof.packets(),
            null,
            Message.of("keep-alive-death.next", Place.text(asked), record.name().toString()),
            record.name(),
            unanswered));
  }

  /** Did an end ask in vain until it gave up? Then it resets the connection, for this reason. */
  static boolean gaveUp(FlowRecord record) {
    TcpRecord tcp = record.tcp();
    if (tcp.analysis() == null || tcp.close() == null || !tcp.close().reset()) {
      return false;
    }
    Direction by = tcp.close().byClient() ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
    return unanswered(Side.of(record, by)) >= FEW;
  }

  private static long sent(Side asking) {
    return Flags.packets(asking.ofOwn(), "keep_alive");
  }

  private static long unanswered(Side asking) {
    boolean isProbing =
        asking.peer().stream().segments().zeroWindows() > 0; // such probes look the same
    return isProbing ? 0 : sent(asking) - Flags.packets(asking.ofPeer(), "keep_alive_ack");
  }
}
