package io.weft.dissect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.bytes.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Feeds a stream dissector as the flow stage does, without packets: keeps what was left unused,
 * drops it before a gap, knows which packet carried which byte. Each {@link #send} is one packet, a
 * millisecond after the last, even when its bytes are handed over in pieces: results must not
 * depend on the pieces.
 */
public final class StreamDriver implements StreamContext {
  /** What a direction may leave unused. */
  public static final int MAX_KEPT = 64 << 10;

  private static final long NANOS_PER_PACKET = 1_000_000;

  private final StreamDissector dissector;
  private final Map<Direction, Side> sides = new EnumMap<>(Direction.class);
  private final List<String> expected = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final List<String> layers = new ArrayList<>();
  private final List<Object> holders = new ArrayList<>();
  private final List<String> handOvers = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> serverNames = new ArrayList<>();
  private final Map<Direction, StringBuilder> inside = new EnumMap<>(Direction.class);
  private Secrets secrets = Secrets.NONE;
  private boolean pickedUp;
  private int result;
  private long packet;
  private Side current;
  private long currentOffset;
  private int largestKept;

  private static final class Side {
    byte[] kept = {};
    long offset;
    boolean stopped;
    final List<long[]> packets = new ArrayList<>();
  }

  public StreamDriver(StreamDissector dissector) {
    this.dissector = dissector;
    for (Direction direction : Direction.values()) {
      sides.put(direction, new Side());
      inside.put(direction, new StringBuilder());
    }
  }

  /** Says that the beginning of the connection was not captured. */
  public StreamDriver pickUp() {
    pickedUp = true;
    return this;
  }

  public StreamDriver send(Direction direction, byte[] bytes, int pieceLength) {
    packet++;
    Side side = sides.get(direction);
    side.packets.add(new long[] {side.offset + side.kept.length, packet});
    for (int at = 0; at < bytes.length && !isOver() && !side.stopped; at += pieceLength) {
      offer(
          direction, side, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceLength)));
    }
    return this;
  }

  public StreamDriver send(Direction direction, byte[] bytes) {
    return send(direction, bytes, Math.max(1, bytes.length));
  }

  public StreamDriver client(String text) {
    return send(Direction.FROM_CLIENT, text.getBytes(ISO_8859_1));
  }

  public StreamDriver server(String text) {
    return send(Direction.FROM_SERVER, text.getBytes(ISO_8859_1));
  }

  private void offer(Direction direction, Side side, byte[] piece) {
    // An odd place in a larger array, so that an index taken for an offset is found out.
    int from = 7;
    int to = from + side.kept.length + piece.length;
    byte[] bytes = new byte[to + 5];
    Arrays.fill(bytes, (byte) 0xDE);
    System.arraycopy(side.kept, 0, bytes, from, side.kept.length);
    System.arraycopy(piece, 0, bytes, from + side.kept.length, piece.length);
    current = side;
    currentOffset = side.offset;
    int used = dissector.onBytes(direction, bytes, from, to, this);
    if (used < 0) {
      result = used;
      side.stopped = true;
      return;
    }
    if (used > to - from) {
      throw new AssertionError("used " + used + " of " + (to - from) + " bytes");
    }
    side.offset += used;
    side.kept = Arrays.copyOfRange(bytes, from + used, to);
    largestKept = Math.max(largestKept, side.kept.length);
    Arrays.fill(bytes, (byte) 0xDE);
    if (side.kept.length > MAX_KEPT) {
      result = StreamDissector.LOST;
    }
  }

  public StreamDriver gap(Direction direction, long missing) {
    Side side = sides.get(direction);
    if (!isOver() && !side.stopped) {
      packet++;
      current = side;
      if (side.kept.length > 0) {
        currentOffset = side.offset;
        dissector.onCut(direction, side.kept, 0, side.kept.length, this);
      }
      side.offset += side.kept.length;
      side.kept = new byte[0];
      currentOffset = side.offset;
      dissector.onGap(direction, missing, this);
      side.offset += missing;
    }
    return this;
  }

  public StreamDriver end(Direction direction, boolean clean) {
    if (!isOver()) {
      current = sides.get(direction);
      currentOffset = current.offset;
      dissector.onEnd(direction, clean, this);
    }
    return this;
  }

  /** Both directions close. */
  public StreamDriver end() {
    return end(Direction.FROM_CLIENT, true).end(Direction.FROM_SERVER, true);
  }

  /** No more bytes are offered in any direction: lost or handed over. */
  public boolean isOver() {
    return result == StreamDissector.LOST || !handOvers.isEmpty();
  }

  /** What the dissector has ended one or both directions with; 0 where it has not. */
  public int result() {
    return result;
  }

  public List<Exchange> exchanges() {
    return exchanges;
  }

  /** Protocol, packet and text of each appended layer. */
  public List<String> layers() {
    return layers;
  }

  /** Name and the two halves of the address, in hexadecimal. */
  public List<String> names() {
    return names;
  }

  /** Each name of the server with its source. */
  public List<String> serverNames() {
    return serverNames;
  }

  /** To whom the connection went; the text null for whoever is recognised. */
  public List<String> handOvers() {
    return handOvers;
  }

  /** Bytes of the direction that the next dissector begins with. */
  public String unused(Direction direction) {
    return new String(sides.get(direction).kept, ISO_8859_1);
  }

  public int largestKept() {
    return largestKept;
  }

  public static long nanosOfPacket(long number) {
    return number * NANOS_PER_PACKET;
  }

  @Override
  public long offset() {
    return currentOffset;
  }

  @Override
  public Arrival arrivalAt(long offset) {
    long found = 0;
    for (long[] begin : current.packets) {
      if (begin[0] <= offset) {
        found = begin[1];
      }
    }
    if (found == 0) {
      throw new AssertionError("nobody sent byte " + offset);
    }
    return arrivalOf(found);
  }

  @Override
  public Arrival arrival() {
    return arrivalOf(packet);
  }

  private static Arrival arrivalOf(long number) {
    return Arrival.of(number, nanosOfPacket(number));
  }

  /** Gives secrets to the dissector. */
  public StreamDriver secrets(Secrets known) {
    secrets = known;
    return this;
  }

  /**
   * What a direction of the stream inside carried, one character a byte; each gap stands in it as
   * its length in angle brackets.
   */
  public String inside(Direction direction) {
    return inside.get(direction).toString();
  }

  @Override
  public ChildStream child(String protocol, long id) {
    return new ChildStream() {
      @Override
      public void bytes(Direction direction, byte[] bytes, int from, int to, Arrival arrival) {
        inside.get(direction).append(new String(bytes, from, to - from, ISO_8859_1));
      }

      @Override
      public void gap(Direction direction, long missing, Arrival arrival) {
        inside.get(direction).append('<').append(missing).append('>');
      }

      @Override
      public void end(Direction direction, boolean clean, Arrival arrival) {}
    };
  }

  @Override
  public void expect(
      Direction end, int port, String protocol, Supplier<StreamDissector> dissectors) {
    expected.add(end + " " + port + " " + protocol);
  }

  @Override
  public IpAddress address(Direction end) {
    return IpAddress.ipv4(end == Direction.FROM_CLIENT ? 0x0A000001 : 0x0A000002);
  }

  @Override
  public void expectDatagrams(
      IpAddress address, int port, String protocol, long packet, String method) {
    expected.add(address + " " + port + " " + protocol);
  }

  /** What was attached to the layers, null for nothing. */
  public List<Object> holders() {
    return holders;
  }

  /** The connections that were announced. */
  public List<String> expected() {
    return expected;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public void emit(Exchange exchange) {
    exchanges.add(exchange);
  }

  @Override
  public void replace(Exchange emitted, Exchange later) {
    exchanges.set(exchanges.lastIndexOf(emitted), later);
  }

  @Override
  public void name(boolean ipv6, long high, long low, String name) {
    names.add(name + " " + Long.toHexString(high) + " " + Long.toHexString(low));
  }

  @Override
  public void serverName(String name, String source, boolean asked) {
    serverNames.add(name + " " + source);
  }

  @Override
  public boolean attaches() {
    return true;
  }

  @Override
  public void append(Protocol protocol, byte[] bytes, int from, int to, Object holder) {
    layers.add(protocol + " " + packet + " " + new String(bytes, from, to - from, ISO_8859_1));
    holders.add(holder);
  }

  @Override
  public void handOver(String next) {
    handOver(next, null);
  }

  @Override
  public void handOver(String next, Supplier<StreamDissector> dissectors) {
    handOvers.add(String.valueOf(next));
  }

  @Override
  public boolean pickedUp() {
    return pickedUp;
  }
}
