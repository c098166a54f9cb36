package io.weft.insight.finder;

import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.proof.Place;
import io.weft.insight.proof.Proof;
import io.weft.insight.time.BoxOnTheWay;
import io.weft.insight.time.ConnectionTime;

/** Boxes that answer handshakes in the name of an end that is much farther away. */
final class BoxFinder extends SideFinder {

  @Override
  void look(Flow flow, Side side, ConnectionTime time) {
    FlowRecord record = side.record();
    TcpRecord.Handshake handshake = record.tcp().handshake();
    if (time == null || handshake == null) {
      return;
    }
    boolean isServer = side.direction() == Direction.FROM_SERVER;
    long answered = isServer ? handshake.serverRttNanos() : handshake.clientRttNanos();
    long acknowledged = isServer ? time.serverRttNanos() : time.clientRttNanos();
    if (!BoxOnTheWay.answers(answered, acknowledged)) {
      return;
    }
    Proof proof = new Proof();
    proof.addFirst(record);
    found(
        new Finding(
            FindingKind.BOX_ANSWERS,
            Severity.NOTE,
            Message.of(
                "box-answers", Place.text(side.own()), new Span(answered), new Span(acknowledged)),
            proof.packets(),
            null,
            Message.of("box-answers.next", Place.text(side.own())),
            record.name(),
            1));
  }
}
