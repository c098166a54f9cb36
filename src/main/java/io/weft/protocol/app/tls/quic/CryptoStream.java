package io.weft.protocol.app.tls.quic;

import io.weft.dissect.Arrival;
import io.weft.stream.PagePool;
import io.weft.stream.Reassembler;
import io.weft.stream.StreamSink;
import java.util.Arrays;

/** Puts the CRYPTO frames of one side in order, up to the end of its first handshake message. */
final class CryptoStream implements StreamSink {
  private static final int HEADER = 4;

  private final Reassembler reassembler =
      new Reassembler(new PagePool(QuicLimits.WAITING), QuicLimits.WAITING);

  private byte[] message = {};
  private int length;
  private boolean isLost;

  /** Reads the frames of a packet; what is none of an Initial packet's frames ends the reading. */
  void frames(byte[] frames, Arrival arrival) {
    VarintReader in = new VarintReader(frames, 0, frames.length);
    while (in.hasMore()) {
      switch ((int) in.next()) {
        case 0, 1 -> {} // PADDING and PING, which are but their type
        case 2 -> acknowledgement(in, false);
        case 3 -> acknowledgement(in, true);
        case 6 -> crypto(in, frames, arrival);
        default -> {
          return; // CONNECTION_CLOSE, or what must not be there
        }
      }
    }
  }

  private static void acknowledgement(VarintReader in, boolean withCounts) {
    in.next(); // the largest acknowledged
    in.next(); // the delay
    long ranges = in.next();
    in.next(); // the first range
    for (long i = 0; i < ranges && in.hasMore(); i++) {
      in.next();
      in.next();
    }
    for (int i = 0; withCounts && i < 3; i++) {
      in.next();
    }
  }

  private void crypto(VarintReader in, byte[] frames, Arrival arrival) {
    long offset = in.next();
    long bytes = in.next();
    int from = in.at();
    if (!in.skip(bytes) || offset + bytes > QuicLimits.CRYPTO || bytes == 0) {
      return;
    }
    int to = in.at();
    reassembler.offer(offset, frames, from, to, to - from, arrival.number(), arrival.nanos(), this);
  }

  @Override
  public void onBytes(byte[] bytes, int from, int to, long packet, long nanos) {
    if (isLost || isComplete()) {
      return;
    }
    message = Arrays.copyOf(message, length + to - from);
    System.arraycopy(bytes, from, message, length, to - from);
    length += to - from;
  }

  @Override
  public void onGap(long missing) {
    isLost = true;
  }

  /** Is the first message whole? */
  boolean isComplete() {
    return length >= HEADER && length >= messageLength();
  }

  private int messageLength() {
    return HEADER + ((message[1] & 0xFF) << 16) + ((message[2] & 0xFF) << 8) + (message[3] & 0xFF);
  }

  /** The first message with its header, once it is whole. */
  byte[] message() {
    return Arrays.copyOf(message, messageLength());
  }

  /** Lets go of what waits. */
  void close() {
    reassembler.discard();
    message = new byte[0];
    length = 0;
    isLost = true;
  }

  int memory() {
    return message.length + reassembler.waitingBytes();
  }
}
