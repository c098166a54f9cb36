package io.weft.report.tree;

import io.weft.bytes.Reals;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the values of one layer as lines of a tree. A part of a number lies below the number,
 * and a record's values below the record. The line of a number tells which of its flags are set,
 * and that of a record its first values, so that one sees without reading on what they are about.
 *
 * <p>What a table makes of another field's value is told with that value.
 */
final class LayerTree implements FieldSink {
  /** How many of a record's values its own line tells. */
  private static final int VALUES_OF_RECORD = 6;

  private static final int MAC_LENGTH = 6;

  private final FieldText values;
  private final List<TreeLine> lines = new ArrayList<>();
  private final List<TreeLine> records = new ArrayList<>();

  /** The number whose parts are being read, and the numbers that it is itself a part of. */
  private final List<TreeLine> wholes = new ArrayList<>();

  private final StringBuilder scratch = new StringBuilder();
  private int size;
  private byte[] bytes;

  LayerTree(FieldText values) {
    this.values = values;
  }

  /**
   * Begins a layer.
   *
   * @param layer in the packet's table; below 0 for the frame
   */
  void begin(Packet packet, int layer) {
    size = 0;
    records.clear();
    wholes.clear();
    bytes = layer < 0 ? packet.frame() : packet.bytes(layer);
  }

  /** Lines of the layer, without the one of the layer itself. */
  int size() {
    return size;
  }

  /** Valid until the next layer begins. */
  TreeLine line(int index) {
    return lines.get(index);
  }

  private TreeLine next(Field field, int from, int length) {
    while (!wholes.isEmpty() && wholes.get(wholes.size() - 1).field() != field.parent()) {
      wholes.remove(wholes.size() - 1);
    }
    int depth =
        !wholes.isEmpty()
            ? wholes.get(wholes.size() - 1).depth() + 1
            : records.isEmpty() ? 1 : records.get(records.size() - 1).depth() + 1;
    if (size == lines.size()) {
      lines.add(new TreeLine());
    }
    TreeLine line = lines.get(size++);
    line.begin(depth, field, from, length);
    return line;
  }

  private TreeLine value(Field field, String value, int from, int length) {
    TreeLine line = next(field, from, length);
    line.text().append(field.isGenerated() ? "[" : "").append(field.label());
    line.text().append(": ").append(value).append(field.isGenerated() ? "]" : "");
    return line;
  }

  private void plain(Field field, String value, int from, int length) {
    value(field, value, from, length);
    tellRecord(field, value);
  }

  private void tellRecord(Field field, String value) {
    if (!records.isEmpty() && wholes.isEmpty() && !field.isGenerated()) {
      TreeLine record = records.get(records.size() - 1);
      if (record.additions() < VALUES_OF_RECORD && !value.isEmpty()) {
        record.add(record.additions() == 0 ? ": " : ", ", value);
      }
    }
  }

  private void draw(TreeLine line, long value, int from, int length) {
    if (BitText.isDrawn(line.field())) {
      String text = line.text().toString();
      line.text().setLength(0);
      BitText.append(
          line.text(), line.field(), BitText.number(line.field(), value, bytes, from, length));
      line.text().append(" = ").append(text);
    }
  }

  @Override
  public boolean wants(Field field) {
    return !field.isHidden() && !(field.isOnRequest() && field.isGenerated());
  }

  @Override
  public void number(Field field, long value, int from, int length) {
    String shown = values.number(field, value);
    TreeLine line = value(field, shown, from, length);
    draw(line, value, from, length);
    String name = values.name(field, value);
    tellRecord(field, name == null ? shown : name);
    wholes.add(line);
  }

  @Override
  public void flag(Field field, boolean value, int from, int length) {
    if (field.isPresence()) {
      TreeLine line = next(field, from, length);
      boolean isBracketed = field.isGenerated() || length == 0;
      line.text().append(isBracketed ? "[" : "").append(field.label());
      line.text().append(isBracketed ? "]" : "");
      return;
    }
    TreeLine line = value(field, values.flag(field, value), from, length);
    draw(line, value ? -1 : 0, from, length);
    if (value && !wholes.isEmpty()) {
      TreeLine whole = wholes.get(wholes.size() - 1);
      whole.add(", ", field.label());
    }
  }

  @Override
  public void real(Field field, double value, int from, int length) {
    plain(field, Reals.text(value, field.bits()), from, length);
  }

  @Override
  public void span(Field field, long nanos, int from, int length) {
    plain(field, values.span(nanos), from, length);
  }

  @Override
  public void time(Field field, long epochNanos, int from, int length) {
    String shown = field.isUnknown(epochNanos) ? Field.UNKNOWN : values.time(epochNanos);
    plain(field, shown, from, length);
  }

  @Override
  public void ipv4(Field field, int address, int from, int length) {
    plain(field, values.ipv4(address), from, length);
  }

  @Override
  public void ipv6(Field field, long high, long low, int from, int length) {
    plain(field, values.ipv6(high, low), from, length);
  }

  @Override
  public void mac(Field field, byte[] array, int from) {
    plain(field, values.mac(array, from), from, MAC_LENGTH);
  }

  @Override
  public void bytes(Field field, byte[] array, int from, int length) {
    plain(field, FieldText.bytes(array, from, length), from, length);
  }

  @Override
  public void text(Field field, CharSequence value, int from, int length) {
    plain(field, FieldText.text(value), from, length);
  }

  @Override
  public StringBuilder scratch() {
    scratch.setLength(0);
    return scratch;
  }

  @Override
  public void begin(Field group, int from, int length) {
    wholes.clear();
    TreeLine line = next(group, from, length);
    line.text().append(group.label());
    records.add(line);
  }

  @Override
  public void end(Field group) {
    wholes.clear();
    records.remove(records.size() - 1);
  }
}
