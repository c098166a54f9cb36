package io.weft.report.har;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.dissect.Arrival;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.dns.DnsRecord;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.tls.TlsExchange;
import io.weft.protocol.app.websocket.WebSocketMessage;
import io.weft.report.KeptContents;
import io.weft.report.json.Json;
import io.weft.report.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Collects HTTP exchanges and writes them as an HTTP Archive. The chain must have been asked for
 * header fields and bodies. Entries wait in a temporary file, as the archive has them in the order
 * of time; in memory there are only their times.
 */
public final class HarFile implements FlowListener, Closeable {
  /** Most entries; further exchanges are counted only. */
  private static final int MOST_ENTRIES = 1_000_000;

  /** Most answers of DNS that are remembered, the newest. */
  private static final int MOST_NAMES = 4_096;

  /** An answer of DNS belongs to a connection that begins so soon after it, in nanoseconds. */
  private static final long SOON = 1_000_000_000;

  /** Memory of an entry's times, estimated in bytes. */
  private static final long BYTES = 160;

  /** Most messages of one WebSocket. */
  private static final int MOST_MESSAGES = 10_000;

  /** Most memory for messages of all open flows, in bytes. */
  private static final long MOST_MESSAGE_BYTES = 64L << 20;

  private static final int COPY = 64 << 10;

  private final KeptContents contents;
  private final Predicate<FlowRecord> filter;
  private final boolean withUndecrypted;
  private final Path spool;
  private final FileChannel channel;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final List<HarTimings> entries = new ArrayList<>();
  private final Map<String, long[]> answers =
      new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, long[]> eldest) {
          return size() > MOST_NAMES;
        }
      };

  private long offset;
  private long messageBytes;
  private long waiting;
  private long leftOut;
  private long withoutRequest;

  /**
   * @param mostOfBody bytes of each body that are written at most
   * @param filter of the flows that are wanted; null for all
   * @param withUndecrypted are connections that could not be decrypted to have an entry, too?
   */
  public HarFile(int mostOfBody, Predicate<FlowRecord> filter, boolean withUndecrypted)
      throws IOException {
    contents = new KeptContents(mostOfBody);
    this.filter = filter;
    this.withUndecrypted = withUndecrypted;
    spool = Files.createTempFile("weft", ".har");
    channel =
        FileChannel.open(
            spool,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** What is known of a flow until it ends. */
  private static final class Exchanges {
    final List<HarTimings> entries = new ArrayList<>(4);
    TlsExchange tls;

    /** The exchange that led to a WebSocket; null for none. */
    HarTimings upgrade;

    final List<WebSocketMessage> messages = new ArrayList<>(0);
  }

  private static Exchanges of(Flow flow) {
    if (flow.attachment() instanceof Exchanges known) {
      return known;
    }
    Exchanges fresh = new Exchanges();
    flow.attach(fresh);
    return fresh;
  }

  /** Exchanges and messages without a place in the archive, because there were too many. */
  public long leftOut() {
    return leftOut;
  }

  /** Responses without a place in the archive, because their requests are not in the capture. */
  public long withoutRequest() {
    return withoutRequest;
  }

  /** The entries so far. */
  public int size() {
    return entries.size();
  }

  @Override
  public ContentSink onContent(Flow flow, boolean ofRequest, Arrival arrival) {
    return contents.open(ofRequest);
  }

  @Override
  public long keptBytes() {
    return contents.memory() + waiting * BYTES + messageBytes;
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (exchange instanceof HttpExchange http) {
      add(flow, http);
    } else if (exchange instanceof TlsExchange tls) {
      Exchanges known = of(flow);
      known.tls = known.tls == null ? tls : known.tls;
    } else if (exchange instanceof WebSocketMessage message) {
      add(of(flow), message);
    } else if (exchange instanceof DnsExchange dns && dns.rtt() != null) {
      long end = dns.response().time().nanos();
      for (DnsRecord record : dns.response().answers()) {
        answers.remove(record.data());
        answers.put(record.data(), new long[] {end, dns.rtt().nanos()});
      }
    }
  }

  private void add(Flow flow, HttpExchange exchange) {
    KeptContents.Pair carried = contents.take(exchange);
    if (exchange.request() == null) {
      withoutRequest++;
    } else if (entries.size() + waiting >= MOST_ENTRIES) {
      leftOut++;
    } else {
      HttpExchange.Transfer asked = exchange.request().transfer();
      HttpExchange.Response response = exchange.response();
      int length = spool(json -> new HarEntry(json).write(flow, exchange, carried));
      waiting++;
      HarTimings times =
          new HarTimings(
              offset - length,
              length,
              asked.start().nanos(),
              asked.end().nanos(),
              response == null ? HarTimings.UNKNOWN : response.transfer().start().nanos(),
              response == null ? HarTimings.UNKNOWN : response.transfer().end().nanos());
      Exchanges known = of(flow);
      known.entries.add(times);
      if (exchange.upgrade() != null && exchange.upgrade().equalsIgnoreCase("websocket")) {
        known.upgrade = times;
      }
    }
  }

  private void add(Exchanges known, WebSocketMessage message) {
    boolean isControl = message.kind().length() < 6 && !message.kind().equals("text");
    if (isControl) {
      return; // browsers do not list them
    }
    if (known.messages.size() == MOST_MESSAGES || messageBytes > MOST_MESSAGE_BYTES) {
      leftOut++;
    } else {
      messageBytes += message.memory();
      known.messages.add(message);
    }
  }

  @FunctionalInterface
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes members to the spool; returns their length in bytes. */
  private int spool(Members members) {
    buffer.reset();
    try {
      JsonGenerator json = Json.generator(buffer);
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
      json.close();
      // Without the brace before them, as the times come first.
      byte[] whole = buffer.toByteArray();
      ByteBuffer bytes = ByteBuffer.wrap(whole, 1, whole.length - 1);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      offset += whole.length - 1;
      return whole.length - 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (!(flow.attachment() instanceof Exchanges known)) {
      return;
    }
    waiting -= known.entries.size();
    for (WebSocketMessage message : known.messages) {
      messageBytes -= message.memory();
    }
    if (filter != null && !filter.test(record)) {
      return;
    }
    if (known.entries.isEmpty() && known.tls != null && withUndecrypted) {
      undecrypted(flow, known);
    }
    if (known.entries.isEmpty()) {
      return;
    }
    if (!record.identity().continued()) {
      HarTimings first = known.entries.get(0);
      for (HarTimings each : known.entries) {
        first = each.startNanos() < first.startNanos() ? each : first;
      }
      connect(first, record, known.tls);
    }
    if (known.upgrade != null && !known.messages.isEmpty()) {
      int length = spool(json -> HarEntry.messages(json, known.messages));
      known.upgrade.messages(offset - length, length - 1);
    }
    entries.addAll(known.entries);
  }

  private void undecrypted(Flow flow, Exchanges known) {
    TlsExchange tls = known.tls;
    String status = tls.decryption() == null ? "no_key" : tls.decryption().status();
    int length =
        spool(
            json ->
                new HarEntry(json)
                    .undecrypted(
                        flow, tls.serverName(), "not decrypted: " + status.replace('_', ' ')));
    long end = tls.start().nanos() + (tls.handshake() == null ? 0 : tls.handshake().nanos());
    known.entries.add(
        new HarTimings(offset - length, length, end, end, HarTimings.UNKNOWN, HarTimings.UNKNOWN));
  }

  /** Gives the times of the connection to the exchange that it was made for. */
  private void connect(HarTimings first, FlowRecord record, TlsExchange tls) {
    TcpRecord.Handshake handshake = record.tcp() == null ? null : record.tcp().handshake();
    if (handshake == null || handshake.rttNanos() == TcpRecord.UNKNOWN) {
      return;
    }
    long end = handshake.ackNanos();
    if (tls != null && tls.handshake() != null) {
      end = Math.max(end, tls.start().nanos() + tls.handshake().nanos());
    }
    first.connected(handshake.synNanos(), end);
    if (tls != null && tls.handshake() != null) {
      first.secured(tls.handshake().nanos());
    }
    String server = record.server().ip().toString();
    long[] answer = answers.get(server);
    if (answer != null
        && answer[0] <= handshake.synNanos()
        && handshake.synNanos() - answer[0] <= SOON) {
      answers.remove(server); // what it is told for needs no second answer
      first.resolved(answer[1]);
    }
  }

  /**
   * Writes the archive.
   *
   * @param version of the program
   */
  public void write(OutputStream out, String version) throws IOException {
    entries.sort(Comparator.comparingLong(HarTimings::startNanos));
    JsonText text = new JsonText();
    out.write(
        ("{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"weft\",\"version\":"
                + Json.mapper().writeValueAsString(version)
                + "},\"pages\":[],\"entries\":[")
            .getBytes(UTF_8));
    byte[] copy = new byte[COPY];
    boolean isFirst = true;
    for (HarTimings each : entries) {
      out.write((isFirst ? "\n" : ",\n").getBytes(UTF_8));
      isFirst = false;
      out.write(times(each, text).getBytes(UTF_8));
      if (each.messagesLength() > 0) {
        copy(each.messagesOffset(), each.messagesLength(), copy, out);
        out.write(',');
      }
      copy(each.spoolOffset, each.spoolLength, copy, out);
    }
    out.write("\n]}}\n".getBytes(UTF_8));
  }

  private static String times(HarTimings times, JsonText text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonGenerator json = Json.generator(bytes);
    json.writeStartObject();
    json.writeStringField("startedDateTime", text.time(times.startNanos()));
    json.writeNumberField("time", times.time());
    json.writeObjectFieldStart("timings");
    json.writeNumberField("blocked", times.blocked());
    json.writeNumberField("dns", times.dns());
    json.writeNumberField("connect", times.connect());
    json.writeNumberField("ssl", times.ssl());
    json.writeNumberField("send", times.send());
    json.writeNumberField("wait", times.waiting());
    json.writeNumberField("receive", times.receive());
    json.writeEndObject();
    json.writeEndObject();
    json.close();
    String whole = bytes.toString(UTF_8);
    return whole.substring(0, whole.length() - 1) + ',';
  }

  private void copy(long from, int length, byte[] copy, OutputStream out) throws IOException {
    long at = from;
    int left = length;
    while (left > 0) {
      int read = channel.read(ByteBuffer.wrap(copy, 0, Math.min(copy.length, left)), at);
      if (read < 0) {
        throw new IOException("the temporary file was cut: " + spool);
      }
      out.write(copy, 0, read);
      at += read;
      left -= read;
    }
  }

  /** Deletes the temporary file. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
