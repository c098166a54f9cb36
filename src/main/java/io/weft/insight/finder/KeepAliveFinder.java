package io.weft.insight.finder;

import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
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
    long sent = Flags.packets(asking.ofOwn(), "keep_alive");
    long answered = Flags.packets(asking.ofPeer(), "keep_alive_ack");
    boolean isProbing = asked.stream().segments().zeroWindows() > 0; // such probes look the same
    if (sent - answered < FEW || isProbing) {
      return;
    }
    Proof proof = new Proof();
    proof.addClose(record);
    found(
        new Finding(
            FindingKind.KEEP_ALIVE_DEATH,
            Severity.WARNING,
            Message.of(
                "keep-alive-death",
                Place.text(asking.own()),
                Place.text(asked),
                sent - answered,
                sent),
            proof.packets(),
            null,
            Message.of("keep-alive-death.next", Place.text(asked), record.name().toString()),
            record.name(),
            sent - answered));
  }
}
