package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.FragmentCounters;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.application.FrameProtocol;
import io.weft.protocol.Frames;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares what the tracker believes to hold in memory with what it takes of the heap. The bound of
 * all memory is worth no more than these estimates.
 */
class MemoryEstimatesTest {
  /** The smallest estimate that passes, as a part of the bytes measured. */
  private static final double LEAST = 0.85;

  /**
   * The largest estimate that passes, as a part of the bytes measured. Flows of a single datagram
   * come near it: they are charged for counts that they make with their second packet.
   */
  private static final double MOST = 1.65;

  private static final Chain CHAIN =
      StandardProtocols.register(new Chain.Builder()).stream(FrameProtocol.stream()).build();

  private static final int ATTEMPTS = 4;
  private static final int CLIENT = Datagrams.address(Conversation.CLIENT);
  private static final int ETHERNET = 1;
  private static final int DNS_PORT = 53;
  private static final int SOURCE_ADDRESS = 14 + 12;
  private static final int DESTINATION_ADDRESS = 14 + 16;

  private static final FlowConfig WITH_DIGESTS = FlowConfig.defaults().withDigest("SHA-256");
  private static final FlowConfig ANALYSED = FlowConfig.defaults().withAnalysis(true);

  /** Of no protocol that is known here, and longer than the block of a digest. */
  private static final String DATA = "\0".repeat(200);

  private static final String REQUEST =
      "GET /shop/cart HTTP/1.1\r\nHost: www.shop.test\r\nUser-Agent: curl/8.5.0\r\n\r\n";
  private static final String RESPONSE =
      "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 10\r\n\r\n";

  /** A DNS query for www.shop.test without its first four bytes, the identifier and the flags. */
  private static final String QUESTION = "\0\1\0\0\0\0\0\0\3www\4shop\4test\0\0\1\0\1";

  /** The response to that query without its first four bytes. */
  private static final String ANSWER =
      "\0\1\0\1\0\0\0\0\3www\4shop\4test\0\0\1\0\1\300\014\0\1\0\1\0\0\0\74\0\4\12\0\0\7";

  /**
   * Many flows that have the same packets.
   *
   * @param name for people
   * @param flows how many
   */
  private record Kind(String name, int flows, FlowConfig config, Script script) {
    Kind(String name, int flows, Script script) {
      this(name, flows, FlowConfig.defaults(), script);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Kind> kinds() {
    return List.of(
        new Kind("attempts", 3 << 14, new Script().client(Tcp.SYN, "")),
        new Kind("one datagram", 3 << 14, new Script().udp(7_000, 7_001, "hello")),
        new Kind(
            "datagrams",
            3 << 14,
            new Script().udp(7_000, 7_001, "hello").udp(7_000, 7_001, "hello")),
        new Kind("past datagrams", 3 << 14, new Script().udp(7_000, 7_001, "hello").leave()),
        new Kind("connections", 4_000, open().client(DATA).server(DATA)),
        new Kind("connections without SYN", 4_000, new Script().client(DATA)),
        new Kind("past connections", 6_000, open().client(DATA).server(DATA).leave()),
        new Kind("holes", 2_000, open().client(DATA).lose(100).client(DATA)),
        new Kind("digests", 3_000, WITH_DIGESTS, open().client(DATA).server(DATA)),
        new Kind("past digests", 3_000, WITH_DIGESTS, open().client(DATA).server(DATA).leave()),
        new Kind(
            "analysis", 2_000, ANALYSED, open().client(DATA).lose(100).client(DATA).server(DATA)),
        new Kind(
            "past analysis", 3_000, ANALYSED, open().client(DATA).lose(100).client(DATA).leave()),
        new Kind("HTTP begun requests", 3_000, open().client(REQUEST.substring(0, 60))),
        new Kind("HTTP requests", 3_000, open().client(REQUEST)),
        new Kind("HTTP pipelined requests", 2_000, open().client(REQUEST.repeat(4))),
        new Kind(
            "HTTP begun bodies", 2_000, open().client(REQUEST.repeat(2)).server(RESPONSE + "half")),
        new Kind("HTTP exchanges", 2_000, open().exchange().exchange().exchange()),
        new Kind("DNS queries", 4_000, new Script().query()),
        new Kind("DNS exchanges", 3_000, new Script().query().answer().query().answer()),
        new Kind("host names", 4_000, new Script().answer().naming()),
        new Kind(
            "child streams", 1_000, open().client(FrameProtocol.GREETING + children(10, DATA))),
        new Kind(
            "HTTP in child streams",
            1_000,
            open().client(FrameProtocol.GREETING + children(4, REQUEST))));
  }

  private static String children(int count, String data) {
    StringBuilder frames = new StringBuilder();
    for (int i = 0; i < count; i++) {
      frames.append(FrameProtocol.frame(i, data));
    }
    return frames.toString();
  }

  private static Script open() {
    return new Script().client(Tcp.SYN, "").server(Tcp.SYN | Tcp.ACK, "").client("");
  }

  /** The frames of one flow between 10.0.0.1 and 10.0.0.2. */
  private static final class Script {
    final List<byte[]> frames = new ArrayList<>();

    /** Do the flows fall silent in the end, until their records leave? */
    boolean leaves;

    /** Does each flow name another address, which the last bytes of its frames hold? */
    boolean isNaming;

    private int clientNext = 1_000;
    private int serverNext = 9_000_000;

    Script client(String data) {
      return client(Tcp.ACK, data);
    }

    Script client(int flags, String data) {
      byte[] payload = Datagrams.bytes(data);
      byte[] tcp =
          Datagrams.tcp(
              40_000, 50_000, clientNext, serverNext, flags, 500, Datagrams.NO_BYTES, payload);
      clientNext += payload.length + (flags & Tcp.SYN) / Tcp.SYN;
      return put(Conversation.CLIENT, Conversation.SERVER, IpProtocol.TCP, tcp);
    }

    Script server(String data) {
      return server(Tcp.ACK, data);
    }

    Script server(int flags, String data) {
      byte[] payload = Datagrams.bytes(data);
      byte[] tcp =
          Datagrams.tcp(
              50_000, 40_000, serverNext, clientNext, flags, 500, Datagrams.NO_BYTES, payload);
      serverNext += payload.length + (flags & Tcp.SYN) / Tcp.SYN;
      return put(Conversation.SERVER, Conversation.CLIENT, IpProtocol.TCP, tcp);
    }

    /** The client sends bytes that the capture misses. */
    Script lose(int bytes) {
      clientNext += bytes;
      return this;
    }

    Script exchange() {
      return client(REQUEST).server(RESPONSE + "0123456789");
    }

    Script udp(int clientPort, int serverPort, String payload) {
      byte[] udp = Frames.udp(clientPort, serverPort, Datagrams.bytes(payload));
      return put(Conversation.CLIENT, Conversation.SERVER, IpProtocol.UDP, udp);
    }

    Script query() {
      return udp(7_000, DNS_PORT, "\0\1\1\0" + QUESTION);
    }

    Script answer() {
      byte[] udp = Frames.udp(DNS_PORT, 7_000, Datagrams.bytes("\0\1\201\200" + ANSWER));
      return put(Conversation.SERVER, Conversation.CLIENT, IpProtocol.UDP, udp);
    }

    Script leave() {
      leaves = true;
      return this;
    }

    Script naming() {
      isNaming = true;
      return this;
    }

    private Script put(String from, String to, int ipProtocol, byte[] payload) {
      frames.add(Datagrams.ethernet(Datagrams.ipv4(from, to, ipProtocol, payload)));
      return this;
    }
  }

  private final Cursor cursor = new Cursor();
  private FlowTracker tracker;
  private long number;

  private void track(FlowConfig config) {
    FlowConfig unbounded = config.withLimits(config.limits().withBytes(1L << 40));
    tracker = new FlowTracker(CHAIN, unbounded, new FlowListener() {});
  }

  /** Plays a script, with another client address for each flow. */
  private void play(Kind kind, int flows) {
    track(kind.config);
    for (byte[] frame : kind.script.frames) {
      int at =
          BigEndian.i32(frame, SOURCE_ADDRESS) == CLIENT ? SOURCE_ADDRESS : DESTINATION_ADDRESS;
      for (int i = 0; i < flows; i++) {
        BigEndian.putI32(frame, at, 0x0B00_0000 + i);
        if (kind.script.isNaming) {
          BigEndian.putI32(frame, frame.length - 4, 0x0C00_0000 + i);
        }
        cursor.meta(++number, Wire.START_NANOS + number * 1_000, 0, ETHERNET);
        cursor.wrap(frame, 0, frame.length, frame.length);
        CHAIN.dissect(cursor);
        tracker.onPacket(cursor.annotations());
      }
      BigEndian.putI32(frame, at, CLIENT);
    }
    if (kind.script.leaves) {
      tracker.advance(Wire.START_NANOS + Duration.ofHours(3).toNanos());
    }
  }

  /** Loads all classes, and lets threads make what they keep, before anything is measured. */
  @BeforeAll
  static void warmUp() {
    MemoryEstimatesTest each = new MemoryEstimatesTest();
    for (Kind kind : kinds()) {
      each.play(kind, 10);
    }
    Heap.used(); // what the first collections free must not count for what is measured
  }

  /**
   * The heap holds more than flows: what the platform lets go of in between would count against
   * them. So a measure that does not fit is taken anew; a wrong estimate never fits.
   */
  @ParameterizedTest
  @MethodSource("kinds")
  void estimatesAreNearTheHeap(Kind kind) {
    StringBuilder what = new StringBuilder();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      tracker = null;
      long before = Heap.used();
      play(kind, kind.flows);
      assertEquals(kind.flows, tracker.counters(FragmentCounters.NONE, 0).flows());
      double used = Heap.used() - before;
      double times = tracker.memory().bytes() / used;
      if (times > LEAST && times < MOST) {
        return;
      }
      what.append("estimated ").append(times).append(" times the ").append(used / kind.flows);
      what.append(" bytes a flow; ");
    }
    fail(what.toString());
  }
}
