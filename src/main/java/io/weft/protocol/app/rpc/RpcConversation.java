package io.weft.protocol.app.rpc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Exchanges;

/** How a reply finds its call: it repeats the identifier (RFC 5531 section 9). */
final class RpcConversation implements Conversation<RpcConversation.Facts> {
  /**
   * What is kept of a message.
   *
   * @param call null in a reply
   * @param status how it went; null in a call
   */
  record Facts(int identifier, RpcCall call, String status) implements Conversation.Facts {
    @Override
    public Role role() {
      return call != null ? Role.QUESTION : Role.ANSWER;
    }

    @Override
    public int memory() {
      return 56;
    }
  }

  @Override
  public Protocol protocol() {
    return Rpc.PROTOCOL;
  }

  @Override
  public Facts read(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int identifier = BigEndian.i32(bytes, at);
    return Rpc.isCall(bytes, at, packet.limit(layer))
        ? new Facts(identifier, RpcCall.read(bytes, at), null)
        : new Facts(identifier, null, RpcFields.status(bytes, at, packet.limit(layer)));
  }

  @Override
  public boolean answers(Facts question, Facts answer) {
    return question.identifier == answer.identifier;
  }

  @Override
  public boolean repeats(Facts earlier, Facts question) {
    return earlier.equals(question);
  }

  @Override
  public Exchange exchange(Message<Facts> question, Message<Facts> answer) {
    RpcCall call = question.facts().call;
    return new RpcExchange(
        call.programName(),
        Integer.toUnsignedLong(call.version()),
        call.procedureName(),
        answer == null ? null : answer.facts().status,
        Exchanges.datagram(question),
        Exchanges.datagram(answer),
        Exchanges.between(Exchanges.datagram(question), Exchanges.datagram(answer)),
        Exchanges.retries(question));
  }
}
