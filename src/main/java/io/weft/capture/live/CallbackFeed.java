package io.weft.capture.live;

import io.weft.capture.pcap.PcapFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.RawPacketListener;

/**
 * Takes packets from libpcap by a call back for each, and puts them into a bounded queue. This is
 * slow, and serves only systems without named pipes. If the queue is full, the packet is dropped
 * and counted, because memory must not grow and the call must return.
 */
final class CallbackFeed extends Feed {
  /** The size of the queue in bytes: a power of two, and larger than the longest packet. */
  static final int CAPACITY = 8 << 20;

  private static final int NANOS_PER_MICROSECOND = 1000;
  private static final long MILLIS_PER_SECOND = 1000;

  private final boolean nanoseconds;

  /**
   * The queue. The bytes from {@link #taken} to {@link #put}, both modulo the capacity, wait to be
   * read.
   */
  private final byte[] ring = new byte[CAPACITY];

  /** How many bytes were read so far. Only the reader writes it. */
  private volatile long taken;

  /** How many bytes were put into the queue so far. Only the capturing thread writes it. */
  private volatile long put;

  private final AtomicLong dropped = new AtomicLong();

  private CallbackFeed(PcapHandle handle, int linkType, int snaplen) {
    super(handle);
    nanoseconds = handle.getTimestampPrecision() == PcapHandle.TimestampPrecision.NANO;
    ByteBuffer header =
        ByteBuffer.allocate(PcapFormat.FILE_HEADER_LENGTH)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(nanoseconds ? PcapFormat.NANOSECOND_MAGIC : PcapFormat.MICROSECOND_MAGIC)
            .putShort((short) PcapFormat.MAJOR_VERSION)
            .putShort((short) PcapFormat.MINOR_VERSION)
            .putLong(0) // time zone and accuracy, which nobody uses
            .putInt(snaplen)
            .putInt(linkType);
    offer(header.array(), header.capacity(), null, 0);
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
    byte[] record = new byte[PcapFormat.RECORD_HEADER_LENGTH];
    ByteBuffer fields = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    RawPacketListener listener =
        packet -> {
          java.sql.Timestamp time = handle.getTimestamp();
          int fraction = nanoseconds ? time.getNanos() : time.getNanos() / NANOS_PER_MICROSECOND;
          fields.clear();
          fields
              .putInt((int) Math.floorDiv(time.getTime(), MILLIS_PER_SECOND))
              .putInt(fraction)
              .putInt(packet.length)
              .putInt(handle.getOriginalLength());
          if (!offer(record, record.length, packet, packet.length)) {
            dropped.incrementAndGet();
          }
        };
    handle.loop(-1, listener);
  }

  /** Puts two pieces into the queue; false, and neither of them, where there is no room. */
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
    // Every packet was put into the queue when it came.
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
