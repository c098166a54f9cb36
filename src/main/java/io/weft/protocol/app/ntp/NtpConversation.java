package io.weft.protocol.app.ntp;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Exchanges;

/**
 * How clients ask for the time: an answer repeats the time at which its request was sent (RFC 5905
 * section 8).
 */
final class NtpConversation implements Conversation<NtpConversation.Facts> {
  /**
   * What is kept of a message.
   *
   * @param mark the request's transmit time, which the answer has as its origin time
   */
  record Facts(int version, int mode, long mark, int stratum, int reference)
      implements Conversation.Facts {
    @Override
    public Role role() {
      return mode == Ntp.CLIENT ? Role.QUESTION : mode == Ntp.SERVER ? Role.ANSWER : Role.NOTICE;
    }

    @Override
    public int memory() {
      return 40;
    }

    /** An address, or the letters that name a source of stratum 0 or 1 (RFC 5905 section 7.3). */
    String source() {
      if (stratum > 1) {
        return Addresses.ipv4(reference);
      }
      StringBuilder letters = new StringBuilder(4);
      for (int shift = 24; shift >= 0; shift -= 8) {
        int letter = reference >> shift & 0xFF;
        if (letter >= ' ' && letter < 0x7F) {
          letters.append((char) letter);
        }
      }
      return letters.toString();
    }
  }

  @Override
  public Protocol protocol() {
    return Ntp.PROTOCOL;
  }

  @Override
  public Facts read(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int mode = Ntp.mode(bytes, at);
    if (packet.limit(layer) - at < Ntp.headerLength(mode)) {
      return null;
    }
    if (mode >= Ntp.CONTROL) {
      return new Facts(Ntp.version(bytes, at), mode, 0, 0, 0);
    }
    int mark = mode == Ntp.SERVER ? Ntp.ORIGIN_TIME : Ntp.TRANSMIT_TIME;
    return new Facts(
        Ntp.version(bytes, at),
        mode,
        BigEndian.i64(bytes, at + mark),
        BigEndian.u8(bytes, at + Ntp.STRATUM),
        BigEndian.i32(bytes, at + Ntp.REFERENCE));
  }

  @Override
  public boolean answers(Facts question, Facts answer) {
    return question.mark == answer.mark;
  }

  @Override
  public boolean repeats(Facts earlier, Facts question) {
    return earlier.mark == question.mark;
  }

  @Override
  public Exchange exchange(Message<Facts> question, Message<Facts> answer) {
    Facts first = question != null ? question.facts() : answer.facts();
    Facts told = answer == null ? null : answer.facts();
    return new NtpExchange(
        first.version,
        Ntp.modeName(first.mode),
        Exchanges.datagram(question),
        Exchanges.datagram(answer),
        Exchanges.between(Exchanges.datagram(question), Exchanges.datagram(answer)),
        Exchanges.retries(question),
        told == null ? null : told.stratum,
        told == null ? null : told.source());
  }
}
