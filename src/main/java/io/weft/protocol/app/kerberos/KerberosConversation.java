package io.weft.protocol.app.kerberos;

import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Exchanges;

/**
 * How Kerberos asks and answers: a reply is of its request's kind, and an error answers any. What
 * they have in common besides is encrypted.
 */
final class KerberosConversation implements Conversation<KerberosFacts> {
  @Override
  public Protocol protocol() {
    return Kerberos.PROTOCOL;
  }

  @Override
  public KerberosFacts read(Packet packet, int layer) {
    return KerberosFacts.of(packet.bytes(layer), packet.start(layer), packet.limit(layer));
  }

  @Override
  public boolean answers(KerberosFacts question, KerberosFacts answer) {
    return answer.type() == Kerberos.ERROR || answer.type() == question.type() + 1;
  }

  @Override
  public boolean repeats(KerberosFacts earlier, KerberosFacts question) {
    return earlier.type() == question.type() && earlier.nonce() == question.nonce();
  }

  @Override
  public Exchange exchange(Message<KerberosFacts> question, Message<KerberosFacts> answer) {
    KerberosFacts first = question != null ? question.facts() : answer.facts();
    KerberosFacts told = answer == null ? first : answer.facts();
    boolean isError = told.errorCode() != null;
    return new KerberosExchange(
        Kerberos.name(first.type()),
        answer == null ? null : Kerberos.name(told.type()),
        first.client() == null ? told.client() : first.client(),
        first.service() == null ? told.service() : first.service(),
        first.realm() == null ? told.realm() : first.realm(),
        question == null || first.ciphers().isEmpty() ? null : first.ciphers(),
        told.ticketCipher(),
        first.till(),
        isError ? told.errorCode() : null,
        isError ? KerberosNames.ERRORS.name(told.errorCode()) : null,
        told.errorText(),
        Exchanges.datagram(question),
        Exchanges.datagram(answer),
        Exchanges.between(Exchanges.datagram(question), Exchanges.datagram(answer)),
        Exchanges.retries(question));
  }
}
