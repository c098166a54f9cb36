package io.weft.protocol.app.dns;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import java.util.List;

/**
 * One question with its response, or one of them where the other was not seen. What is not known is
 * null. The flags are the response's where there is one, else the query's.
 *
 * @param service {@code dns}, {@code mdns} or {@code llmnr}
 * @param name asked for, in the notation of master files without the dot at its end; where a
 *     response repeats no question, of its first answer
 * @param type by its mnemonic, {@code typeNumber} by its number
 * @param questions how many the message has, where not one
 * @param rcode of the response, with the bits that EDNS adds
 * @param queryFlags the header's 16 bits of flags, opcode and response code as the query has them
 * @param responseFlags likewise of the response
 * @param answers at most 64 of them
 * @param answerCount as the header has it, of a response
 * @param ednsUdpSize bytes that the query's sender can take; of the response where there is no
 *     query
 * @param queryPacket number of the packet of the first query
 * @param start of the query; of the response where there is no query
 * @param rtt from the first query to the response
 * @param retries how often the same was asked again before the response
 * @param notes what was odd, by names
 */
public record DnsExchange(
    String service,
    String name,
    String type,
    Integer typeNumber,
    String className,
    Integer classNumber,
    Integer questions,
    int id,
    String opcode,
    int opcodeNumber,
    String rcode,
    Integer rcodeNumber,
    boolean aa,
    boolean tc,
    boolean rd,
    boolean ra,
    boolean ad,
    boolean cd,
    Integer queryFlags,
    Integer responseFlags,
    List<DnsRecord> answers,
    Integer answerCount,
    Integer authorityCount,
    Integer additionalCount,
    Integer ednsUdpSize,
    Boolean dnssecOk,
    Integer queryBytes,
    Integer responseBytes,
    Long queryPacket,
    Long responsePacket,
    Moment start,
    Span rtt,
    Integer retries,
    List<String> notes)
    implements Exchange {
  /** Without texts and answers. */
  private static final int BYTES = 260;

  private static final int ANSWER = 48;

  @Override
  public Protocol protocol() {
    return service.equals(Dns.MULTICAST.name())
        ? Dns.MULTICAST
        : service.equals(Dns.LINK_LOCAL.name()) ? Dns.LINK_LOCAL : Dns.PROTOCOL;
  }

  @Override
  public int memory() {
    int bytes = BYTES + MemorySize.of(name);
    for (DnsRecord answer : answers == null ? List.<DnsRecord>of() : answers) {
      bytes += ANSWER + MemorySize.of(answer.name()) + MemorySize.of(answer.data());
    }
    return bytes;
  }

  /** {@code A shop.test 10.0.0.1}, {@code A shop.tset NXDOMAIN}, {@code A shop.test unanswered}. */
  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(80);
    line.append(type == null ? opcode : type).append(' ').append(name == null ? "?" : name);
    if (rcode == null) {
      return line.append(" unanswered").toString();
    }
    if (rcodeNumber != 0) {
      return line.append(' ').append(rcode).toString();
    }
    if (answers == null || answers.isEmpty()) {
      return line.append(tc ? " truncated" : " no data").toString();
    }
    // Aliases come first; what was asked for stands behind them.
    return line.append(' ').append(answers.get(answers.size() - 1).data()).toString();
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }
}
