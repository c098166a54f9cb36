package io.weft.protocol.app.syslog;

import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.protocol.app.PairingDatagrams;

/** A message that begins with its priority, {@code <34>} (RFC 5424 section 6). */
public final class Syslog extends View {
  public static final Protocol PROTOCOL = Protocol.of("syslog", "Syslog Message");

  /** The port of syslog. */
  static final int PORT = 514;

  /** Shortest priority with its brackets, in bytes. */
  static final int MIN_PRIORITY = 3;

  private static final int MAX_DIGITS = 3;

  /** The largest priority: facility 23, severity 7. */
  private static final int MAX_PRIORITY = 191;

  /** A message without a priority that can be read. */
  static final int NO_PRIORITY = -1;

  /** The number between the brackets, 0 to 191; {@link #NO_PRIORITY} where there is none. */
  static int priority(byte[] bytes, int from, int to) {
    int end = textFrom(bytes, from, to);
    if (end == from) {
      return NO_PRIORITY;
    }
    int priority = 0;
    for (int at = from + 1; at < end - 1; at++) {
      priority = priority * 10 + bytes[at] - '0';
    }
    return priority <= MAX_PRIORITY ? priority : NO_PRIORITY;
  }

  /** Index of the text behind the priority; {@code from} where there is no priority. */
  static int textFrom(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '<') {
      return from;
    }
    int at = from + 1;
    while (at < to && at - from <= MAX_DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > from + 1 && at < to && bytes[at] == '>' ? at + 1 : from;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, SyslogFields::all);
    chain.info(PROTOCOL, SyslogText::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, 1), MIN_PRIORITY, Syslog::fit).ports(PORT));
    chain.datagram(new PairingDatagrams<>(new SyslogConversation()));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesOrMaybe(priority(bytes, from, to) != NO_PRIORITY);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Facility times 8 and severity, 0 to 191; -1 where the message has no priority. */
  public int priority() {
    return priority(bytes, at, limit);
  }
}
