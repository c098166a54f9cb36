package io.weft.protocol.app.ssh;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.protocol.app.DialogText;

/** Reads the version and the offered algorithms of each side, and nothing behind them. */
final class SshDissector implements StreamDissector {
  /** Memory of this object without the algorithms, estimated in bytes. */
  private static final int BYTES = 240;

  /** The longest line before or with a version; RFC 4253 section 4.2 allows 255 bytes. */
  private static final int MAX_LINE = 1024;

  /** The longest packet (RFC 4253 section 6.1). */
  private static final int MAX_PACKET = 35_000;

  /** Reads one direction. */
  private static final class Side {
    String version;
    Arrival at;
    Algorithms algorithms;
    boolean isDone;
    boolean isOver;
  }

  private final Side client = new Side();
  private final Side server = new Side();
  private boolean hasTold;

  private Side side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    Side side = side(direction);
    int at = from;
    while (at < to && !side.isDone) {
      int next = side.version == null ? line(side, bytes, at, to) : packet(side, bytes, at, to);
      if (next < 0) {
        tell(context);
        return LOST;
      }
      if (next == at) {
        return at - from; // more is needed
      }
      Arrival arrival = context.arrivalAt(context.offset() + next - 1 - from);
      if (side.version != null && side.at == null) {
        side.at = Arrival.of(arrival.number(), arrival.nanos());
      }
      if (Ssh.isVersion(bytes, at, next) || side.algorithms != null) {
        context.append(Ssh.PROTOCOL, bytes, at, next);
      }
      at = next;
    }
    if (client.isDone && server.isDone) {
      tell(context);
    }
    return side.isDone ? STOP : at - from;
  }

  /** Reads a line; a server may send others before its version. */
  private static int line(Side side, byte[] bytes, int from, int to) {
    int lineFeed = DialogText.lineFeed(bytes, from, to);
    if (lineFeed < 0) {
      return to - from > MAX_LINE ? LOST : from;
    }
    if (Ssh.isVersion(bytes, from, lineFeed)) {
      int end = DialogText.trim(bytes, from, lineFeed);
      side.version = DialogText.shortened(bytes, from + Ssh.PREFIX.length(), end);
      side.isDone = !side.version.startsWith("2.") && !side.version.startsWith("1.99");
    }
    return lineFeed + 1;
  }

  /** Reads packets up to the one with the algorithms, which comes first as a rule. */
  private static int packet(Side side, byte[] bytes, int from, int to) {
    if (to - from <= Ssh.PACKET_HEADER) {
      return from;
    }
    long length = BigEndian.u32(bytes, from);
    int padding = BigEndian.u8(bytes, from + Integer.BYTES);
    if (length > MAX_PACKET || length < padding + 2) {
      return LOST;
    }
    int end = from + Integer.BYTES + (int) length;
    if (to < end) {
      return from;
    }
    if (BigEndian.u8(bytes, from + Ssh.PACKET_HEADER) == Ssh.KEXINIT) {
      int lists = from + Ssh.PACKET_HEADER + 1 + Ssh.COOKIE;
      side.algorithms = Algorithms.read(bytes, Math.min(lists, end), end - padding);
      side.isDone = true;
    }
    return end;
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    side(direction).isDone = true;
  }

  @Override
  public void onEnd(Direction direction, boolean clean, StreamContext context) {
    side(direction).isOver = true;
    if (client.isOver && server.isOver) {
      tell(context);
    }
  }

  private void tell(StreamContext context) {
    if (hasTold || (client.version == null && server.version == null)) {
      return;
    }
    hasTold = true;
    context.emit(
        new SshExchange(
            client.version,
            server.version,
            chosen(Algorithms.KEX),
            chosen(Algorithms.HOST_KEY),
            chosen(Algorithms.CIPHER_TO_SERVER),
            chosen(Algorithms.CIPHER_TO_CLIENT),
            chosen(Algorithms.MAC_TO_SERVER),
            chosen(Algorithms.MAC_TO_CLIENT),
            chosen(Algorithms.COMPRESSION_TO_SERVER),
            client.algorithms == null ? null : client.algorithms.hassh(true),
            server.algorithms == null ? null : server.algorithms.hassh(false),
            client.at == null ? null : client.at.number(),
            server.at == null ? null : server.at.number(),
            new Moment(start())));
  }

  private long start() {
    if (client.at == null || server.at == null) {
      return client.at == null ? server.at.nanos() : client.at.nanos();
    }
    return Math.min(client.at.nanos(), server.at.nanos());
  }

  private String chosen(int kind) {
    return client.algorithms == null || server.algorithms == null
        ? null
        : Algorithms.chosen(kind, client.algorithms, server.algorithms);
  }

  @Override
  public int memory() {
    return BYTES + memory(client) + memory(server);
  }

  private static int memory(Side side) {
    return side.algorithms == null ? 0 : side.algorithms.memory();
  }
}
