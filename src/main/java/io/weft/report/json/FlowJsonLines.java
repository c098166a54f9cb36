package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.report.HandOver;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Prints flows as they end, one JSON object a line, by a thread of its own beside the one that
 * analyses. Where many end at once, as at the end of a capture, and that thread has enough to do
 * already, the one that brings them does not wait for it but makes lines as well.
 *
 * <p>An output that takes no more stops the analysis: {@link #onClosed} throws what the writer met.
 */
public final class FlowJsonLines implements FlowListener, Closeable {
  /** Bytes of lines that who brings flows makes before he waits for the writer. */
  private static final int MAX_OWN = 2 << 20;

  private final HandOver<Piece> writer;

  /** Lines made by who brings flows, to be written behind all that was handed over; or null. */
  private OwnLines own;

  private final FlowJson ownJson = new FlowJson();

  /** What is handed over. */
  private interface Piece {
    void writeTo(Writer writer) throws IOException;
  }

  /**
   * @param out flushed whenever no more flows come for a while, and by {@link #close}, which leaves
   *     it open
   */
  public FlowJsonLines(OutputStream out) throws IOException {
    writer = new HandOver<>("weft-json", new Writer(out, generator(out)));
  }

  private static JsonGenerator generator(OutputStream out) throws IOException {
    return Json.generator(out).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  /**
   * @throws UncheckedIOException when the output takes no more
   */
  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    accept(record);
  }

  /**
   * Prints the record behind those that came before.
   *
   * @throws UncheckedIOException when the output takes no more
   */
  public void accept(FlowRecord record) {
    boolean hasRoom = writer.hasRoom();
    if (own != null && (hasRoom || own.size() >= MAX_OWN)) {
      putOwn();
      hasRoom = writer.hasRoom();
    }
    if (hasRoom && own == null) {
      writer.put(to -> to.write(record), HandOver.weightOf(record));
    } else {
      addOwn(record);
    }
  }

  /**
   * Has lines written that wait here for more of them; to be called now and then while flows come
   * at their own pace.
   *
   * @throws UncheckedIOException when the output takes no more
   */
  public void handOver() {
    if (own != null && writer.hasRoom()) {
      putOwn();
    }
  }

  private void addOwn(FlowRecord record) {
    try {
      if (own == null) {
        own = new OwnLines();
      }
      own.add(record, ownJson);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes what is written to it", e);
    }
  }

  private void putOwn() {
    OwnLines lines = own;
    own = null;
    lines.end();
    writer.put(lines, lines.weight());
  }

  /** Waits until everything is written and flushed. */
  @Override
  public void close() throws IOException {
    try {
      if (own != null) {
        putOwn();
      }
    } catch (UncheckedIOException e) {
      // The writer has failed, and tells so when it is closed.
    }
    writer.close();
  }

  /** The thread's work. */
  private static final class Writer implements HandOver.Worker<Piece> {
    private final OutputStream out;
    private final JsonGenerator json;
    private final FlowJson flowJson = new FlowJson();

    Writer(OutputStream out, JsonGenerator json) {
      this.out = out;
      this.json = json;
    }

    @Override
    public void work(Piece piece) throws IOException {
      piece.writeTo(this);
    }

    void write(FlowRecord record) throws IOException {
      flowJson.write(json, record);
      json.writeRaw('\n');
    }

    @Override
    public void pause() throws IOException {
      json.flush();
      out.flush();
    }
  }

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
        throw new IllegalStateException("memory takes what is written to it", e);
      }
    }

    /** To within the generator's buffer. */
    int size() {
      return bytes.size();
    }

    /** The more there is to write, the less may wait beside it. */
    int weight() {
      return 1 + (int) ((long) size() * HandOver.CAPACITY / MAX_OWN);
    }

    @Override
    public void writeTo(Writer writer) throws IOException {
      writer.json.flush();
      bytes.writeTo(writer.out);
    }
  }
}
