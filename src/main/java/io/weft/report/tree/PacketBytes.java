package io.weft.report.tree;

import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.report.text.Palette;
import java.io.IOException;
import java.util.List;

/**
 * Prints the bytes of a packet, a dump for each data source: the frame, and what was put together
 * out of several frames. The bytes of some fields are marked: by colour, or with brackets where
 * there are no colours. Not thread-safe.
 */
public final class PacketBytes {
  private static final int BYTES_OF_ROW = 16;
  private static final int OFFSET_DIGITS = 4;

  private final Palette palette;
  private final InternalErrors errors;
  private final ByteMarks marks;
  private final ByteSources sources = new ByteSources();
  private final StringBuilder row = new StringBuilder();

  /**
   * @param marked names of fields, aliases or protocols of the catalogue; empty for none
   * @param errors counts the packets in which the marked bytes could not be found
   */
  public PacketBytes(
      FieldCatalogue catalogue, List<String> marked, Palette palette, InternalErrors errors) {
    this.palette = palette;
    this.errors = errors;
    marks = new ByteMarks(catalogue, marked);
  }

  /** Prints the dumps of a packet, and an empty line behind each. */
  public void write(Packet packet, Appendable out) throws IOException {
    sources.read(packet);
    try {
      marks.read(packet, sources);
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, packet.number()); // its bytes are shown all the same
    }
    for (int source = 0; source < sources.count(); source++) {
      int length = sources.to(source) - sources.from(source);
      String heading = sources.kind(source) + " (" + length + " bytes)";
      out.append(palette.title(heading)).append(":\n");
      for (int at = 0; at < length; at += BYTES_OF_ROW) {
        row.setLength(0);
        row(source, at, Math.min(at + BYTES_OF_ROW, length));
        out.append(row).append('\n');
      }
      out.append('\n');
    }
  }

  private void row(int source, int at, int to) {
    String offset = Integer.toHexString(at);
    row.append("0".repeat(Math.max(0, OFFSET_DIGITS - offset.length()))).append(offset).append(' ');
    byte[] bytes = sources.bytes(source);
    int first = sources.from(source);
    for (int i = at; i < at + BYTES_OF_ROW; i++) {
      boolean isMarked = i < to && marks.isMarked(source, i);
      row.append(between(i > at && i <= to && marks.isMarked(source, i - 1), isMarked));
      if (i < to) {
        int value = bytes[first + i];
        String digits =
            "" + Character.forDigit(value >> 4 & 15, 16) + Character.forDigit(value & 15, 16);
        row.append(isMarked ? palette.mark(digits) : digits);
      } else {
        row.append("  ");
      }
    }
    boolean lastIsMarked = to == at + BYTES_OF_ROW && marks.isMarked(source, to - 1);
    row.append(between(lastIsMarked, false)).append("  ");
    for (int i = at; i < to; i++) {
      int c = bytes[first + i];
      String character = String.valueOf(c >= ' ' && c < 0x7F ? (char) c : '.');
      row.append(marks.isMarked(source, i) ? palette.mark(character) : character);
    }
  }

  /** What stands between two bytes. */
  private char between(boolean isMarkedBefore, boolean isMarkedBehind) {
    if (palette != Palette.PLAIN || isMarkedBefore == isMarkedBehind) {
      return ' ';
    }
    return isMarkedBehind ? '[' : ']';
  }
}
