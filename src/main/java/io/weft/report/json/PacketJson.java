package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.weft.bytes.Addresses;
import io.weft.bytes.Hex;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Chain;
import io.weft.dissect.Field;
import io.weft.dissect.FieldSink;
import io.weft.dissect.Packet;
import io.weft.dissect.Problem;
import io.weft.dissect.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A packet as a JSON object: its layers in order, each with the fields that its protocol declares.
 * Protocol, dot and key are the field's name in a display filter. Not thread-safe.
 */
public final class PacketJson implements FieldSink {
  private final Chain chain;
  private final JsonGenerator json;
  private final JsonText text = new JsonText();
  private final IdentityHashMap<Protocol, Shape> shapes = new IdentityHashMap<>();

  // The field in hand.
  private SerializedString name;
  private boolean repeats;
  private boolean begun;

  public PacketJson(Chain chain, JsonGenerator json) {
    this.chain = chain;
    this.json = json;
  }

  /** Writes the packet as one object. */
  public void write(Packet packet) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", packet.number());
    json.writeFieldName("time");
    text.time(json, packet.timeNanos());
    json.writeNumberField("length", packet.originalLength());
    json.writeNumberField("captured_length", packet.capturedLength());
    json.writeNumberField("interface", packet.interfaceId());
    json.writeArrayFieldStart("layers");
    try {
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
    Shape shape = shapes.computeIfAbsent(protocol, key -> new Shape(chain.fields(key)));
    json.writeStartObject();
    json.writeStringField("protocol", protocol.name());
    for (int i = 0; i < shape.fields.length; i++) {
      name = shape.names[i];
      repeats = shape.fields[i].repeats();
      begun = false;
      shape.fields[i].reader().read(packet, layer, this);
      if (begun && repeats) {
        json.writeEndArray();
      }
    }
    json.writeEndObject();
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

  /**
   * Writes the field's name before its first value; a further value of a field that has one only is
   * left out.
   */
  private boolean begin() throws IOException {
    if (begun) {
      return repeats;
    }
    begun = true;
    json.writeFieldName(name);
    if (repeats) {
      json.writeStartArray();
    }
    return true;
  }

  /** Writes one value. */
  @FunctionalInterface
  private interface Value {
    void write() throws IOException;
  }

  private void value(Value value) {
    try {
      if (begin()) {
        value.write();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void number(long value, int from, int length) {
    value(() -> json.writeNumber(value));
  }

  @Override
  public void flag(boolean value, int from, int length) {
    value(() -> json.writeBoolean(value));
  }

  @Override
  public void span(long nanos, int from, int length) {
    value(() -> text.seconds(json, nanos));
  }

  @Override
  public void ipv4(int address, int from, int length) {
    value(() -> text.address(json, IpAddress.ipv4(address)));
  }

  @Override
  public void ipv6(long high, long low, int from, int length) {
    value(() -> text.address(json, new IpAddress(true, high, low)));
  }

  @Override
  public void mac(byte[] bytes, int from) {
    value(() -> json.writeString(Addresses.mac(bytes, from)));
  }

  @Override
  public void bytes(byte[] bytes, int from, int length) {
    value(() -> json.writeString(Hex.of(bytes, from, from + length)));
  }

  @Override
  public void text(String value, int from, int length) {
    value(() -> json.writeString(value));
  }

  /** A protocol's fields with their names as they are written. */
  private static final class Shape {
    final Field[] fields;
    final SerializedString[] names;

    Shape(List<Field> declared) {
      fields = declared.toArray(new Field[0]);
      names = new SerializedString[fields.length];
      for (int i = 0; i < fields.length; i++) {
        names[i] = new SerializedString(fields[i].name());
      }
    }
  }
}
