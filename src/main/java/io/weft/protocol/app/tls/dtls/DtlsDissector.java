package io.weft.protocol.app.tls.dtls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.protocol.app.tls.number.HandshakeType;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads the records of one flow. A client's hello with another random value begins another
 * association on the same ports (RFC 6347 section 4.2.8).
 */
final class DtlsDissector implements DatagramDissector {
  private static final int BYTES = 120;

  /** Where the random value stands in a client's hello, and where it ends. */
  private static final int RANDOM = 2;

  private static final int RANDOM_END = 34;

  private final Supplier<RecordReader> readers;
  private RecordReader reader;
  private MessageQueue ofClient;
  private MessageQueue ofServer;

  /** The direction of the flow in which the client of the handshake sends. */
  private Direction client = Direction.FROM_CLIENT;

  /** Of the client's hello; null until one is seen. */
  private byte[] random;

  /** Has the association a record? */
  private boolean isBegun;

  DtlsDissector(Supplier<RecordReader> readers) {
    this.readers = readers;
    begin();
  }

  private void begin() {
    reader = readers.get();
    ofClient = new MessageQueue(reader, Direction.FROM_CLIENT);
    ofServer = new MessageQueue(reader, Direction.FROM_SERVER);
    isBegun = false;
  }

  @Override
  public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
    byte[] bytes = packet.bytes(layer);
    int to = packet.limit(layer);
    int at = packet.start(layer);
    while (Dtls.isRecord(bytes, at, to)) {
      record(bytes, at, to, direction, context);
      at = Dtls.next(bytes, at);
    }
    boolean hasIds = false;
    while (at < to && Dtls.isShort(bytes[at])) {
      Direction role = role(direction);
      int body = Dtls.body(bytes, at, to, reader.connectionIdLength(role));
      if (body < 0) {
        at = shortRecord(bytes, at, to, packet.wireLimit(layer), role, context);
      } else {
        recordWithId(bytes, at, body, to, role, context);
        at = Dtls.behind(bytes, body);
        hasIds = true;
      }
    }
    if (hasIds && context.attaches()) {
      ConnectionIds ids = new ConnectionIds(reader.connectionIdLength(role(direction)));
      if (packet.protocol(layer) == Dtls.PROTOCOL) {
        context.attach(layer, ids);
      } else {
        context.identify(layer, Dtls.PROTOCOL, ids);
      }
    }
  }

  /** Reads a record with a connection identifier of version 1.2, which is always encrypted. */
  private void recordWithId(
      byte[] bytes, int at, int body, int to, Direction role, DatagramContext context) {
    int next = Dtls.behind(bytes, body);
    reader.onRecord(role, Dtls.APPLICATION_DATA, next - body, context.arrival());
    if (next <= to && reader.open(role, bytes, at, body, next, context)) {
      isBegun = true;
      onClear(role, next - body, context);
    } else {
      sealed(role, next - body, context);
    }
  }

  /** Reads a record whose header is not that of {@link Dtls#isRecord}; the index behind it. */
  private int shortRecord(
      byte[] bytes, int at, int to, int wireTo, Direction role, DatagramContext context) {
    boolean isUnified = UnifiedHeader.isOne(bytes[at]);
    int cid = isUnified ? reader.connectionIdLength(role) : 0;
    int next = isUnified ? Math.min(UnifiedHeader.next(bytes, at, to, cid), wireTo) : to;
    reader.onRecord(role, Dtls.APPLICATION_DATA, next - at, context.arrival());
    boolean isOpen =
        isUnified
            && next <= to
            && reader.openUnified(
                role,
                bytes,
                at,
                UnifiedHeader.number(bytes, at, cid),
                UnifiedHeader.numberLength(bytes, at),
                UnifiedHeader.body(bytes, at, cid),
                next,
                context);
    if (isOpen) {
      isBegun = true;
      onClear(role, next - at, context);
    } else {
      sealed(role, next - at, context);
    }
    return next;
  }

  private Direction role(Direction direction) {
    return direction == client ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  private MessageQueue queue(Direction role) {
    return role == Direction.FROM_CLIENT ? ofClient : ofServer;
  }

  private void record(byte[] bytes, int at, int to, Direction direction, DatagramContext context) {
    int body = at + Dtls.HEADER;
    int next = Dtls.next(bytes, at);
    boolean isClear = BigEndian.u16(bytes, at + Dtls.EPOCH) == 0;
    if (isClear && bytes[at] == Dtls.HANDSHAKE) {
      judge(bytes, body, Math.min(next, to), direction, context);
    }
    isBegun = true;
    Direction role = role(direction);
    Arrival arrival = context.arrival();
    reader.onRecord(role, bytes[at], next - body, arrival);
    if (!isClear && next <= to && reader.open(role, bytes, at, body, next, context)) {
      onClear(role, next - body, context);
      return;
    }
    switch (bytes[at]) {
      case Dtls.HANDSHAKE -> {
        if (isClear) {
          fragments(bytes, at, to, role, context);
        } else {
          sealed(role, next - body, context);
        }
      }
      case Dtls.CHANGE_CIPHER_SPEC -> {
        queue(role).settle(context);
        reader.onChangeCipherSpec(role, queue(role).isInOrder());
      }
      case Dtls.ALERT -> {
        boolean isRead = Dtls.isClearAlert(bytes, at) && next <= to;
        reader.onAlert(
            role, isRead ? bytes[body] & 0xFF : 0, isRead ? bytes[body + 1] & 0xFF : 0, arrival);
      }
      case Dtls.APPLICATION_DATA -> sealed(role, next - body, context);
      default -> {} // heartbeats and acknowledgements
    }
  }

  /**
   * Reads the record that was decrypted last.
   *
   * @param length of its body while it was encrypted, in bytes
   */
  private void onClear(Direction role, int length, DatagramContext context) {
    byte[] clear = reader.clear();
    int to = reader.clearTo();
    int type = clear[0];
    if (type != Dtls.ALERT) {
      sealed(role, length, context);
    }
    if (to == Dtls.HEADER) {
      return; // nothing is in it but padding
    }
    switch (type) {
      case Dtls.HANDSHAKE -> {
        context.append(Dtls.PROTOCOL, clear, 0, to, Dtls.Content.DECRYPTED);
        fragments(clear, 0, to, role, context);
      }
      case Dtls.ALERT -> {
        context.append(Dtls.PROTOCOL, clear, 0, to, Dtls.Content.DECRYPTED);
        boolean isRead = Dtls.isAlert(clear, 0);
        reader.onAlert(
            role,
            isRead ? clear[Dtls.HEADER] & 0xFF : 0,
            isRead ? clear[Dtls.HEADER + 1] & 0xFF : 0,
            context.arrival());
      }
      case Dtls.APPLICATION_DATA -> reader.onData(role, clear, Dtls.HEADER, to, context);
      default -> {} // heartbeats
    }
  }

  private void sealed(Direction role, int length, DatagramContext context) {
    isBegun = true;
    queue(role).settle(context);
    reader.onSealed(role, length, context.arrival());
  }

  /** Learns from a hello who is the client, and whether another association begins with it. */
  private void judge(
      byte[] bytes, int fragment, int to, Direction direction, DatagramContext context) {
    int body = fragment + FragmentHeader.LENGTH;
    if (body > to || FragmentHeader.offset(bytes, fragment) != 0) {
      return;
    }
    switch (FragmentHeader.type(bytes, fragment)) {
      case HandshakeType.CLIENT_HELLO -> {
        if (body + RANDOM_END > to) {
          return;
        }
        int from = body + RANDOM;
        if (random != null
            && !Arrays.equals(random, 0, random.length, bytes, from, body + RANDOM_END)) {
          end(context);
        }
        random = Arrays.copyOfRange(bytes, from, body + RANDOM_END);
        client = direction;
      }
      case HandshakeType.SERVER_HELLO, HandshakeType.HELLO_VERIFY_REQUEST -> {
        if (random == null) {
          client = direction.opposite();
        }
      }
      default -> {}
    }
  }

  private void fragments(
      byte[] bytes, int record, int to, Direction role, DatagramContext context) {
    int end = Dtls.next(bytes, record);
    int limit = Math.min(end, to);
    for (int at = record + Dtls.HEADER; limit - at >= FragmentHeader.LENGTH; ) {
      int next = at + FragmentHeader.LENGTH + FragmentHeader.fragmentLength(bytes, at);
      if (next > end || !FragmentHeader.isPlausible(bytes, at)) {
        reader.onBadRecord();
        return;
      }
      queue(role).add(bytes, record, at, limit, context.arrival(), context);
      at = next;
    }
  }

  /** Ends the association, and begins another one. */
  private void end(DatagramContext context) {
    if (isBegun) {
      ofClient.end(context);
      ofServer.end(context);
      reader.onEnd(client == Direction.FROM_SERVER, context);
      begin();
    }
  }

  @Override
  public void onEnd(DatagramContext context) {
    end(context);
  }

  @Override
  public int memory() {
    return BYTES + reader.memory() + ofClient.memory() + ofServer.memory();
  }
}
