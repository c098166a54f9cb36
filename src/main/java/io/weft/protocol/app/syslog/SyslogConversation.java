package io.weft.protocol.app.syslog;

import io.weft.bytes.Text;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation;

/** Syslog knows no answers: each message stands alone. */
final class SyslogConversation implements Conversation<SyslogConversation.Facts> {
  /** Most bytes of a text that are kept. */
  private static final int MAX_TEXT = 1_024;

  record Facts(int priority, String text) implements Conversation.Facts {
    @Override
    public Role role() {
      return Role.NOTICE;
    }

    @Override
    public int memory() {
      return 0; // it never waits
    }
  }

  @Override
  public Protocol protocol() {
    return Syslog.PROTOCOL;
  }

  @Override
  public Facts read(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int limit = packet.limit(layer);
    int text = Syslog.textFrom(bytes, from, limit);
    return new Facts(
        Syslog.priority(bytes, from, limit),
        Text.of(bytes, text, Math.min(limit, text + MAX_TEXT)).stripTrailing());
  }

  @Override
  public boolean answers(Facts question, Facts answer) {
    return false;
  }

  @Override
  public boolean repeats(Facts earlier, Facts question) {
    return false;
  }

  @Override
  public Exchange exchange(Message<Facts> question, Message<Facts> answer) {
    Facts facts = question.facts();
    boolean isKnown = facts.priority != Syslog.NO_PRIORITY;
    return new SyslogExchange(
        isKnown ? SyslogNames.facility(facts.priority >> 3) : null,
        isKnown ? SyslogNames.severity(facts.priority & 7) : null,
        facts.text,
        question.datagram());
  }
}
