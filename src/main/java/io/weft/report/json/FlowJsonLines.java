package io.weft.report.json;

import io.weft.dissect.InternalErrors;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.report.BackgroundWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Prints flows as they end, one JSON object a line. A thread of its own makes the lines from the
 * records. Where many flows end at once, as at the end of a capture, and that thread has no room
 * for more records, the thread that analyses does not wait for it but makes lines as well.
 *
 * <p>A failure to write ends the analysis: {@link #onClosed} throws it.
 */
public final class FlowJsonLines implements FlowListener, Closeable {
  /** Bytes of lines that the analysing thread makes before it waits for the writer. */
  private static final int MAX_OWN_BYTES = 2 << 20;

  /** Bytes of lines that the writing thread makes before it writes them. */
  private static final int BUFFERED = 32 << 10;

  private final BackgroundWriter<Piece> writer;
  private final InternalErrors errors;

  /**
   * Lines that the analysing thread has made; null for none. They belong behind all records that
   * the writer has, so that no further record goes to the writer before they do.
   */
  private OwnLines own;

  private final FlowJson ownJson = new FlowJson();

  /** What the writer gets: a record, or lines. */
  private interface Piece {
    void writeTo(LineOutput output) throws IOException;
  }

  /**
   * Starts the writing thread.
   *
   * @param out flushed whenever no flow has come for 200 ms, and by {@link #close}, which leaves it
   *     open
   */
  public FlowJsonLines(OutputStream out) throws IOException {
    this(out, new InternalErrors());
  }

  /**
   * Starts the writing thread.
   *
   * @param out flushed whenever no flow has come for 200 ms, and by {@link #close}, which leaves it
   *     open
   * @param errors counts the records that could not be written as JSON
   */
  public FlowJsonLines(OutputStream out, InternalErrors errors) throws IOException {
    this.errors = errors;
    writer = new BackgroundWriter<>("weft-json", new LineOutput(out));
  }

  /**
   * @throws UncheckedIOException when writing has failed
   */
  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    accept(record);
  }

  /**
   * Prints the record behind those that came before.
   *
   * @throws UncheckedIOException when writing has failed
   */
  public void accept(FlowRecord record) {
    boolean hasRoom = writer.hasRoom();
    if (own != null && (hasRoom || own.size() >= MAX_OWN_BYTES)) {
      putOwn();
      hasRoom = writer.hasRoom();
    }
    if (hasRoom && own == null) {
      writer.put(output -> output.write(record), BackgroundWriter.cost(record));
    } else {
      addOwn(record);
    }
  }

  /**
   * Gives the lines that the analysing thread has made to the writer, where that has room. To be
   * called several times a second during a live capture: without it such lines wait for the next
   * flow that ends.
   *
   * @throws UncheckedIOException when writing has failed
   */
  public void writeWaiting() {
    if (own != null && writer.hasRoom()) {
      putOwn();
    }
  }

  /**
   * Has what is known written out now. To be called when no packet comes for a moment.
   *
   * @throws UncheckedIOException when writing has failed
   */
  public void flushSoon() {
    writeWaiting();
    writer.hurry();
  }

  private void addOwn(FlowRecord record) {
    try {
      if (own == null) {
        own = new OwnLines();
      }
      own.add(record);
    } catch (IOException e) {
      throw new IllegalStateException("a write to memory failed", e);
    }
  }

  private void putOwn() {
    OwnLines lines = own;
    own = null;
    writer.put(lines, lines.cost());
  }

  /** Waits until everything is written and flushed. */
  @Override
  public void close() throws IOException {
    try {
      if (own != null) {
        putOwn();
      }
    } catch (UncheckedIOException e) {
      // Writing has failed, and the writer throws the failure when it is closed.
    }
    writer.close();
  }

  /**
   * Writes a record as a line; where that fails, the record is left out.
   *
   * @throws IOException where memory takes no more
   */
  private void write(WholeLines lines, FlowJson flowJson, FlowRecord record) throws IOException {
    try {
      flowJson.write(lines.json(), record);
      lines.endLine();
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, record.times().lastPacket());
      lines.discard();
    }
  }

  /** The output, used by the writing thread. */
  private final class LineOutput implements BackgroundWriter.Destination<Piece> {
    private final OutputStream out;
    private final WholeLines lines = new WholeLines(2 * BUFFERED);
    private final FlowJson flowJson = new FlowJson();

    LineOutput(OutputStream out) throws IOException {
      this.out = out;
    }

    @Override
    public void write(Piece piece) throws IOException {
      piece.writeTo(this);
    }

    void write(FlowRecord record) throws IOException {
      FlowJsonLines.this.write(lines, flowJson, record);
      if (lines.size() >= BUFFERED) {
        lines.moveTo(out);
      }
    }

    @Override
    public void flush() throws IOException {
      lines.moveTo(out);
      out.flush();
    }
  }

  /** Lines in memory, made by the analysing thread. */
  private final class OwnLines implements Piece {
    private final WholeLines lines = new WholeLines(BUFFERED);

    OwnLines() throws IOException {}

    void add(FlowRecord record) throws IOException {
      write(lines, ownJson, record);
    }

    int size() {
      return lines.size();
    }

    /** The share of the writer's capacity: the whole of it for as many lines as may be made. */
    int cost() {
      return 1 + (int) ((long) size() * BackgroundWriter.CAPACITY / MAX_OWN_BYTES);
    }

    @Override
    public void writeTo(LineOutput output) throws IOException {
      output.lines.moveTo(output.out);
      lines.moveTo(output.out);
    }
  }
}
