package io.weft.protocol.app.snmp;

import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.BerElement;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Exchanges;

/**
 * How managers ask agents: a response repeats the request's identifier, in version 3 that of the
 * message (RFC 3416 section 4.2, RFC 3412 section 7.2). A report also answers.
 */
final class SnmpConversation implements Conversation<SnmpMessage> {
  @Override
  public Protocol protocol() {
    return Snmp.PROTOCOL;
  }

  @Override
  public SnmpMessage read(Packet packet, int layer) {
    boolean isKnown =
        Snmp.version(packet.bytes(layer), packet.start(layer), packet.limit(layer))
            != BerElement.NONE;
    return isKnown ? SnmpMessage.of(packet, layer, SnmpMessage.MAX_NAMES) : null;
  }

  @Override
  public boolean answers(SnmpMessage question, SnmpMessage answer) {
    return question.mark() == answer.mark();
  }

  @Override
  public boolean repeats(SnmpMessage earlier, SnmpMessage question) {
    return earlier.mark() == question.mark() && earlier.names().equals(question.names());
  }

  @Override
  public Exchange exchange(Message<SnmpMessage> question, Message<SnmpMessage> answer) {
    SnmpMessage first = question != null ? question.facts() : answer.facts();
    SnmpMessage last = answer == null ? null : answer.facts();
    return new SnmpExchange(
        first.version(),
        first.community(),
        first.user() == null && last != null ? last.user() : first.user(),
        first.operation(),
        first.requestId(),
        last == null ? null : last.operation(),
        Exchanges.datagram(question),
        Exchanges.datagram(answer),
        Exchanges.between(Exchanges.datagram(question), Exchanges.datagram(answer)),
        Exchanges.retries(question),
        last == null ? null : last.errorStatus(),
        first.names().isEmpty() ? null : first.names());
  }
}
