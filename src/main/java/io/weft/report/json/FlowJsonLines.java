package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.report.BackgroundWriter;
import java.io.ByteArrayOutputStream;
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

  private final BackgroundWriter<Piece> writer;

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
    writer = new BackgroundWriter<>("weft-json", new LineOutput(out, generator(out)));
  }

  private static JsonGenerator generator(OutputStream out) throws IOException {
    return Json.generator(out).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
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
      own.add(record, ownJson);
    } catch (IOException e) {
      throw new IllegalStateException("a write to memory failed", e);
    }
  }

  private void putOwn() {
    OwnLines lines = own;
    own = null;
    lines.end();
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

  /** The output, used by the writing thread. */
  private static final class LineOutput implements BackgroundWriter.Destination<Piece> {
    private final OutputStream out;
    private final JsonGenerator json;
    private final FlowJson flowJson = new FlowJson();

    LineOutput(OutputStream out, JsonGenerator json) {
      this.out = out;
      this.json = json;
    }

    @Override
    public void write(Piece piece) throws IOException {
      piece.writeTo(this);
    }

    void write(FlowRecord record) throws IOException {
      flowJson.write(json, record);
      json.writeRaw('\n');
    }

    @Override
    public void flush() throws IOException {
      json.flush();
      out.flush();
    }
  }

  /** Lines in memory, made by the analysing thread. */
  private static final class OwnLines implements Piece {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 << 10);
    private final JsonGenerator json = generator(bytes);

    OwnLines() throws IOException {}

    void add(FlowRecord record, FlowJson flowJson) throws IOException {
      flowJson.write(json, record);
      json.writeRaw('\n');
    }

    void end() {
      try {
        json.close();
      } catch (IOException e) {
        throw new IllegalStateException("a write to memory failed", e);
      }
    }

    /** The number of bytes, without the few that the generator still buffers. */
    int size() {
      return bytes.size();
    }

    /** The share of the writer's capacity: the whole of it for as many lines as may be made. */
    int cost() {
      return 1 + (int) ((long) size() * BackgroundWriter.CAPACITY / MAX_OWN_BYTES);
    }

    @Override
    public void writeTo(LineOutput output) throws IOException {
      output.json.flush();
      bytes.writeTo(output.out);
    }
  }
}
