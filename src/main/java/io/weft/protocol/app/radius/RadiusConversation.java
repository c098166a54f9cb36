package io.weft.protocol.app.radius;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.bytes.MemorySize;
import io.weft.bytes.Text;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Exchanges;

/** How RADIUS asks and answers: a response repeats the identifier of its request. */
final class RadiusConversation implements Conversation<RadiusConversation.Facts> {
  private static final int USER_NAME = 1;
  private static final int NAS_ADDRESS = 4;
  private static final int REPLY_MESSAGE = 18;
  private static final int IPV4_LENGTH = 4;

  /**
   * What is kept of a packet.
   *
   * @param mark the first half of the authenticator, which a repeated request has again
   */
  record Facts(int code, int id, long mark, String user, String nas, String message)
      implements Conversation.Facts {
    @Override
    public Role role() {
      return Radius.isRequest(code) ? Role.QUESTION : Role.ANSWER;
    }

    @Override
    public int memory() {
      return 48 + MemorySize.of(user) + MemorySize.of(nas) + MemorySize.of(message);
    }

    String name() {
      String name = Radius.codeName(code);
      return name == null ? Integer.toString(code) : name;
    }
  }

  @Override
  public Protocol protocol() {
    return Radius.PROTOCOL;
  }

  @Override
  public Facts read(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    String user = null;
    String nas = null;
    String message = null;
    for (int at = start + Radius.HEADER_LENGTH; limit - at >= Radius.ATTRIBUTE_HEADER; ) {
      int length = BigEndian.u8(bytes, at + 1);
      int end = at + length;
      if (length < Radius.ATTRIBUTE_HEADER || end > limit) {
        break;
      }
      int value = at + Radius.ATTRIBUTE_HEADER;
      switch (bytes[at]) {
        case USER_NAME -> user = Text.of(bytes, value, end);
        case NAS_ADDRESS ->
            nas = end - value == IPV4_LENGTH ? Addresses.ipv4(BigEndian.i32(bytes, value)) : nas;
        case REPLY_MESSAGE -> message = Text.of(bytes, value, end);
        default -> {} // The other attributes are not reported.
      }
      at = end;
    }
    return new Facts(
        BigEndian.u8(bytes, start),
        BigEndian.u8(bytes, start + Radius.ID),
        BigEndian.i64(bytes, start + 4),
        user,
        nas,
        message);
  }

  @Override
  public boolean answers(Facts question, Facts answer) {
    return question.id == answer.id;
  }

  @Override
  public boolean repeats(Facts earlier, Facts question) {
    return earlier.id == question.id && earlier.mark == question.mark;
  }

  @Override
  public Exchange exchange(Message<Facts> question, Message<Facts> answer) {
    Facts first = question != null ? question.facts() : answer.facts();
    return new RadiusExchange(
        first.id,
        first.name(),
        answer == null ? null : answer.facts().name(),
        Exchanges.datagram(question),
        Exchanges.datagram(answer),
        Exchanges.between(Exchanges.datagram(question), Exchanges.datagram(answer)),
        Exchanges.retries(question),
        question == null ? null : question.facts().user,
        question == null ? null : question.facts().nas,
        answer == null ? null : answer.facts().message);
  }
}
