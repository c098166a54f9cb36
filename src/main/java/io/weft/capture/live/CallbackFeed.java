package io.weft.capture.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.RawPacketListener;

/**
 * libpcap calls back for every packet, which is put into a bounded queue: slow, and for systems
 * without named pipes only. A packet that finds the queue full is dropped here and counted, since
 * memory must not grow and the call must return.
 */
final class CallbackFeed extends Feed {
  /** A power of two, larger than the longest packet. */
  static final int CAPACITY = 8 << 20;

  private static final int MAGIC_MICROSECONDS = 0xA1B2C3D4;
  private static final int MAGIC_NANOSECONDS = 0xA1B23C4D;
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  private final boolean nanoseconds;
  private final ByteBuffer header;

  /** Bytes from {@link #taken} to {@link #put}, each modulo the capacity, wait to be read. */
  private final byte[] ring = new byte[CAPACITY];

  /** Written by the reader alone. */
  private volatile long taken;

  /** Written by the capturing thread alone. */
  private volatile long put;

  private final AtomicLong dropped = new AtomicLong();

  private CallbackFeed(PcapHandle handle, int linkType, int snaplen) {
    super(handle);
    nanoseconds = handle.getTimestampPrecision() == PcapHandle.TimestampPrecision.NANO;
    header = ByteBuffer.allocate(FILE_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header
        .putInt(nanoseconds ? MAGIC_NANOSECONDS : MAGIC_MICROSECONDS)
        .putShort((short) 2)
        .putShort((short) 4)
        .putLong(0)
        .putInt(snaplen)
        .putInt(linkType);
    offer(header.array(), FILE_HEADER, null, 0);
  }

  static CallbackFeed open(PcapHandle handle) throws IOException {
    try {
      return new CallbackFeed(handle, handle.getDlt().value(), handle.getSnapshot());
    } catch (NotOpenException e) {
      throw new IOException("the capture was closed", e);
    }
  }

  @Override
  void loop() throws PcapNativeException, InterruptedException, NotOpenException {
    byte[] record = new byte[RECORD_HEADER];
    ByteBuffer fields = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    RawPacketListener listener =
        packet -> {
          java.sql.Timestamp time = handle.getTimestamp();
          int fraction = nanoseconds ? time.getNanos() : time.getNanos() / 1000;
          fields.clear();
          fields
              .putInt((int) Math.floorDiv(time.getTime(), 1000L))
              .putInt(fraction)
              .putInt(packet.length)
              .putInt(handle.getOriginalLength());
          if (!offer(record, RECORD_HEADER, packet, packet.length)) {
            dropped.incrementAndGet();
          }
        };
    handle.loop(-1, listener);
  }

  /** Both pieces or neither. */
  private boolean offer(byte[] first, int firstLength, byte[] second, int secondLength) {
    long at = put;
    if (CAPACITY - (at - taken) < firstLength + secondLength) {
      return false;
    }
    copyIn(first, firstLength, at);
    copyIn(second, secondLength, at + firstLength);
    put = at + firstLength + secondLength;
    return true;
  }

  private void copyIn(byte[] source, int length, long position) {
    if (length == 0) {
      return;
    }
    int at = (int) (position & (CAPACITY - 1));
    int before = Math.min(length, CAPACITY - at);
    System.arraycopy(source, 0, ring, at, before);
    System.arraycopy(source, before, ring, 0, length - before);
  }

  @Override
  void finish() {
    // Everything is in the queue already.
  }

  @Override
  int available() {
    return (int) (put - taken);
  }

  @Override
  int read(ByteBuffer into) {
    long from = taken;
    int at = (int) (from & (CAPACITY - 1));
    int n = Math.min(Math.min(available(), into.remaining()), CAPACITY - at);
    into.put(ring, at, n);
    taken = from + n;
    return n == 0 ? -1 : n;
  }

  @Override
  int capacity() {
    return CAPACITY;
  }

  @Override
  long queueDropped() {
    return dropped.get();
  }
}
