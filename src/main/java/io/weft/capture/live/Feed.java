package io.weft.capture.live;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/**
 * Runs libpcap's loop in a thread of its own. The loop leaves what it captures as the bytes of a
 * pcap file, for another thread to read. That thread must ask first how many bytes are {@link
 * #available}: a read that waits for bytes could not be interrupted after a time.
 */
abstract class Feed implements Closeable {
  /**
   * How long the loop may take to end. libpcap looks only with the next packet whether it was told
   * to, so without packets the loop may never end.
   */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  /** libpcap's handle; closed together with the feed. */
  final PcapHandle handle;

  private final Thread thread;
  private volatile boolean stopping;
  private volatile long stopNanos;
  private volatile boolean ended;
  private volatile String failure;

  Feed(PcapHandle handle) {
    this.handle = handle;
    thread = new Thread(this::run, "weft-capture");
    thread.setDaemon(true);
  }

  /** A feed of the handle's packets. */
  static Feed of(PcapHandle handle, LiveOptions.Transfer transfer) throws IOException {
    return transfer == LiveOptions.Transfer.BEST && NamedPipe.supported()
        ? PipeFeed.open(handle)
        : CallbackFeed.open(handle);
  }

  /** Begins to capture. */
  void start() {
    thread.start();
  }

  /** Captures until told to stop. */
  abstract void loop() throws PcapNativeException, InterruptedException, NotOpenException;

  /** Writes out the bytes that the loop still holds, and then the end of the stream. */
  abstract void finish();

  /** How many bytes can be read without waiting. */
  abstract int available() throws IOException;

  /** Reads the bytes that are there, at least one; returns their number, or -1 at the end. */
  abstract int read(ByteBuffer into) throws IOException;

  /** How many bytes the feed can hold until they are read. */
  abstract int capacity();

  /**
   * How many packets were dropped because the feed was full; 0 where libpcap waits instead and the
   * kernel's buffer fills.
   */
  abstract long queueDropped();

  private void run() {
    try {
      loop();
    } catch (InterruptedException e) {
      // stop() has broken the loop.
      failure = null;
    } catch (PcapNativeException e) {
      failure = stopping ? null : Libpcap.message(e);
    } catch (NotOpenException e) {
      failure = stopping ? null : "the capture was closed";
    } finally {
      finish();
      ended = true;
    }
  }

  /** Ends the capture. What it holds can still be read. Any thread may call this. */
  void stop() {
    if (stopping) {
      return;
    }
    stopNanos = System.nanoTime();
    stopping = true;
    try {
      handle.breakLoop();
    } catch (NotOpenException e) {
      ended = true; // the loop has ended by itself
    }
  }

  /** Whether no more bytes will come than are there now. */
  boolean ended() {
    return ended || (stopping && System.nanoTime() - stopNanos > PATIENCE_NANOS);
  }

  /** Why the capture ended by itself, in libpcap's words; null where it did not. */
  String failure() {
    return failure;
  }

  /** Lets no thread wait for bytes that will not be read, because the process is about to end. */
  void abandon() {}

  /**
   * Ends the capture and releases everything. If the loop does not end in time, its handle stays
   * open until the process ends.
   */
  @Override
  public void close() throws IOException {
    stop();
    if (thread.getState() == Thread.State.NEW) {
      finish();
    }
    try {
      thread.join(PATIENCE_NANOS / 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      handle.close();
    }
  }
}
