package io.weft.protocol.app.ssh;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.protocol.app.DialogText;

/**
 * Reads the version and the offered algorithms of each side, and nothing behind them but for who
 * looks at layers.
 */
final class SshDissector implements StreamDissector {
  /** Memory of this object without the algorithms, estimated in bytes. */
  private static final int BYTES = 240;

  /** The longest line before or with a version; RFC 4253 section 4.2 allows 255 bytes. */
  private static final int MAX_LINE = 1024;

  /** The longest packet (RFC 4253 section 6.1). */
  private static final int MAX_PACKET = 35_000;

  /** Bytes of a packet of version 1 before its padding: its length. */
  private static final int OLD_HEADER = 4;

  /** Number of the last message of version 1 that is not encrypted: the client's key. */
  private static final int OLD_KEY = 3;

  /** Reads one direction. */
  private static final class Side {
    final boolean isServer;
    String version;
    Arrival at;
    Algorithms algorithms;

    /** Is nothing more looked for but layers? */
    boolean isDone;

    boolean isOver;
    boolean isEncrypted;

    /** Does nobody know where the next packet begins? */
    boolean isLost;

    long packets;

    Side(boolean isServer) {
      this.isServer = isServer;
    }
  }

  private final Side client = new Side(false);
  private final Side server = new Side(true);
  private boolean hasTold;

  /** Has the client of version 1 sent its key? */
  private boolean isOldEncrypted;

  private Side side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? client : server;
  }

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    Side side = side(direction);
    int at = from;
    while (at < to && isRead(side, context)) {
      int next = next(side, bytes, at, to);
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
      if (context.attaches() && side.version != null) {
        context.append(Ssh.PROTOCOL, bytes, at, next, note(side, bytes, at, next));
      }
      at = next;
    }
    if (client.isDone && server.isDone) {
      tell(context);
    }
    return isRead(side, context) ? at - from : STOP;
  }

  private static boolean isRead(Side side, StreamContext context) {
    return !side.isLost && (!side.isDone || context.attaches());
  }

  /** Reads a line or a packet; returns its end, or {@code from} where it is not whole. */
  private int next(Side side, byte[] bytes, int from, int to) {
    if (side.version == null) {
      return line(side, bytes, from, to);
    }
    if (isOld()) {
      return oldPacket(bytes, from, to);
    }
    return side.isEncrypted ? to : packet(side, bytes, from, to);
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
      side.isDone = isOld(side.version);
    }
    return lineFeed + 1;
  }

  private static boolean isOld(String version) {
    return version != null && !version.startsWith("2.") && !version.startsWith("1.99");
  }

  /** Do the sides speak version 1? */
  private boolean isOld() {
    return isOld(client.version) || isOld(server.version);
  }

  private static int oldPacket(byte[] bytes, int from, int to) {
    if (to - from <= OLD_HEADER) {
      return from;
    }
    long length = BigEndian.u32(bytes, from);
    if (length > MAX_PACKET) {
      return LOST;
    }
    int end = from + OLD_HEADER + Ssh.oldPadding(length) + (int) length;
    return to < end ? from : end;
  }

  /** Reads a packet; the one with the algorithms comes first as a rule. */
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
    if (BigEndian.u8(bytes, from + Ssh.PACKET_HEADER) == Ssh.KEXINIT && !side.isDone) {
      int lists = from + Ssh.PACKET_HEADER + 1 + Ssh.COOKIE;
      side.algorithms = Algorithms.read(bytes, Math.min(lists, end), end - padding);
      side.isDone = true;
    }
    return end;
  }

  /** What the fields of the line or packet have to know, which has been read. */
  private SshNote note(Side side, byte[] bytes, int from, int to) {
    if (Ssh.isVersion(bytes, from, to) && side.packets == 0) {
      return noteOf(side, SshNote.Kind.VERSION);
    }
    if (isOld()) {
      side.packets++;
      int code = from + OLD_HEADER + Ssh.oldPadding(BigEndian.u32(bytes, from));
      boolean isPlain = !isOldEncrypted && code < to;
      isOldEncrypted |= isPlain && !side.isServer && bytes[code] == OLD_KEY;
      return noteOf(side, isPlain ? SshNote.Kind.OLD_PACKET : SshNote.Kind.OLD_ENCRYPTED);
    }
    if (side.isEncrypted) {
      boolean isOpaque = Ssh.hidesLength(chosen(cipher(side)));
      return noteOf(side, isOpaque ? SshNote.Kind.OPAQUE : SshNote.Kind.ENCRYPTED);
    }
    int code = BigEndian.u8(bytes, from + Ssh.PACKET_HEADER);
    side.isEncrypted = code == Ssh.NEWKEYS;
    return new SshNote(
        side.isServer,
        SshNote.Kind.PACKET,
        side.packets++,
        SshNote.KeyExchange.of(chosen(Algorithms.KEX)),
        code == Ssh.KEXINIT ? side.algorithms : null);
  }

  private static SshNote noteOf(Side side, SshNote.Kind kind) {
    return new SshNote(side.isServer, kind, 0, SshNote.KeyExchange.OTHER, null);
  }

  private static int cipher(Side side) {
    return side.isServer ? Algorithms.CIPHER_TO_CLIENT : Algorithms.CIPHER_TO_SERVER;
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    Side side = side(direction);
    side.isDone = true;
    side.isLost = !side.isEncrypted;
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
