package io.weft.capture.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapDumper;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/**
 * Takes packets from libpcap through a named pipe. libpcap's own loop calls libpcap's own function
 * that writes a packet to a file, and that file is the pipe. So no packet costs a call from C to
 * Java, which would take longer than all the rest. The pipe is the queue: when it is full, the loop
 * waits and the kernel's buffer fills; when that is full too, the kernel drops packets and counts
 * them.
 */
final class PipeFeed extends Feed {
  /** How long the C library may hold packets back to write more of them at once. */
  static final long FLUSH_NANOS = 25_000_000;

  private final NamedPipe pipe;
  private final PcapDumper dumper;
  private final Thread flusher;
  private volatile boolean abandoned;

  private PipeFeed(PcapHandle handle, NamedPipe pipe, PcapDumper dumper) {
    super(handle);
    this.pipe = pipe;
    this.dumper = dumper;
    flusher = new Thread(this::flush, "weft-flush");
    flusher.setDaemon(true);
  }

  static PipeFeed open(PcapHandle handle) throws IOException {
    NamedPipe pipe = NamedPipe.open();
    boolean opened = false;
    try {
      PcapDumper dumper = handle.dumpOpen(pipe.path());
      pipe.connected();
      dumper.flush(); // writes the file header
      opened = true;
      return new PipeFeed(handle, pipe, dumper);
    } catch (PcapNativeException | NotOpenException e) {
      throw new IOException("no pipe to libpcap: " + Libpcap.message(e), e);
    } finally {
      if (!opened) {
        pipe.close();
      }
    }
  }

  @Override
  void start() {
    super.start();
    flusher.start();
  }

  @Override
  void loop() throws PcapNativeException, InterruptedException, NotOpenException {
    handle.loop(-1, dumper);
  }

  /**
   * Flushes at an interval. Another thread may do that while the loop writes, because the C library
   * locks a file during each call.
   */
  private void flush() {
    try {
      while (true) {
        Thread.sleep(FLUSH_NANOS / 1_000_000);
        dumper.flush();
      }
    } catch (NotOpenException e) {
      return; // the loop has ended and closed the dumper
    } catch (PcapNativeException e) {
      stop(); // the reading side is closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  void finish() {
    dumper.close();
  }

  @Override
  int available() throws IOException {
    try {
      return pipe.available();
    } catch (IOException e) {
      throw unlessAbandoned(e);
    }
  }

  @Override
  int read(ByteBuffer into) throws IOException {
    try {
      return pipe.read(into);
    } catch (IOException e) {
      throw unlessAbandoned(e);
    }
  }

  /**
   * The exception for a failed read. After {@link #abandon} there is none: the reading thread stays
   * blocked here until the process ends.
   */
  private IOException unlessAbandoned(IOException e) {
    while (abandoned) {
      LockSupport.park();
    }
    return e;
  }

  @Override
  int capacity() {
    return pipe.capacity();
  }

  @Override
  long queueDropped() {
    return 0;
  }

  @Override
  void abandon() {
    abandoned = true;
    try {
      pipe.close();
    } catch (IOException e) {
      // The descriptor is closed all the same, and nobody is left who could be told.
      stop();
    }
  }

  /**
   * Closes the reading side first, so that a loop that waits for room in the pipe fails and ends.
   */
  @Override
  public void close() throws IOException {
    stop();
    pipe.close();
    super.close();
  }
}
