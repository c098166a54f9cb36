package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import java.util.List;

/**
 * A DNS message (RFC 1035 section 4.1). Multicast DNS (RFC 6762) and LLMNR (RFC 4795) have the same
 * form.
 *
 * <pre>
 *  0                   1
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
 * |              ID               |
 * |Q| Opcode|A|T|R|R|Z|A|C| RCODE |
 * |           QDCOUNT             |
 * |           ANCOUNT             |
 * |           NSCOUNT             |
 * |           ARCOUNT             |
 * </pre>
 */
public final class Dns extends View {
  public static final Protocol PROTOCOL = Protocol.of("dns", "Domain Name System");
  public static final Protocol MULTICAST = Protocol.of("mdns", "Multicast Domain Name System");
  public static final Protocol LINK_LOCAL =
      Protocol.of("llmnr", "Link-local Multicast Name Resolution");

  /** The port of DNS, of UDP and of TCP. */
  static final int PORT = 53;

  static final int MULTICAST_PORT = 5353;
  static final int LINK_LOCAL_PORT = 5355;

  /** A name is too long, points forwards, or has a label of an unknown kind. */
  public static final Anomaly BAD_NAME =
      Anomaly.of("bad_dns_name", "a domain name contradicts itself");

  /** The header counts more questions or records than the message holds. */
  public static final Anomaly BAD_COUNT =
      Anomaly.of("bad_dns_count", "a DNS header counts more records than there are");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 12;

  private static final int FLAGS = 2;
  private static final int QUESTIONS = 4;
  private static final int ANSWERS = 6;
  private static final int AUTHORITIES = 8;
  private static final int ADDITIONALS = 10;

  private static final int RESPONSE = 0x8000;
  private static final int AUTHORITATIVE = 0x0400;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RECURSION_AVAILABLE = 0x0080;
  private static final int AUTHENTIC_DATA = 0x0020;
  private static final int CHECKING_DISABLED = 0x0010;

  /** The bit of the flags that has no meaning. */
  static final int RESERVED = 0x0040;

  private final Protocol protocol;

  /** A view of messages to and from port 53. */
  public Dns() {
    this(PROTOCOL);
  }

  /**
   * @param protocol {@link #PROTOCOL}, {@link #MULTICAST} or {@link #LINK_LOCAL}
   */
  public Dns(Protocol protocol) {
    this.protocol = protocol;
  }

  static int id(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at);
  }

  static int flags(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + FLAGS);
  }

  static boolean isResponse(int flags) {
    return (flags & RESPONSE) != 0;
  }

  static int opcode(int flags) {
    return flags >> 11 & 0xF;
  }

  static int responseCode(int flags) {
    return flags & 0xF;
  }

  static boolean isAuthoritative(int flags) {
    return (flags & AUTHORITATIVE) != 0;
  }

  static boolean isTruncated(int flags) {
    return (flags & TRUNCATED) != 0;
  }

  static boolean isRecursionDesired(int flags) {
    return (flags & RECURSION_DESIRED) != 0;
  }

  static boolean isRecursionAvailable(int flags) {
    return (flags & RECURSION_AVAILABLE) != 0;
  }

  static boolean isAuthenticData(int flags) {
    return (flags & AUTHENTIC_DATA) != 0;
  }

  static boolean isCheckingDisabled(int flags) {
    return (flags & CHECKING_DISABLED) != 0;
  }

  static int questionCount(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + QUESTIONS);
  }

  static int answerCount(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + ANSWERS);
  }

  static int authorityCount(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + AUTHORITIES);
  }

  static int additionalCount(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + ADDITIONALS);
  }

  /** The fields of records, which all three protocols have; made when the first one needs them. */
  private static final class SharedRecords {
    private RecordFields made;

    RecordFields get() {
      if (made == null) {
        made = new RecordFields();
      }
      return made;
    }
  }

  /** Adds DNS, multicast DNS and LLMNR in datagrams and DNS in streams to a chain. */
  public static void register(Chain.Builder chain) {
    SharedRecords records = new SharedRecords();
    for (Protocol protocol : List.of(PROTOCOL, MULTICAST, LINK_LOCAL)) {
      chain.fields(protocol, () -> DnsFields.of(protocol, records.get()));
    }
    chain.info(LINK_LOCAL, DnsText::describe);
    chain.info(MULTICAST, DnsText::describe);
    chain.info(PROTOCOL, DnsText::describe);
    chain
        .udp(payload(PROTOCOL).ports(PORT).onAnyPort(DnsProbe::isQueryOrAnswer))
        .udp(payload(MULTICAST).ports(MULTICAST_PORT))
        .udp(payload(LINK_LOCAL).ports(LINK_LOCAL_PORT))
        .datagram(new DnsDatagrams(PROTOCOL))
        .datagram(new DnsDatagrams(MULTICAST))
        .datagram(new DnsDatagrams(LINK_LOCAL))
        .stream(
            StreamProtocol.of(PROTOCOL, DnsStreams::probe, DnsStreamDissector::new).ports(PORT));
  }

  private static UdpPayload payload(Protocol protocol) {
    return UdpPayload.of(new DnsDissector(protocol), HEADER_LENGTH, DnsProbe::fit);
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  /** 0 to 65,535; the response repeats the number of its query. */
  public int id() {
    return id(bytes, at);
  }

  /** The second 16 bits of the header. */
  public int flags() {
    return flags(bytes, at);
  }

  public boolean isResponse() {
    return isResponse(flags());
  }

  /** 0 to 15; 0 is a standard query: see {@link DnsNames#opcode}. */
  public int opcode() {
    return opcode(flags());
  }

  /** 0 to 15, as the header has it, without the bits that EDNS adds. */
  public int responseCode() {
    return responseCode(flags());
  }

  /** As the header has it, 0 to 65,535; the message may hold fewer. */
  public int questionCount() {
    return questionCount(bytes, at);
  }

  /** As the header has it, 0 to 65,535; the message may hold fewer. */
  public int answerCount() {
    return answerCount(bytes, at);
  }

  /** As the header has it, 0 to 65,535; the message may hold fewer. */
  public int authorityCount() {
    return authorityCount(bytes, at);
  }

  /** As the header has it, 0 to 65,535; the message may hold fewer. */
  public int additionalCount() {
    return additionalCount(bytes, at);
  }

  /**
   * Name of the first question, in the notation of master files; null where there is no question or
   * its name cannot be read.
   */
  public String questionName() {
    return questionCount() == 0
        ? null
        : DnsName.text(bytes, at, at + HEADER_LENGTH, limit, protocol != PROTOCOL);
  }

  /** A copy that outlives the packet. */
  public Header toRecord() {
    return new Header(id(), flags(), questionCount(), answerCount());
  }

  /** The fields of a header, 0 to 65,535 each; the flags are its second 16 bits. */
  public record Header(int id, int flags, int questionCount, int answerCount) {}
}
