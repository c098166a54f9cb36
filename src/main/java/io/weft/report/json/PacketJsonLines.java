package io.weft.report.json;

import io.weft.analysis.PacketListener;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Prints every packet as one JSON object a line. */
public final class PacketJsonLines implements PacketListener, Closeable {
  /** Bytes of lines that are kept before they are written. */
  private static final int BUFFERED = 32 << 10;

  private final Chain chain;
  private final OutputStream out;
  private final InternalErrors errors;
  private final WholeLines lines = new WholeLines(2 * BUFFERED);
  private PacketJson packets;

  /**
   * @param out flushed by {@link #close}, which leaves it open
   */
  public PacketJsonLines(Chain chain, OutputStream out) throws IOException {
    this(chain, out, new InternalErrors());
  }

  /**
   * @param out flushed by {@link #close}, which leaves it open
   * @param errors counts the packets that could not be written as JSON: they are left out
   */
  public PacketJsonLines(Chain chain, OutputStream out, InternalErrors errors) throws IOException {
    this.chain = chain;
    this.out = out;
    this.errors = errors;
    packets = new PacketJson(chain, lines.json());
  }

  /**
   * @throws UncheckedIOException when the output takes no more
   */
  @Override
  public void onPacket(Packet packet) {
    try {
      write(packet);
      if (lines.size() >= BUFFERED) {
        lines.moveTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Packet packet) throws IOException {
    try {
      packets.write(packet);
      lines.endLine();
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, packet.number());
      lines.discard();
      packets = new PacketJson(chain, lines.json());
    }
  }

  @Override
  public void onQuiet() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.moveTo(out);
    out.flush();
  }
}
