package io.weft.protocol.app.tls.dtls;

import io.weft.dissect.Arrival;
import io.weft.stream.PagePool;
import io.weft.stream.Reassembler;
import io.weft.stream.StreamSink;
import java.util.Arrays;

/**
 * Puts one handshake message together. Its fragments come in any order, may overlap and may come
 * again (RFC 6347 section 4.2.3).
 */
final class PartialMessage implements StreamSink {
  /** Where the message begins, behind the headers of a record that would hold all of it. */
  static final int BODY = Dtls.HEADER + FragmentHeader.LENGTH;

  private static final int BYTES = 160;

  private final int type;
  private final int length;
  private final int sequence;
  private final Reassembler reassembler =
      new Reassembler(new PagePool(DtlsLimits.WAITING), DtlsLimits.WAITING);

  private byte[] bytes = new byte[BODY];
  private int end = BODY;
  private long packet;
  private long nanos;
  private boolean lost;

  /**
   * @param fragment where the header of one of its fragments stands in {@code of}
   */
  PartialMessage(byte[] of, int fragment) {
    type = FragmentHeader.type(of, fragment);
    length = FragmentHeader.messageLength(of, fragment);
    sequence = FragmentHeader.sequence(of, fragment);
    lost = length > DtlsLimits.MAX_MESSAGE;
  }

  /**
   * Takes a fragment; one of another message is passed over.
   *
   * @param record index of the header of the record that holds it
   * @param fragment index of its own header
   * @param limit index behind the last byte that was captured
   */
  void add(byte[] from, int record, int fragment, int limit, Arrival arrival) {
    boolean isOfThis =
        FragmentHeader.type(from, fragment) == type
            && FragmentHeader.messageLength(from, fragment) == length;
    if (!isOfThis || isOver()) {
      return;
    }
    System.arraycopy(from, record, bytes, 0, Dtls.HEADER);
    int body = fragment + FragmentHeader.LENGTH;
    int bodyLength = FragmentHeader.fragmentLength(from, fragment);
    if (length == 0) {
      packet = arrival.number();
      nanos = arrival.nanos();
    } else {
      reassembler.offer(
          FragmentHeader.offset(from, fragment),
          from,
          body,
          Math.min(body + bodyLength, limit),
          bodyLength,
          arrival.number(),
          arrival.nanos(),
          this);
    }
    if (isWhole()) {
      FragmentHeader.write(type, length, sequence, bytes, Dtls.HEADER);
    }
  }

  @Override
  public void onBytes(byte[] from, int at, int to, long ofPacket, long atNanos) {
    if (lost) {
      return;
    }
    if (end == BODY) {
      packet = ofPacket;
      nanos = atNanos;
    }
    int needed = end + to - at;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(BODY + length, Math.max(needed, 2 * bytes.length)));
    }
    System.arraycopy(from, at, bytes, end, to - at);
    end = needed;
  }

  @Override
  public void onGap(long missing) {
    lost = true;
  }

  /** Will nothing more come of it: is it whole, or can it not be put together? */
  boolean isOver() {
    return lost || isWhole();
  }

  boolean isWhole() {
    return !lost && end == BODY + length;
  }

  int type() {
    return type;
  }

  /**
   * The headers of a record and of a message in it that was never cut, and the message from {@link
   * #BODY} on; it does not change once the message is whole.
   */
  byte[] bytes() {
    return bytes;
  }

  /** Index behind the last byte of the message. */
  int end() {
    return end;
  }

  /** Number of the packet with its first byte. */
  long packet() {
    return packet;
  }

  /** When that packet was captured, in nanoseconds since the epoch. */
  long nanos() {
    return nanos;
  }

  int memory() {
    return BYTES + bytes.length + reassembler.waitingBytes();
  }
}
