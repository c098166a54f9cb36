package io.weft.cli.terminal;

import io.weft.capture.CaptureOptions;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/**
 * What comes through standard input, until that ends or a signal does so in good order: nobody can
 * tell when the other end of a pipe will say more.
 */
public final class InterruptiblePipe extends InterruptibleSource {
  private final Input input;

  private InterruptiblePipe(PacketSource source, Input input, SignalHandler signals) {
    super(source, signals);
    this.input = input;
  }

  /**
   * Opens standard input, and takes over the process's signals.
   *
   * @param in closed with the source
   * @param name stands for the file in messages
   * @param console where the results go
   */
  public static PacketSource open(
      FileInputStream in, String name, CaptureOptions options, Console console) throws IOException {
    Input input = new Input(in.getChannel());
    SignalHandler signals = new SignalHandler(input::stop, console);
    return new InterruptiblePipe(Captures.open(input, name, options), input, signals);
  }

  /** A pipe that was not read to its end goes on without us, and so do its connections. */
  @Override
  public boolean openEnded() {
    return input.stopped || super.openEnded();
  }

  /** A channel that ends where it is told to, even while it waits in a read. */
  private static final class Input implements ReadableByteChannel {
    private final ReadableByteChannel channel;
    private volatile boolean stopped;

    Input(ReadableByteChannel channel) {
      this.channel = channel;
    }

    /** Any thread may call this. The closing of the channel wakes the thread that reads. */
    void stop() {
      stopped = true;
      try {
        channel.close();
      } catch (IOException e) {
        return; // it is not read any more, whether it is closed or not
      }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      try {
        return stopped ? -1 : channel.read(into);
      } catch (ClosedChannelException e) {
        if (stopped) {
          return -1;
        }
        throw e;
      }
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
