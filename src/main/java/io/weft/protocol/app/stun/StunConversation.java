package io.weft.protocol.app.stun;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Exchanges;

/** How STUN asks and answers: a response repeats the transaction of its request. */
final class StunConversation implements Conversation<StunConversation.Facts> {
  private static final int MAPPED = 0x0001;
  private static final int XOR_MAPPED = 0x0020;
  private static final int IPV4_LENGTH = 8;
  private static final int IPV6_LENGTH = 20;

  /**
   * What is kept of a message.
   *
   * @param first the upper half of the transaction's number
   * @param rest its lower half
   */
  record Facts(int type, long first, int rest, String mapped) implements Conversation.Facts {
    @Override
    public Role role() {
      return switch (Stun.messageClass(type)) {
        case Stun.REQUEST -> Role.QUESTION;
        case Stun.INDICATION -> Role.NOTICE;
        default -> Role.ANSWER;
      };
    }

    @Override
    public int memory() {
      return 40;
    }

    private boolean isOf(Facts other) {
      return first == other.first && rest == other.rest;
    }
  }

  @Override
  public Protocol protocol() {
    return Stun.PROTOCOL;
  }

  @Override
  public Facts read(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    if (Channel.is(bytes, at)) {
      return null;
    }
    int type = BigEndian.u16(bytes, at);
    return new Facts(
        type,
        BigEndian.i64(bytes, at + Stun.TRANSACTION),
        BigEndian.i32(bytes, at + Stun.TRANSACTION + 8),
        Stun.messageClass(type) == Stun.SUCCESS ? mapped(packet, layer) : null);
  }

  private static String mapped(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    for (int at = start + Stun.HEADER_LENGTH; limit - at >= Stun.ATTRIBUTE_HEADER; ) {
      int type = BigEndian.u16(bytes, at);
      int length = BigEndian.u16(bytes, at + 2);
      int value = at + Stun.ATTRIBUTE_HEADER;
      if (length > limit - value) {
        return null;
      }
      if ((type == MAPPED || type == XOR_MAPPED)
          && (length == IPV4_LENGTH || length == IPV6_LENGTH)) {
        return endpoint(bytes, value, length, type == XOR_MAPPED ? start + Stun.COOKIE : -1);
      }
      at = value + ((length + 3) & ~3);
    }
    return null;
  }

  /**
   * @param mask where the bytes begin that mask the address; negative for none
   */
  private static String endpoint(byte[] bytes, int at, int length, int mask) {
    int port = BigEndian.u16(bytes, at + 2) ^ (mask < 0 ? 0 : BigEndian.u16(bytes, mask));
    int from = at + 4;
    if (length == IPV4_LENGTH) {
      int address = BigEndian.i32(bytes, from) ^ (mask < 0 ? 0 : BigEndian.i32(bytes, mask));
      return Addresses.ipv4(address) + ':' + port;
    }
    long high = BigEndian.i64(bytes, from) ^ (mask < 0 ? 0 : BigEndian.i64(bytes, mask));
    long low = BigEndian.i64(bytes, from + 8) ^ (mask < 0 ? 0 : BigEndian.i64(bytes, mask + 8));
    return '[' + Addresses.ipv6(high, low) + "]:" + port;
  }

  @Override
  public boolean answers(Facts question, Facts answer) {
    return question.isOf(answer);
  }

  @Override
  public boolean repeats(Facts earlier, Facts question) {
    return earlier.isOf(question);
  }

  @Override
  public Exchange exchange(Message<Facts> question, Message<Facts> answer) {
    Facts first = question != null ? question.facts() : answer.facts();
    String name = Stun.methodName(Stun.method(first.type));
    return new StunExchange(
        name == null ? Integer.toString(Stun.method(first.type)) : name,
        result(first, answer),
        Exchanges.datagram(question),
        Exchanges.datagram(answer),
        Exchanges.between(Exchanges.datagram(question), Exchanges.datagram(answer)),
        Exchanges.retries(question),
        answer == null ? null : answer.facts().mapped);
  }

  private static String result(Facts first, Message<Facts> answer) {
    if (answer != null) {
      return Stun.messageClass(answer.facts().type) == Stun.SUCCESS ? "success" : "error";
    }
    return first.role() == Role.NOTICE ? "indication" : null;
  }
}
