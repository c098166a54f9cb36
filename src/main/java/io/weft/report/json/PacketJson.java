package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.weft.bytes.Addresses;
import io.weft.bytes.Hex;
import io.weft.bytes.Reals;
import io.weft.dissect.Packet;
import io.weft.dissect.Problem;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A packet as a JSON object: its layers in order, each with the fields that its protocol declares.
 * A key is the field's name less the protocol and the dot where it begins so, and the whole name
 * otherwise, or where the rest would be {@code protocol}. Not thread-safe.
 *
 * <p>A walk may push the values of a repeating field with others between them, but a JSON array
 * stands in one place: such values are kept and written at the end of their object.
 */
public final class PacketJson implements FieldSink {
  private static final SerializedString PROTOCOL = new SerializedString("protocol");

  private final Chain chain;
  private final JsonGenerator json;
  private final JsonText text = new JsonText();
  private final IdentityHashMap<Protocol, Keys> keysByProtocol = new IdentityHashMap<>();
  private final Keys frameKeys = new Keys(Frame.PROTOCOL, frameNames());
  private final StringBuilder scratch = new StringBuilder();
  private final RepeatedValues repeated = new RepeatedValues();
  private final List<OpenObject> objects = new ArrayList<>();
  private int depth;
  private long objectsBegun;

  /** Those of the layer that is being written. */
  private Keys keys;

  public PacketJson(Chain chain, JsonGenerator json) {
    this.chain = chain;
    this.json = json;
  }

  /** What the packet's own object tells of the frame, and how it is called there. */
  private static Map<Field, String> frameNames() {
    Map<Field, String> names = new LinkedHashMap<>();
    names.put(Frame.NUMBER, "number");
    names.put(Frame.TIME, "time");
    names.put(Frame.LENGTH, "length");
    names.put(Frame.CAPTURED_LENGTH, "captured_length");
    names.put(Frame.INTERFACE, "interface");
    names.put(Frame.INTERFACE_NAME, "interface_name");
    names.put(Frame.COMMENT, "comment");
    return names;
  }

  /** Writes the packet as one object. */
  public void write(Packet packet) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "packet");
    try {
      fields(packet, Frame.PROTOCOL, Frame.LAYER, frameKeys);
      json.writeArrayFieldStart("layers");
      for (int i = 0; i < packet.layerCount(); i++) {
        layer(packet, i);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause(); // sinks cannot throw what generators throw
    }
    json.writeEndArray();
    Problem problem = packet.problem();
    if (problem != null) {
      anomaly(problem);
    }
    json.writeEndObject();
  }

  private void layer(Packet packet, int layer) throws IOException {
    Protocol protocol = packet.protocol(layer);
    Keys own = keysByProtocol.get(protocol);
    if (own == null) {
      own = Keys.of(protocol, chain.fields(protocol));
      keysByProtocol.put(protocol, own);
    }
    json.writeStartObject();
    json.writeFieldName(PROTOCOL);
    json.writeString(own.protocol);
    fields(packet, protocol, layer, own);
    json.writeEndObject();
  }

  private void fields(Packet packet, Protocol protocol, int layer, Keys own) throws IOException {
    keys = own;
    depth = 0;
    repeated.clear();
    enter();
    chain.layerFields(protocol).read(packet, layer, this);
    leave();
  }

  private void anomaly(Problem problem) throws IOException {
    json.writeObjectFieldStart("anomaly");
    json.writeStringField("kind", problem.anomaly().name());
    json.writeNumberField("layer", problem.layer());
    json.writeNumberField("offset", problem.offset());
    if (problem.needed() > 0) {
      json.writeNumberField("needed", problem.needed());
      json.writeNumberField("available", problem.available());
    }
    json.writeStringField("description", problem.sentence());
    json.writeEndObject();
  }

  // Objects: a layer, or a record of a group.

  private void enter() {
    if (depth == objects.size()) {
      objects.add(new OpenObject());
    }
    objects.get(depth++).begin(++objectsBegun, repeated.size());
  }

  /** Writes what is still to be written of the object, whose end the caller writes. */
  private void leave() throws IOException {
    OpenObject object = objects.get(depth - 1);
    endRecords(object);
    int first = object.firstRepeated;
    for (int i = first; i < repeated.size(); i++) {
      Field field = repeated.field(i);
      if (field == null) {
        continue; // written with an earlier value of its field
      }
      json.writeFieldName(keys.get(field).name);
      json.writeStartArray();
      for (int k = i; k < repeated.size(); k++) {
        if (repeated.field(k) == field) {
          repeated.write(k, json, text);
        }
      }
      json.writeEndArray();
    }
    repeated.truncate(first);
    depth--;
  }

  private void endRecords(OpenObject object) throws IOException {
    if (object.group != null) {
      object.group = null;
      json.writeEndArray();
    }
  }

  @Override
  public void begin(Field group, int from, int length) {
    try {
      OpenObject outer = objects.get(depth - 1);
      if (outer.group != group) {
        endRecords(outer);
        json.writeFieldName(keys.get(group).name);
        json.writeStartArray();
        outer.group = group;
      }
      json.writeStartObject();
      enter();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end(Field group) {
    try {
      leave();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Values.

  @Override
  public boolean wants(Field field) {
    return keys == frameKeys ? keys.get(field) != null : !field.isOnRequest();
  }

  /**
   * Writes the name of a field that has one value.
   *
   * @return false where the object has the field already: names stand once
   */
  private boolean name(Field field) throws IOException {
    OpenObject object = objects.get(depth - 1);
    endRecords(object);
    Key key = keys.get(field);
    if (key.lastObject == object.number) {
      return false;
    }
    key.lastObject = object.number;
    json.writeFieldName(key.name);
    return true;
  }

  @Override
  public void number(Field field, long value, int from, int length) {
    if (field.repeats()) {
      repeated.add(field).number(value);
      return;
    }
    try {
      if (name(field)) {
        number(json, field, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void number(JsonGenerator json, Field field, long value) throws IOException {
    if (value < 0 && field.bits() == Long.SIZE) {
      json.writeNumber(Long.toUnsignedString(value));
    } else {
      json.writeNumber(value);
    }
  }

  /** What is no finite number is left out: JSON has none. */
  @Override
  public void real(Field field, double value, int from, int length) {
    if (!Double.isFinite(value)) {
      return;
    }
    if (field.repeats()) {
      repeated.add(field).number(Double.doubleToLongBits(value));
      return;
    }
    try {
      if (name(field)) {
        real(json, field, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void real(JsonGenerator json, Field field, double value) throws IOException {
    json.writeNumber(Reals.text(value, field.bits()));
  }

  @Override
  public void flag(Field field, boolean value, int from, int length) {
    if (field.repeats()) {
      repeated.add(field).number(value ? 1 : 0);
      return;
    }
    try {
      if (name(field)) {
        json.writeBoolean(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void span(Field field, long nanos, int from, int length) {
    if (field.repeats()) {
      repeated.add(field).number(nanos);
      return;
    }
    try {
      if (name(field)) {
        text.seconds(json, nanos);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void time(JsonGenerator json, Field field, long epochNanos, JsonText text)
      throws IOException {
    if (field.isUnknown(epochNanos)) {
      json.writeString(Field.UNKNOWN);
    } else {
      text.time(json, epochNanos);
    }
  }

  @Override
  public void time(Field field, long epochNanos, int from, int length) {
    if (field.repeats()) {
      repeated.add(field).number(epochNanos);
      return;
    }
    try {
      if (name(field)) {
        time(json, field, epochNanos, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void ipv4(Field field, int address, int from, int length) {
    if (field.repeats()) {
      repeated.add(field).number(address);
      return;
    }
    try {
      if (name(field)) {
        text.ipv4(json, address);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void ipv6(Field field, long high, long low, int from, int length) {
    text(field, Addresses.ipv6(high, low), from, length);
  }

  @Override
  public void mac(Field field, byte[] bytes, int from) {
    if (field.repeats()) {
      repeated.add(field).text(Addresses.mac(bytes, from));
      return;
    }
    try {
      if (name(field)) {
        text.mac(json, bytes, from);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void bytes(Field field, byte[] bytes, int from, int length) {
    text(field, Hex.of(bytes, from, from + length), from, length);
  }

  @Override
  public void text(Field field, CharSequence value, int from, int length) {
    if (field.repeats()) {
      repeated.add(field).text(value.toString());
      return;
    }
    try {
      if (name(field)) {
        json.writeString(value.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public StringBuilder scratch() {
    scratch.setLength(0);
    return scratch;
  }

  /** An object of the output to which fields are still added. */
  private static final class OpenObject {
    /** Which object of the output it is: tells whether it has a field already. */
    private long number;

    /** Index of the first of its values among those that are kept. */
    private int firstRepeated;

    /** The group whose array of records is open, or null. */
    private Field group;

    void begin(long which, int repeatedBefore) {
      number = which;
      firstRepeated = repeatedBefore;
      group = null;
    }
  }

  /** How a field is called, and the object that it was written to last. */
  private static final class Key {
    private final SerializedString name;
    private long lastObject;

    Key(String name) {
      this.name = new SerializedString(name);
    }
  }

  /**
   * The fields of a protocol with the names under which they are written. A walk gives values in
   * the order in which the fields are declared, or nearly so: the search for a field begins with
   * the one found last, which costs less than a hash table.
   */
  private static final class Keys {
    private final SerializedString protocol;
    private final Field[] fields;
    private final Key[] keys;
    private int last;

    Keys(Protocol protocol, Map<Field, String> names) {
      this.protocol = new SerializedString(protocol.name());
      fields = names.keySet().toArray(new Field[0]);
      keys = names.values().stream().map(Key::new).toArray(Key[]::new);
    }

    static Keys of(Protocol protocol, List<Field> fields) {
      Map<Field, String> names = new LinkedHashMap<>();
      String prefix = protocol.name() + ".";
      for (Field field : fields) {
        names.put(field, key(field.name(), prefix));
      }
      return new Keys(protocol, names);
    }

    /**
     * The layer's own name stands under {@code protocol}: a field of that name keeps its prefix.
     */
    private static String key(String name, String prefix) {
      boolean isShort =
          name.startsWith(prefix) && !name.substring(prefix.length()).equals("protocol");
      return isShort ? name.substring(prefix.length()) : name;
    }

    /** Null for a field that is not written. */
    Key get(Field field) {
      for (int i = last; i < fields.length; i++) {
        if (fields[i] == field) {
          last = i;
          return keys[i];
        }
      }
      for (int i = 0; i < last; i++) {
        if (fields[i] == field) {
          last = i;
          return keys[i];
        }
      }
      return null;
    }
  }

  /** Values of repeating fields that wait for the end of their object; reused. */
  private static final class RepeatedValues {
    private final List<Value> values = new ArrayList<>();
    private int size;

    void clear() {
      size = 0;
    }

    int size() {
      return size;
    }

    void truncate(int newSize) {
      size = newSize;
    }

    Value add(Field field) {
      if (size == values.size()) {
        values.add(new Value());
      }
      Value value = values.get(size++);
      value.field = field;
      return value;
    }

    /** Null once the value is written. */
    Field field(int index) {
      return values.get(index).field;
    }

    void write(int index, JsonGenerator json, JsonText text) throws IOException {
      Value value = values.get(index);
      Field field = value.field;
      value.field = null;
      switch (field.type()) {
        case NUMBER -> PacketJson.number(json, field, value.number);
        case REAL -> real(json, field, Double.longBitsToDouble(value.number));
        case FLAG -> json.writeBoolean(value.number != 0);
        case RELATIVE_TIME -> text.seconds(json, value.number);
        case ABSOLUTE_TIME -> time(json, field, value.number, text);
        case IPV4 -> text.ipv4(json, (int) value.number);
        default -> json.writeString(value.text);
      }
    }

    private static final class Value {
      private Field field;
      private long number;
      private String text;

      void number(long value) {
        number = value;
      }

      void text(String value) {
        text = value;
      }
    }
  }
}
