package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lines of JSON in memory, each of them whole: where making one fails, nothing of it remains, and
 * the lines before it are as they were.
 */
final class WholeLines {
  private final Bytes bytes;
  private JsonGenerator json;

  /** End of the last whole line. */
  private int end;

  /** Bytes whose end can be taken back. */
  private static final class Bytes extends ByteArrayOutputStream {
    Bytes(int size) {
      super(size);
    }

    synchronized void truncate(int size) {
      count = size;
    }
  }

  /**
   * @param size bytes that fit before more memory is taken
   */
  WholeLines(int size) throws IOException {
    bytes = new Bytes(size);
    json = newGenerator();
  }

  private JsonGenerator newGenerator() throws IOException {
    return Json.generator(bytes).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  /** Where the next line is written to; it changes with {@link #discard}. */
  JsonGenerator json() {
    return json;
  }

  /** Ends the line that was written to {@link #json}. */
  void endLine() throws IOException {
    json.writeRaw('\n');
    endPiece();
  }

  /** The same for a piece of a line, which gets no line feed. */
  void endPiece() throws IOException {
    json.flush();
    end = bytes.size();
  }

  /** Takes back what was written since the last whole line: it could not be finished. */
  void discard() throws IOException {
    json = newGenerator(); // the old one still holds a part of the line, and is not closed
    bytes.truncate(end);
  }

  /** Bytes of whole lines. */
  int size() {
    return end;
  }

  /** Writes the lines out, and begins again with none. */
  void moveTo(OutputStream out) throws IOException {
    if (end > 0) {
      bytes.writeTo(out);
      bytes.reset();
      end = 0;
    }
  }
}
