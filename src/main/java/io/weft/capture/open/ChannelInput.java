package io.weft.capture.open;

import io.weft.capture.compression.BulkInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a channel as a stream, and counts its bytes. */
final class ChannelInput extends BulkInput {
  private final ReadableByteChannel channel;
  private ByteBuffer wrapped = ByteBuffer.allocate(0);

  /** One thread reads, and another one may ask how far it is. */
  private final AtomicLong count = new AtomicLong();

  ChannelInput(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /** How many bytes have been read so far. */
  long count() {
    return count.get();
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (wrapped.array() != bytes) { // the caller mostly uses the same array again
      wrapped = ByteBuffer.wrap(bytes);
    }
    wrapped.limit(from + length).position(from);
    int n = channel.read(wrapped);
    if (n > 0) {
      count.addAndGet(n);
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
