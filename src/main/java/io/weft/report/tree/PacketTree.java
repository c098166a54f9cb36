package io.weft.report.tree;

import io.weft.dissect.DataSource;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DataDissector;
import io.weft.dissect.chain.InfoColumn;
import io.weft.dissect.field.Frame;
import io.weft.flow.OpenFlows;
import io.weft.report.text.Palette;
import io.weft.report.text.SafeText;
import java.io.IOException;

/**
 * Prints a packet as the tree of its layers and fields, as decapsulation goes. Left of each value
 * stand the first and last byte that hold it, counted from the first byte of its data source.
 * Values that no bytes hold stand in brackets. Not thread-safe.
 */
public final class PacketTree {
  private static final String INDENT = "    ";

  /** Enough for {@code 1500-1513}. */
  private static final int WIDTH_OF_PLACE = 9;

  /** A layer's own line tells what it is about in at most so many characters. */
  private static final int MAX_SUMMARY = 100;

  private final Chain chain;
  private final Palette palette;
  private final InternalErrors errors;
  private final FieldText values;
  private final LayerTree fields;
  private final ByteSources sources = new ByteSources();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder from = new StringBuilder();
  private final StringBuilder to = new StringBuilder();

  /**
   * @param names whether values are called by their names
   * @param errors counts the layers that could not be shown whole
   */
  public PacketTree(Chain chain, boolean names, Palette palette, InternalErrors errors) {
    this.chain = chain;
    this.palette = palette;
    this.errors = errors;
    values = new FieldText(names);
    fields = new LayerTree(values);
  }

  /** Says who knows the names of hosts; null for nobody. */
  public void ask(OpenFlows flows) {
    values.ask(flows);
  }

  /** Prints the tree of a packet, and an empty line behind it. */
  public void write(Packet packet, Appendable out) throws IOException {
    sources.read(packet);
    values.begin(packet);
    frame(packet);
    out.append(place(0, packet.frameStart(), packet.capturedLength()));
    out.append(palette.title(text.toString())).append('\n');
    fields(packet, Frame.PROTOCOL, Frame.LAYER, out);
    for (int layer = 0; layer < packet.layerCount(); layer++) {
      Protocol protocol = packet.protocol(layer);
      int start = packet.start(layer);
      heading(packet, layer, protocol);
      out.append(place(sources.of(packet, layer), start, packet.payload(layer) - start));
      out.append(palette.title(text.toString())).append('\n');
      fields(packet, protocol, layer, out);
    }
    if (packet.anomaly() != null) {
      String sentence = "[" + packet.problem().sentence() + "]";
      out.append(place(0, 0, 0)).append(palette.failure(sentence)).append('\n');
    }
    if (packet.refusedLayers() > 0) {
      String sentence = "[" + packet.refusedLayers() + " more layers, for which there was no room]";
      out.append(place(0, 0, 0)).append(palette.failure(sentence)).append('\n');
    }
    out.append('\n');
  }

  private void frame(Packet packet) {
    text.setLength(0);
    text.append("Frame ").append(packet.number()).append(": ");
    text.append(packet.originalLength()).append(" bytes on the wire, ");
    text.append(packet.capturedLength()).append(" captured");
  }

  private void heading(Packet packet, int layer, Protocol protocol) {
    text.setLength(0);
    text.append(protocol.label());
    int before = text.length();
    InfoColumn info = chain.info(protocol);
    if (info != null) {
      try {
        summary(packet, layer, info);
      } catch (RuntimeException | StackOverflowError e) {
        errors.contain(e, packet.number()); // the fields below tell it too
        text.setLength(before);
      }
    }
    if (packet.source(layer) != DataSource.FRAME) {
      text.append(" [").append(packet.source(layer)).append(']');
    }
    if (layer >= packet.quotedFrom()) {
      text.append(" [quoted]");
    }
  }

  private void summary(Packet packet, int layer, InfoColumn info) {
    from.setLength(0);
    to.setLength(0);
    if (info.addresses(packet, layer, from, to)) {
      text.append(", ").append(from).append(" → ").append(to);
    }
    boolean isLast =
        layer + 1 == packet.layerCount() || packet.protocol(layer + 1) == DataDissector.PROTOCOL;
    from.setLength(0);
    if (!isLast) {
      return; // it would tell what lies inside, and the layers below do
    }
    info.describe(packet, layer, from);
    if (from.length() > MAX_SUMMARY) {
      boolean splits = Character.isHighSurrogate(from.charAt(MAX_SUMMARY - 1));
      from.setLength(splits ? MAX_SUMMARY - 1 : MAX_SUMMARY);
      from.append('…');
    }
    if (!from.isEmpty() && !from.toString().equals(packet.protocol(layer).label())) {
      text.append(": ").append(SafeText.escape(from.toString()));
    }
  }

  private void fields(Packet packet, Protocol protocol, int layer, Appendable out)
      throws IOException {
    fields.begin(packet, layer);
    try {
      chain.layerFields(protocol).read(packet, layer, fields);
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, packet.number()); // what was read until then is shown
    }
    int source = sources.of(packet, layer);
    for (int i = 0; i < fields.size(); i++) {
      TreeLine line = fields.line(i);
      out.append(place(source, line.from(), line.length()));
      out.append(INDENT.repeat(line.depth())).append(line.text()).append('\n');
    }
  }

  /**
   * Where a value stands, in a column of its own.
   *
   * @param source that holds it; below 0 where that is not known
   * @param first its first byte in the source's array
   * @param length 0 where no bytes hold it
   */
  private String place(int source, int first, int length) {
    String place = "";
    int offset = source < 0 ? -1 : first - sources.from(source);
    if (offset >= 0 && length > 0) {
      place = length == 1 ? "" + offset : offset + "-" + (offset + length - 1);
    }
    int blanks = Math.max(0, WIDTH_OF_PLACE - place.length());
    return " ".repeat(blanks) + palette.dim(place) + "  ";
  }
}
