package io.weft.capture.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapDumper;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/**
 * libpcap's own loop calls libpcap's own function that writes a packet to a file, and the file is a
 * pipe to this process: no packet costs a call from C to Java, which would take longer than all the
 * rest. The pipe is the queue: when it is full the loop waits, and the kernel's buffer fills; when
 * that is full, too, the kernel drops and counts.
 */
final class PipeFeed extends Feed {
  /**
   * What the C library holds back to write more at once is written after this time at the latest.
   */
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
      dumper.flush(); // the file's header
      opened = true;
      return new PipeFeed(handle, pipe, dumper);
    } catch (PcapNativeException | NotOpenException e) {
      throw new IOException("no pipe to libpcap: " + Libpcap.words(e), e);
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

  /** The C library locks a file for each call, so this may come between any two. */
  private void flush() {
    try {
      while (true) {
        Thread.sleep(FLUSH_NANOS / 1_000_000);
        dumper.flush();
      }
    } catch (NotOpenException e) {
      return; // closed behind the last packet
    } catch (PcapNativeException e) {
      stop(); // nobody reads any more
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

  /** Who reads on while the process is being ended waits for that, and has no error to tell of. */
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
      // Its descriptor is closed all the same, and nobody is left to be told.
      stop();
    }
  }

  /** The reading side first: a loop that waits for room finds that nobody will make any. */
  @Override
  public void close() throws IOException {
    stop();
    pipe.close();
    super.close();
  }
}
