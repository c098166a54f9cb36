package io.weft.capture.live;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/**
 * Runs libpcap's loop in a thread of its own, which leaves what it captures as the bytes of a pcap
 * file. Who reads them asks first how many are there, since neither way of waiting for more could
 * be left when a time-out is over.
 */
abstract class Feed implements Closeable {
  /** How long a loop that was told to end may take; one without a packet may never notice. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

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

  /** A feed of what comes to the handle, and closes it with itself. */
  static Feed of(PcapHandle handle, LiveOptions.Way way) throws IOException {
    return way == LiveOptions.Way.BEST && NamedPipe.supported()
        ? PipeFeed.open(handle)
        : CallbackFeed.open(handle);
  }

  /** Begins to capture. */
  void start() {
    thread.start();
  }

  /** Captures until told to stop. */
  abstract void loop() throws PcapNativeException, InterruptedException, NotOpenException;

  /** Leaves what is still on its way, and the end behind it. */
  abstract void finish();

  /** Bytes that can be read at once. */
  abstract int available() throws IOException;

  /** Reads what is there, at least a byte; -1 behind the end. */
  abstract int read(ByteBuffer into) throws IOException;

  /** Bytes that can wait to be read. */
  abstract int capacity();

  /** Packets that came, but found no room; 0 where the kernel's buffer is the only queue. */
  abstract long queueDropped();

  private void run() {
    try {
      loop();
    } catch (InterruptedException e) {
      // What stop() leads to: the loop was broken.
      failure = null;
    } catch (PcapNativeException e) {
      failure = stopping ? null : Libpcap.words(e);
    } catch (NotOpenException e) {
      failure = stopping ? null : "the capture was closed";
    } finally {
      finish();
      ended = true;
    }
  }

  /** Ends the capture; what it holds already can still be read. From any thread. */
  void stop() {
    if (stopping) {
      return;
    }
    stopNanos = System.nanoTime();
    stopping = true;
    try {
      handle.breakLoop();
    } catch (NotOpenException e) {
      ended = true; // it has ended by itself
    }
  }

  /** Will no more bytes come than are there now? */
  boolean ended() {
    return ended || (stopping && System.nanoTime() - stopNanos > PATIENCE_NANOS);
  }

  /** Why the capture ended, if nobody told it to; in libpcap's words. */
  String failure() {
    return failure;
  }

  /** Has nobody wait for what will not be read: the process is about to be ended. */
  void abandon() {}

  /** Stops, and releases everything; a loop that does not end is left to the end of the process. */
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
