package io.weft.protocol.app.sip;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.FlowContext;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Exchanges;
import io.weft.protocol.app.Pairing;
import io.weft.protocol.app.sip.sdp.Sdp;
import java.util.List;

/**
 * How SIP asks and answers: a response has the call and the sequence of its request (RFC 3261
 * section 17.1.3). Provisional ones (1xx) go with the request.
 */
final class SipConversation implements Conversation<SipFacts> {
  @Override
  public Protocol protocol() {
    return Sip.PROTOCOL;
  }

  @Override
  public boolean announces() {
    return true;
  }

  /** Announces the media of the call that the message sets up. */
  @Override
  public void announce(
      Direction sender,
      Packet packet,
      int layer,
      SipFacts facts,
      Pairing pairing,
      DatagramContext context) {
    byte[] bytes = packet.bytes(layer);
    int to = packet.limit(layer);
    int body = SipHeaders.description(bytes, packet.start(layer), to);
    announce(bytes, body, to, facts, pairing, context);
  }

  /**
   * Announces what a message in some bytes describes. What a final response accepts was announced
   * with the request, as Wireshark counts it; a request that comes once more announces nothing new.
   *
   * @param body index of the description; negative where there is none
   * @param facts of the message
   * @param pairing how it stands to an earlier one; null where it does not
   */
  static void announce(
      byte[] bytes, int body, int to, SipFacts facts, Pairing pairing, FlowContext context) {
    if (body < 0 || (pairing != null && pairing.isRepeat())) {
      return;
    }
    boolean accepts = pairing != null && facts.role() == Role.ANSWER;
    long packet = accepts ? pairing.packet() : context.arrival().number();
    Sdp.announce(bytes, body, to, packet, context);
  }

  @Override
  public SipFacts read(Packet packet, int layer) {
    return SipFacts.of(packet.bytes(layer), packet.start(layer), packet.limit(layer));
  }

  @Override
  public boolean answers(SipFacts question, SipFacts answer) {
    return question.isOf(answer);
  }

  @Override
  public boolean repeats(SipFacts earlier, SipFacts question) {
    return earlier.isOf(question);
  }

  @Override
  public Exchange exchange(Message<SipFacts> question, Message<SipFacts> answer) {
    SipFacts asked = question == null ? null : question.facts();
    SipFacts told = answer == null ? null : answer.facts();
    SipFacts first = asked == null ? told : asked;
    return new SipExchange(
        first.method(),
        first.uri(),
        first.from(),
        first.to(),
        first.callId(),
        first.sequence(),
        first.subject(),
        asked == null ? null : asked.agent(),
        asked == null ? null : asked.contentType(),
        asked == null ? null : asked.bodyBytes(),
        provisional(question),
        told == null ? null : told.status(),
        told == null ? null : told.reason(),
        told == null ? null : told.agent(),
        told == null ? null : told.warning(),
        told == null ? null : told.bodyBytes(),
        Exchanges.datagram(question),
        Exchanges.datagram(answer),
        Exchanges.between(Exchanges.datagram(question), Exchanges.datagram(answer)),
        Exchanges.retries(question));
  }

  private static List<SipExchange.Provisional> provisional(Message<SipFacts> question) {
    return question == null || question.progress().isEmpty()
        ? null
        : question.progress().stream()
            .map(
                each ->
                    new SipExchange.Provisional(
                        each.facts().status(), each.facts().reason(), each.datagram()))
            .toList();
  }
}
