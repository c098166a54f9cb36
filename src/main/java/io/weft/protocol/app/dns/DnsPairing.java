package io.weft.protocol.app.dns;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.FlowContext;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Joins responses to the queries of one flow by id and question (RFC 5452 section 9.1); the case of
 * letters does not matter. Multicast DNS has no such pairs: each of its questions and each of its
 * responses is an exchange of its own.
 */
final class DnsPairing implements DnsMessage.AddressSink {
  /**
   * Most queries of a flow that wait for a response. One more, and the oldest is reported
   * unanswered.
   */
  static final int MAX_WAITING = 128;

  /** Most questions of one multicast message that are reported. */
  private static final int MAX_QUESTIONS = 32;

  /**
   * The top bit of a class. In multicast DNS it is a flag: in a record it flushes caches, in a
   * question it asks for an answer by unicast (RFC 6762 section 10.2 and 5.4).
   */
  private static final int TOP_BIT = 0x8000;

  /**
   * Within this time, in nanoseconds, the same message is the same packet seen twice: programs wait
   * longer before they ask again.
   */
  private static final long COPY_NANOS = 5_000_000;

  /** Memory of a flow's pairing with room for queries and what was told, estimated in bytes. */
  private static final int BYTES = 160;

  /** Memory of a query that waits, without its name, estimated in bytes. */
  private static final int QUERY = 136;

  /**
   * One message object for each thread; one for each flow would be too much memory with millions of
   * flows.
   */
  private static final ThreadLocal<DnsMessage> MESSAGE = ThreadLocal.withInitial(DnsMessage::new);

  private static final List<String> WAITING_LIMIT = List.of("waiting_limit");

  private final Protocol service;
  private final boolean multicast;

  /** The queries that wait; null while none does, because most flows have one query in all. */
  private ArrayDeque<Query> waiting;

  /** Memory of the queries that wait, estimated in bytes. */
  private int waitingBytes;

  // The last two responses; null where there were none.
  private Told last;
  private Told lastButOne;

  // The message that is being taken, and the flow that it came in.
  private DnsMessage message;
  private FlowContext context;

  /** A response that was told of, to know it by where it comes once more. */
  private static final class Told {
    final int hash;
    final long nanos;
    DnsExchange exchange;

    Told(int hash, long nanos, DnsExchange exchange) {
      this.hash = hash;
      this.nanos = nanos;
      this.exchange = exchange;
    }
  }

  /** A query that waits for its response. */
  private static final class Query {
    Direction direction;
    int id;
    int flags;
    String name;
    int nameHash;
    int type;
    int recordClass;
    int questions;
    boolean hasQuestion;
    int length;
    boolean hasEdns;
    int udpSize;
    boolean dnssecOk;
    long nanos;
    long packet;
    int retries;
    int copies;

    /** The last attempt; the first one where there was no other. */
    long lastNanos;

    long lastPacket;

    /** What was odd about the message; null where nothing was. */
    List<String> notes;

    /** The first question; null where the message has none. */
    DnsExchange.Question question() {
      return hasQuestion ? new DnsExchange.Question(name, type, recordClass) : null;
    }

    /**
     * Takes the same query once more. Nobody asks again so soon: then it is the same packet, seen
     * twice.
     */
    void repeat(int sameLength, Arrival arrival) {
      if (sameLength == length && isSoon(arrival.nanos() - lastNanos)) {
        copies++;
        return;
      }
      retries++;
      lastNanos = arrival.nanos();
      lastPacket = arrival.number();
    }

    DnsExchange.Query toRecord() {
      return new DnsExchange.Query(
          packet,
          new Moment(nanos),
          length,
          new DnsExchange.Flags(flags),
          questions,
          hasEdns ? new DnsExchange.Edns(udpSize, dnssecOk) : null,
          retries,
          retries == 0 ? null : new DnsExchange.Attempt(lastPacket, new Moment(lastNanos)),
          copies,
          orEmpty(notes));
    }
  }

  DnsPairing(Protocol service) {
    this.service = service;
    multicast = service == Dns.MULTICAST;
  }

  /** Takes a message, unless it is shorter than a header. */
  void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, FlowContext context) {
    if (to - from < Dns.HEADER_LENGTH) {
      return;
    }
    this.context = context;
    message = MESSAGE.get();
    message.read(bytes, from, to, service != Dns.PROTOCOL, this);
    if (message.isResponse()) {
      onResponse(direction, hashOf(bytes, from, to), arrival);
    } else if (multicast) {
      onMulticastQuery(bytes, from, to, arrival);
    } else {
      onQuery(direction, arrival);
    }
  }

  private void onQuery(Direction direction, Arrival arrival) {
    for (Query earlier : waiting()) {
      if (earlier.direction == direction && isSame(earlier) && message.hasQuestion) {
        earlier.repeat(message.length, arrival);
        return;
      }
    }
    Query query = query(arrival);
    query.direction = direction;
    if (waiting == null) {
      waiting = new ArrayDeque<>(2);
    }
    waiting.add(query);
    waitingBytes += bytesOf(query);
    if (waiting.size() > MAX_WAITING) {
      Query oldest = waiting.poll();
      waitingBytes -= bytesOf(oldest);
      oldest.notes = WAITING_LIMIT;
      emitAlone(oldest);
    }
  }

  private Collection<Query> waiting() {
    return waiting == null ? List.of() : waiting;
  }

  private Query query(Arrival arrival) {
    Query query = new Query();
    query.id = message.id;
    query.flags = message.flags;
    query.name = message.name;
    query.nameHash = message.nameHash;
    query.type = message.type;
    query.recordClass = message.recordClass;
    query.questions = message.questions;
    query.hasQuestion = message.hasQuestion;
    query.length = message.length;
    query.hasEdns = message.hasEdns;
    query.udpSize = message.udpSize;
    query.dnssecOk = message.dnssecOk;
    query.nanos = arrival.nanos();
    query.packet = arrival.number();
    query.lastNanos = query.nanos;
    query.lastPacket = query.packet;
    query.notes = message.notes;
    return query;
  }

  /**
   * Does the message have the id and the question of the query? A message without a question
   * matches every question.
   */
  private boolean isSame(Query query) {
    if (query.id != message.id) {
      return false;
    }
    return message.questions == 0
        || (query.type == message.type
            && query.recordClass == message.recordClass
            && query.nameHash == message.nameHash
            && (query.name == null
                ? message.name == null
                : query.name.equalsIgnoreCase(message.name)));
  }

  private void onResponse(Direction direction, int hash, Arrival arrival) {
    for (Iterator<Query> queries = waiting().iterator(); queries.hasNext(); ) {
      Query query = queries.next();
      if (query.direction != direction && isSame(query)) {
        queries.remove();
        waitingBytes -= bytesOf(query);
        if (waiting.isEmpty()) {
          waiting = null;
        }
        remember(hash, arrival, emit(query, true, arrival));
        return;
      }
    }
    Told told = multicast ? null : toldBefore(hash, arrival);
    if (told == null) {
      remember(hash, arrival, emit(null, true, arrival));
      return;
    }
    DnsExchange before = told.exchange;
    told.exchange =
        new DnsExchange(
            before.service(),
            before.id(),
            before.question(),
            before.query(),
            before.response().copied());
    context.replace(before, told.exchange);
  }

  /**
   * The response that this one is once more, as a mirrored port gives it; null where it is none of
   * the last two of the flow.
   */
  private Told toldBefore(int hash, Arrival arrival) {
    return isCopy(last, hash, arrival)
        ? last
        : isCopy(lastButOne, hash, arrival) ? lastButOne : null;
  }

  private static boolean isCopy(Told earlier, int hash, Arrival arrival) {
    return earlier != null && earlier.hash == hash && isSoon(arrival.nanos() - earlier.nanos);
  }

  private static boolean isSoon(long since) {
    return since >= 0 && since <= COPY_NANOS;
  }

  private void remember(int hash, Arrival arrival, DnsExchange exchange) {
    lastButOne = last;
    last = new Told(hash, arrival.nanos(), exchange);
  }

  private static int hashOf(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  private void onMulticastQuery(byte[] bytes, int from, int to, Arrival arrival) {
    Query query = query(arrival);
    DnsCursor cursor = new DnsCursor().wrap(bytes, from, to).utf8(true);
    for (int i = 0; i < MAX_QUESTIONS; i++) {
      if (cursor.next() != DnsCursor.OK || cursor.section() != DnsCursor.QUESTION) {
        break;
      }
      query.name = cursor.name();
      query.type = cursor.type();
      query.recordClass = cursor.recordClass() & ~TOP_BIT;
      emitAlone(query);
    }
  }

  /** Ends the flow: the queries that wait are reported unanswered. */
  void onEnd(FlowContext context) {
    this.context = context;
    waiting().forEach(this::emitAlone);
    waiting = null;
    waitingBytes = 0;
  }

  /** Memory of this object and of the queries that wait, estimated in bytes. */
  int memory() {
    return BYTES + waitingBytes;
  }

  private static int bytesOf(Query query) {
    return QUERY + MemorySize.of(query.name);
  }

  @Override
  public void address(
      DnsMessage message, DnsCursor cursor, String owner, boolean ipv6, long high, long low) {
    String name;
    if (multicast) {
      name = owner != null ? owner : cursor.name();
    } else {
      // The address gets the name that the client asked for, not the name that this is an alias of.
      name =
          cursor.section() == DnsCursor.ANSWER && message.responseCode() == 0 ? message.name : null;
    }
    if (name != null) {
      context.name(ipv6, high, low, name.toLowerCase(Locale.ROOT));
    }
  }

  private void emitAlone(Query query) {
    emit(query, false, null);
  }

  /**
   * Reports a query, the message being taken as a response, or both.
   *
   * @param query null where there is none
   * @param answered is the message being taken the response?
   * @param arrival arrival of the response; null where there is none
   */
  private DnsExchange emit(Query query, boolean answered, Arrival arrival) {
    DnsExchange exchange =
        new DnsExchange(
            service.name(),
            query != null ? query.id : message.id,
            query != null ? query.question() : question(),
            query != null ? query.toRecord() : null,
            answered ? response(arrival) : null);
    context.emit(exchange);
    return exchange;
  }

  /** The first question of the message being taken; null where it has none. */
  private DnsExchange.Question question() {
    int mask = multicast ? ~TOP_BIT : ~0;
    return message.hasQuestion
        ? new DnsExchange.Question(message.name, message.type, message.recordClass & mask)
        : null;
  }

  private DnsExchange.Response response(Arrival arrival) {
    return new DnsExchange.Response(
        arrival.number(),
        new Moment(arrival.nanos()),
        message.length,
        new DnsExchange.Flags(message.flags),
        message.responseCode(),
        new DnsExchange.Counts(
            message.questions,
            message.answerCount,
            message.authorityCount,
            message.additionalCount),
        orEmpty(message.answers),
        message.hasEdns ? new DnsExchange.Edns(message.udpSize, message.dnssecOk) : null,
        0,
        orEmpty(message.notes));
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
