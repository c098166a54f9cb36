package io.weft.report.json;

import io.weft.dissect.InternalErrors;
import io.weft.flow.FlowRecord;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The flows in an array of a document, each on a line of its own: editors and line tools cannot
 * cope with one line of a gigabyte. A record that cannot be written is left out.
 */
public final class FlowLines {
  /** Bytes of lines that are kept before they are written. */
  private static final int BUFFERED = 32 << 10;

  private final OutputStream out;
  private final InternalErrors errors;
  private final WholeLines lines = new WholeLines(2 * BUFFERED);
  private final FlowJson flowJson = new FlowJson();
  private boolean isFirst = true;

  /**
   * @param out stands inside the array
   */
  public FlowLines(OutputStream out, InternalErrors errors) throws IOException {
    this.out = out;
    this.errors = errors;
  }

  /** Writes the next element of the array. */
  public void write(FlowRecord record) throws IOException {
    try {
      lines.json().writeRaw(isFirst ? "\n" : "\n,");
      flowJson.write(lines.json(), record);
      lines.endPiece();
      isFirst = false;
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, record.times().lastPacket());
      lines.discard();
    }
    if (lines.size() >= BUFFERED) {
      lines.moveTo(out);
    }
  }

  /** Writes what is still kept; the array is left open. */
  public void end() throws IOException {
    lines.moveTo(out);
  }
}
