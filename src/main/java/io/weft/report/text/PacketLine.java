package io.weft.report.text;

import io.weft.analysis.PacketListener;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DataDissector;
import io.weft.dissect.chain.InfoColumn;
import io.weft.dissect.field.ChecksumStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Prints a line for each packet: number, time since the first packet, addresses, protocol, length
 * on the wire, and a description. Each column is as wide as its widest cell so far: the packets
 * that follow are not known yet.
 */
public final class PacketLine implements PacketListener {
  private static final String UNKNOWN = "-";

  /** Frames without IP show these, which are wider than addresses of IPv4. */
  private static final int WIDTH_OF_MAC = 17;

  /** How many messages of one packet are described; the others are only counted. */
  private static final int MAX_MESSAGES = 3;

  private final Chain chain;
  private final Writer out;
  private final TextStyle style;
  private final int digits;
  private final TimeText times;
  private final StringBuilder source = new StringBuilder();
  private final StringBuilder destination = new StringBuilder();
  private final StringBuilder info = new StringBuilder();
  private final LineText line = new LineText();
  private final int[] widths = {4, 10, WIDTH_OF_MAC, WIDTH_OF_MAC, 4, 4};
  private final InternalErrors errors;
  private long firstNanos;
  private long nanosBefore;
  private String zone;

  /** Who describes the layers of the packet; null for a layer that nobody does. */
  private InfoColumn[] columns = {};

  /** Where the notes of TCP analysis end in the description, and where trouble begins. */
  private int notesLength;

  private int troubleAt;
  private boolean started;

  /**
   * @param chain describes the layers
   * @param style lines are cut to its width
   * @param nanoseconds whether times have nine digits behind the point; else they have six
   */
  public PacketLine(Chain chain, Writer out, TextStyle style, boolean nanoseconds) {
    this(chain, out, style, nanoseconds, new InternalErrors());
  }

  /**
   * @param chain describes the layers
   * @param style lines are cut to its width
   * @param nanoseconds whether times have nine digits behind the point; else they have six
   * @param errors counts the packets that could not be described
   */
  public PacketLine(
      Chain chain, Writer out, TextStyle style, boolean nanoseconds, InternalErrors errors) {
    this.errors = errors;
    this.chain = chain;
    this.out = out;
    this.style = style;
    this.digits = nanoseconds ? 9 : 6;
    times = style.timeText();
  }

  /** A packet that is not shown: times are told from the first packet on, shown or not. */
  public void passOver(Packet packet) {
    if (packet.hasTime()) {
      begin(packet.timeNanos());
    }
  }

  private void begin(long nanos) {
    if (!started) {
      started = true;
      firstNanos = nanos;
      nanosBefore = nanos;
    }
  }

  /**
   * @throws UncheckedIOException when writing fails
   */
  @Override
  public void onPacket(Packet packet) {
    long nanos = packet.timeNanos();
    passOver(packet);
    look(packet);
    int layer = shown(packet);
    try {
      addresses(packet, Math.min(packet.layerCount(), packet.quotedFrom()));
      describe(packet, layer);
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, packet.number()); // the line has less to tell
      notesLength = 0;
      troubleAt = info.length();
    }
    line.clear();
    rightCell(0, packet.number());
    if (packet.hasTime()) {
      rightCell(1, times.of(nanos, firstNanos, nanosBefore, digits));
      nanosBefore = nanos;
    } else {
      rightCell(1, UNKNOWN);
    }
    addressCell(2, source);
    line.append("→ ");
    addressCell(3, destination);
    String protocol = layer < 0 ? UNKNOWN : packet.protocol(layer).name();
    line.append(protocol).blanks(blanks(4, protocol.length()) + 1);
    rightCell(5, packet.originalLength());
    int infoAt = line.length();
    line.escaped(info, 0, troubleAt);
    int lineTroubleAt = line.length();
    line.escaped(info, troubleAt, info.length());
    try {
      if (packet.hasTime() && style.times().isClock()) {
        heading(nanos);
      }
      print(infoAt, lineTroubleAt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rightCell(int column, String text) {
    line.blanks(blanks(column, text.length())).append(text).append(' ');
  }

  private void rightCell(int column, long number) {
    int digits = LineText.digits(number);
    line.blanks(blanks(column, digits)).append(number, digits).append(' ');
  }

  private void addressCell(int column, StringBuilder address) {
    if (address.isEmpty()) {
      address.append(UNKNOWN);
    }
    line.append(address).blanks(blanks(column, address.length()) + 1);
  }

  /**
   * How many blanks fill the column beside a cell of this length, for which it may have to grow.
   */
  private int blanks(int column, int length) {
    widths[column] = Math.max(widths[column], length);
    return widths[column] - length;
  }

  /**
   * Prints the line.
   *
   * @param infoAt where the description begins, with the notes of TCP analysis
   * @param lineTroubleAt where begins what is wrong with the packet
   */
  private void print(int infoAt, int lineTroubleAt) throws IOException {
    line.stripTrailing();
    if (style.palette() == Palette.PLAIN && style.width() == 0) {
      line.append('\n').writeTo(out);
      return;
    }
    String text = line.toString();
    String shown =
        style.width() > 0 ? TextTable.cut(text, style.width(), TextTable.Align.LEFT) : text;
    int notes = Math.min(shown.length(), infoAt);
    int notesEnd = Math.min(shown.length(), infoAt + notesLength);
    int trouble = Math.min(shown.length(), lineTroubleAt);
    out.append(shown, 0, notes)
        .append(style.palette().warning(shown.substring(notes, notesEnd)))
        .append(shown, notesEnd, trouble)
        .append(style.palette().failure(shown.substring(trouble)))
        .append('\n');
  }

  /** Names the time zone, above the first line and where summer time begins or ends. */
  private void heading(long nanos) throws IOException {
    String now = times.zone(nanos);
    if (!now.equals(zone)) {
      zone = now;
      String text = " ".repeat(widths[0]) + " TIME (" + now + ")";
      out.append(style.palette().title(text)).append('\n');
    }
  }

  /** Looks up who describes the layers. */
  private void look(Packet packet) {
    if (columns.length < packet.layerCount()) {
      columns = new InfoColumn[packet.layerCount()];
    }
    for (int i = 0; i < packet.layerCount(); i++) {
      columns[i] = chain.info(packet.protocol(i));
    }
  }

  /** The layer that the line is about: the last one that is a message of its own; -1 for none. */
  private int shown(Packet packet) {
    int end = Math.min(packet.layerCount(), packet.quotedFrom());
    for (int i = end - 1; i >= 0; i--) {
      InfoColumn text = columns[i];
      if (packet.protocol(i) != DataDissector.PROTOCOL && (text == null || !text.isPart())) {
        return i;
      }
    }
    return end - 1;
  }

  /** Takes the addresses of the innermost layer that has any. */
  private void addresses(Packet packet, int end) {
    source.setLength(0);
    destination.setLength(0);
    for (int i = end - 1; i >= 0; i--) {
      InfoColumn text = columns[i];
      if (text != null && text.addresses(packet, i, source, destination)) {
        return;
      }
    }
  }

  private void describe(Packet packet, int layer) {
    info.setLength(0);
    for (int i = 0; i <= layer; i++) {
      InfoColumn text = columns[i];
      if (text != null) {
        text.notes(packet, i, info);
      }
    }
    notesLength = info.length();
    if (layer >= 0) {
      Protocol protocol = packet.protocol(layer);
      int first = layer;
      while (first > 0 && packet.protocol(first - 1) == protocol) {
        first--;
      }
      for (int i = first; i <= layer && i < first + MAX_MESSAGES; i++) {
        info.append(i == first ? "" : ", ");
        describeLayer(packet, i);
      }
      if (layer - first >= MAX_MESSAGES) {
        info.append(", ").append(layer - first + 1 - MAX_MESSAGES).append(" more");
      }
    }
    if (packet.quotedFrom() < packet.layerCount()) {
      quoted(packet);
    }
    troubleAt = info.length();
    checksums(packet);
    if (packet.anomaly() != null) {
      info.append(info.isEmpty() ? "[" : " [").append(packet.problem().sentence()).append(']');
    }
  }

  /** Tells of checksums that are not right, where they were verified. */
  private void checksums(Packet packet) {
    for (int i = 0; i < packet.layerCount(); i++) {
      ChecksumStatus status = ChecksumStatus.of(packet, i);
      if (status == null) {
        continue;
      }
      String words =
          status.isLeftToCard()
              ? "checksum left to the card"
              : switch (status.value()) {
                case ChecksumStatus.BAD -> "checksum wrong";
                case ChecksumStatus.ILLEGAL -> "checksum missing";
                default -> null;
              };
      if (words != null) {
        info.append(info.isEmpty() ? "[" : " [").append(packet.protocol(i).name());
        info.append(' ').append(words).append(']');
      }
    }
  }

  private void describeLayer(Packet packet, int layer) {
    InfoColumn text = columns[layer];
    if (text == null) {
      info.append(packet.protocol(layer).label());
    } else {
      text.describe(packet, layer, info);
    }
  }

  /** Tells which packet an ICMP error quotes. */
  private void quoted(Packet packet) {
    StringBuilder from = new StringBuilder();
    StringBuilder to = new StringBuilder();
    for (int i = packet.quotedFrom(); i < packet.layerCount(); i++) {
      InfoColumn text = columns[i];
      if (text != null && text.addresses(packet, i, from, to)) {
        boolean last = i + 1 == packet.layerCount();
        info.append(", about ").append(from).append(" → ").append(to);
        if (!last && packet.protocol(i + 1) != DataDissector.PROTOCOL) {
          info.append(' ').append(packet.protocol(i + 1).name()).append(' ');
          describeLayer(packet, i + 1);
        }
        return;
      }
    }
  }
}
