package io.weft.protocol.app.dns;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A DNS query with its response, or one of the two where the capture does not hold the other.
 * Multicast DNS has no such pairs, so its exchanges always have one of the two. A value that is not
 * known is null; a list is empty where there is nothing to tell.
 *
 * @param service {@code dns}, {@code mdns} or {@code llmnr}
 * @param id of the query and the response, 0 to 65,535
 * @param question the first question of the query, or of the response where there is no query; null
 *     where the message has no question that can be read
 * @param query null where it was not seen
 * @param response null where none was seen
 */
public record DnsExchange(String service, int id, Question question, Query query, Response response)
    implements Exchange {

  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 32;

  /**
   * @throws IllegalArgumentException where there is neither a query nor a response
   */
  public DnsExchange {
    Objects.requireNonNull(service, "service");
    if (query == null && response == null) {
      throw new IllegalArgumentException("an exchange has a query, a response, or both");
    }
  }

  @Override
  public Protocol protocol() {
    return service.equals(Dns.MULTICAST.name())
        ? Dns.MULTICAST
        : service.equals(Dns.LINK_LOCAL.name()) ? Dns.LINK_LOCAL : Dns.PROTOCOL;
  }

  /** Time when the query was captured, or the response where there is no query. */
  public Moment start() {
    return query != null ? query.time : response.time;
  }

  @Override
  public long startNanos() {
    return start().nanos();
  }

  /**
   * The time from the query, or from its last attempt where it was repeated, to the response; null
   * where one of the two was not seen. It is negative where the capture has the response before the
   * query.
   */
  public Span rtt() {
    return query == null || response == null
        ? null
        : new Span(response.time.nanos() - query.lastTime().nanos());
  }

  /**
   * The name asked for, in the notation of master files without the dot at its end. Where a
   * response repeats no question, and there is no query, the name of its first answer. Null where
   * none can be read.
   */
  public String name() {
    if (question != null) {
      return question.name;
    }
    return query == null && !response.answers.isEmpty() ? response.answers.get(0).name() : null;
  }

  /** The flags of the response, or of the query where there is no response. */
  public Flags flags() {
    return response != null ? response.flags : query.flags;
  }

  /** {@code A shop.test 10.0.0.1}, {@code A shop.tset NXDOMAIN}, {@code A shop.test unanswered}. */
  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(80);
    String name = name();
    if (question == null && query == null && response.code == 0 && !response.answers.isEmpty()) {
      return announcement(line);
    }
    line.append(question == null ? flags().opcodeName() : question.typeName())
        .append(' ')
        .append(name == null ? "?" : name);
    if (response == null) {
      return line.append(" unanswered").toString();
    }
    if (response.code != 0) {
      return line.append(' ').append(response.codeName()).toString();
    }
    List<DnsRecord> answers = response.answers;
    if (answers.isEmpty()) {
      return line.append(response.flags.isTruncated() ? " truncated" : " no data").toString();
    }
    // Aliases come first, so the last answer is the one to the question.
    return line.append(' ').append(answers.get(answers.size() - 1).data()).toString();
  }

  /** {@code announces PTR _ipp._tcp.local Printer._ipp._tcp.local, 4 more}. */
  private String announcement(StringBuilder line) {
    DnsRecord first = response.answers.get(0);
    line.append("announces ").append(first.type()).append(' ').append(first.name());
    line.append(' ').append(first.data());
    int more = response.answers.size() - 1;
    return more == 0 ? line.toString() : line.append(", ").append(more).append(" more").toString();
  }

  @Override
  public int memory() {
    return BYTES
        + (question == null ? 0 : question.memory())
        + (query == null ? 0 : Query.BYTES)
        + (response == null ? 0 : response.memory());
  }

  /**
   * A question (RFC 1035 section 4.1.2).
   *
   * @param name in the notation of master files without the dot at its end; null where it cannot be
   *     read
   * @param type 0 to 65,535
   * @param recordClass 0 to 65,535; with multicast DNS without the top bit, which is a flag there
   */
  public record Question(String name, int type, int recordClass) implements Serializable {
    private static final int BYTES = 24;

    /** {@code AAAA}: see {@link DnsNames#type}. */
    public String typeName() {
      return DnsNames.type(type);
    }

    /** {@code IN}: see {@link DnsNames#recordClass}. */
    public String className() {
      return DnsNames.recordClass(recordClass);
    }

    private int memory() {
      return BYTES + MemorySize.of(name);
    }
  }

  /**
   * A query.
   *
   * @param packet number of the packet that completed the message; where the query was repeated, of
   *     the packet with the first one
   * @param time when that packet was captured
   * @param bytes length of the message
   * @param questions how many questions the header counts, 0 to 65,535
   * @param edns null where the message has no OPT record
   * @param retries how often the query was repeated before the response
   * @param last the last attempt before the response; null where there was one only
   * @param copies how often the same packet was in the capture once more, as a mirrored port gives
   *     it
   * @param notes what was odd about the message, by the names that the JSON schema lists
   */
  public record Query(
      long packet,
      Moment time,
      int bytes,
      Flags flags,
      int questions,
      Edns edns,
      int retries,
      Attempt last,
      int copies,
      List<String> notes)
      implements Serializable {
    /** Memory of a query with its moments, flags and EDNS, estimated in bytes. */
    private static final int BYTES = 144;

    public Query {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(flags, "flags");
      notes = List.copyOf(notes);
    }

    /** When the last attempt was captured. */
    Moment lastTime() {
      return last == null ? time : last.time;
    }
  }

  /** A query that was sent once more: number of its packet, and when that was captured. */
  public record Attempt(long packet, Moment time) implements Serializable {}

  /**
   * A response.
   *
   * @param packet number of the packet that completed the message
   * @param time when that packet was captured
   * @param bytes length of the message
   * @param code the response code, 0 to 4,095, with the bits that EDNS adds to the header's four
   *     (RFC 6891 section 6.1.3)
   * @param counts the counts of the header, even where the message holds fewer records
   * @param answers the records of the answer section whose names can be read, at most 64
   * @param edns null where the message has no OPT record
   * @param copies how often the same packet was in the capture once more, as a mirrored port gives
   *     it
   * @param notes what was odd about the message, by the names that the JSON schema lists
   */
  public record Response(
      long packet,
      Moment time,
      int bytes,
      Flags flags,
      int code,
      Counts counts,
      List<DnsRecord> answers,
      Edns edns,
      int copies,
      List<String> notes)
      implements Serializable {
    /** Memory of a response with its moment, flags, counts and EDNS, estimated in bytes. */
    private static final int BYTES = 152;

    /** Memory of a record and its place in the list, estimated in bytes. */
    private static final int ANSWER = 48;

    public Response {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(flags, "flags");
      Objects.requireNonNull(counts, "counts");
      answers = List.copyOf(answers);
      notes = List.copyOf(notes);
    }

    /** The same response, seen once more. */
    Response copied() {
      return new Response(
          packet, time, bytes, flags, code, counts, answers, edns, copies + 1, notes);
    }

    /** {@code NXDOMAIN}: see {@link DnsNames#responseCode}. */
    public String codeName() {
      return DnsNames.responseCode(code);
    }

    private int memory() {
      int bytes = BYTES;
      for (DnsRecord answer : answers) {
        bytes += ANSWER + MemorySize.of(answer.name()) + MemorySize.of(answer.data());
      }
      return bytes;
    }
  }

  /**
   * How many questions and records each section has, 0 to 65,535, as the header says (RFC 1035
   * section 4.1.1).
   */
  public record Counts(int questions, int answers, int authorities, int additionals)
      implements Serializable {}

  /**
   * The second 16 bits of a header (RFC 1035 section 4.1.1).
   *
   * @param bits 0 to 65,535
   */
  public record Flags(int bits) implements Serializable {
    /** 0 to 15; 0 is a standard query. */
    public int opcode() {
      return Dns.opcode(bits);
    }

    /** {@code QUERY}: see {@link DnsNames#opcode}. */
    public String opcodeName() {
      return DnsNames.opcode(opcode());
    }

    /** The bit AA: does the server answer for its own zone? */
    public boolean isAuthoritative() {
      return Dns.isAuthoritative(bits);
    }

    /** The bit TC: was the message cut because it did not fit into a datagram? */
    public boolean isTruncated() {
      return Dns.isTruncated(bits);
    }

    /** The bit RD: does the client ask the server to resolve the name completely? */
    public boolean isRecursionDesired() {
      return Dns.isRecursionDesired(bits);
    }

    /** The bit RA: does the server resolve names completely? */
    public boolean isRecursionAvailable() {
      return Dns.isRecursionAvailable(bits);
    }

    /** The bit AD: has the server verified the data (RFC 4035 section 3.2.3)? */
    public boolean isAuthenticData() {
      return Dns.isAuthenticData(bits);
    }

    /** The bit CD: does the client take data that is not verified (RFC 4035 section 3.2.2)? */
    public boolean isCheckingDisabled() {
      return Dns.isCheckingDisabled(bits);
    }
  }

  /**
   * The facts about its sender in a message's OPT record (RFC 6891 section 6.1.2).
   *
   * @param udpSize the largest UDP payload that the sender can take, in bytes, 0 to 65,535
   * @param dnssecOk the bit DO: does the sender want the records of DNSSEC (RFC 3225)?
   */
  public record Edns(int udpSize, boolean dnssecOk) implements Serializable {}
}
