package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** A DNS message in a datagram: checks that its names and counts hold. */
public final class DnsDissector implements Dissector {
  private static final int DNS_PORT = 53;
  private static final int MULTICAST_PORT = 5353;
  private static final int LINK_LOCAL_PORT = 5355;

  /** Type and class. */
  static final int QUESTION_TAIL = 4;

  /** Type, class, time to live, length of the data. */
  static final int RECORD_TAIL = 10;

  static final int DATA_LENGTH = 8;

  private final Protocol protocol;

  private DnsDissector(Protocol protocol) {
    this.protocol = protocol;
  }

  /** DNS, multicast DNS and LLMNR in datagrams, DNS in streams. */
  public static void register(Chain.Builder chain) {
    chain.text(Dns.LINK_LOCAL, DnsText::describe);
    chain.text(Dns.MULTICAST, DnsText::describe);
    chain.text(Dns.PROTOCOL, DnsText::describe);
    chain
        .udpPort(DNS_PORT, new DnsDissector(Dns.PROTOCOL))
        .udpPort(MULTICAST_PORT, new DnsDissector(Dns.MULTICAST))
        .udpPort(LINK_LOCAL_PORT, new DnsDissector(Dns.LINK_LOCAL))
        .datagram(new DnsDatagrams(Dns.PROTOCOL))
        .datagram(new DnsDatagrams(Dns.MULTICAST))
        .datagram(new DnsDatagrams(Dns.LINK_LOCAL))
        .stream(new DnsStreams());
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (packet.available() == 0 || !packet.require(Dns.HEADER_LENGTH)) {
      return null;
    }
    int end = check(packet.bytes(), packet.offset(), packet.limit());
    if (end == DnsName.BAD) {
      packet.note(Dns.BAD_NAME, 0, packet.available());
    } else if (end == DnsName.CUT) {
      boolean cut = packet.limit() < packet.wireLimit();
      packet.note(cut ? Anomaly.CUT_BY_CAPTURE : Dns.BAD_COUNT, 0, packet.available());
    }
    packet.enter(protocol, packet.available());
    return null;
  }

  /**
   * Index behind the last record, {@link DnsName#CUT} or {@link DnsName#BAD}. Without a {@link
   * DnsCursor}, as all threads share the dissector.
   */
  static int check(byte[] bytes, int message, int limit) {
    int questions = Dns.questionCount(bytes, message);
    int records =
        Dns.answerCount(bytes, message)
            + Dns.authorityCount(bytes, message)
            + Dns.additionalCount(bytes, message);
    int at = message + Dns.HEADER_LENGTH;
    for (int i = 0; i < questions + records; i++) {
      at = DnsName.skip(bytes, at, limit);
      if (at < 0) {
        return at;
      }
      int tail = i < questions ? QUESTION_TAIL : RECORD_TAIL;
      if (limit - at < tail) {
        return DnsName.CUT;
      }
      at += tail + (i < questions ? 0 : BigEndian.u16(bytes, at + DATA_LENGTH));
      if (at > limit) {
        return DnsName.CUT;
      }
    }
    return at;
  }
}
