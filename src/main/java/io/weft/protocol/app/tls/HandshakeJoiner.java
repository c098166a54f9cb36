package io.weft.protocol.app.tls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.tls.number.HandshakeType;
import java.util.Arrays;

/**
 * Puts the handshake messages of one direction together: a record may hold several, and a message
 * may lie in any number of records (RFC 8446 section 5.1). A message inside one record is read in
 * place.
 */
final class HandshakeJoiner {
  /** Takes whole messages. */
  interface Listener {
    /**
     * Takes a message.
     *
     * @param from its first byte, behind the message's header
     * @param packet number of the packet with its first byte
     * @param nanos that packet's time, in nanoseconds since the epoch
     */
    void onMessage(
        int type, byte[] bytes, int from, int to, long packet, long nanos, StreamContext context);

    /** A message was longer than {@link TlsLimits#MAX_MESSAGE} and is passed over. */
    void onTooLong();
  }

  private static final int RECORD = RecordHeader.LENGTH;

  private final Listener listener;

  /** The header of the first record, and what came of a message that is not whole; or null. */
  private byte[] pending;

  private int length;
  private long packet;
  private long nanos;

  /** How much of a message that is passed over is still to come, in bytes. */
  private int toSkip;

  HandshakeJoiner(Listener listener) {
    this.listener = listener;
  }

  int memory() {
    return 64 + (pending == null ? 0 : pending.length);
  }

  /** Was the last message not completed? */
  boolean isWaiting() {
    return pending != null || toSkip > 0;
  }

  /** Forgets what is not whole, because bytes are missing. */
  void reset() {
    pending = null;
    toSkip = 0;
  }

  /**
   * Takes the content of a record with handshake messages.
   *
   * @param record index of the record's header, behind which the content begins
   * @param at of the record's first byte
   */
  void add(byte[] bytes, int record, int to, Arrival at, StreamContext context) {
    int from = record + RECORD;
    if (toSkip > 0) {
      int skipped = Math.min(toSkip, to - from);
      toSkip -= skipped;
      from += skipped;
      if (from == to) {
        return;
      }
      pending = Arrays.copyOfRange(bytes, record, record + RECORD);
      length = RECORD;
      packet = at.number();
      nanos = at.nanos();
    }
    if (pending == null) {
      packet = at.number();
      nanos = at.nanos();
      int whole = whole(bytes, from, to);
      if (whole > from) {
        context.append(Tls.PROTOCOL, bytes, record, whole);
        deliver(bytes, from, whole, context);
      }
      keep(bytes, record, whole, to, at);
    } else {
      append(bytes, from, to);
      int whole = whole(pending, RECORD, length);
      if (whole > RECORD) {
        byte[] joined = pending;
        int end = length;
        pending = null;
        context.append(Tls.PROTOCOL, joined, 0, whole);
        deliver(joined, RECORD, whole, context);
        keep(joined, 0, whole, end, at);
      } else {
        dropIfTooLong();
      }
    }
  }

  /** Index behind the last message that is whole; {@code from} where none is. */
  private static int whole(byte[] bytes, int from, int to) {
    int at = from;
    while (to - at >= HandshakeType.HEADER) {
      int next = at + HandshakeType.HEADER + BigEndian.u24(bytes, at + 1);
      if (next > to) {
        break;
      }
      at = next;
    }
    return at;
  }

  private void deliver(byte[] bytes, int from, int to, StreamContext context) {
    long ofPacket = packet;
    long atNanos = nanos;
    for (int at = from; at < to; ) {
      int body = at + HandshakeType.HEADER;
      int next = body + BigEndian.u24(bytes, at + 1);
      listener.onMessage(bytes[at] & 0xFF, bytes, body, next, ofPacket, atNanos, context);
      at = next;
    }
  }

  private void keep(byte[] bytes, int record, int from, int to, Arrival at) {
    if (from == to) {
      return;
    }
    pending = new byte[RECORD + to - from];
    System.arraycopy(bytes, record, pending, 0, RECORD);
    System.arraycopy(bytes, from, pending, RECORD, to - from);
    length = pending.length;
    packet = at.number();
    nanos = at.nanos();
    dropIfTooLong();
  }

  private void append(byte[] bytes, int from, int to) {
    int needed = length + to - from;
    if (needed > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(needed, 2 * pending.length));
    }
    System.arraycopy(bytes, from, pending, length, to - from);
    length = needed;
  }

  private void dropIfTooLong() {
    if (length < RECORD + HandshakeType.HEADER) {
      return;
    }
    int message = HandshakeType.HEADER + BigEndian.u24(pending, RECORD + 1);
    if (message > TlsLimits.MAX_MESSAGE) {
      toSkip = message - (length - RECORD);
      pending = null;
      listener.onTooLong();
    }
  }
}
